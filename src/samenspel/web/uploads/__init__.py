"""Files that people bring: kept while they are looked at, with what was learned about their columns."""
