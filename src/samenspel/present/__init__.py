"""How it is shown: words, pictures and reports of a release. Nothing here computes what may be seen."""
