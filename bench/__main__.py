"""`python -m bench`: what `make bench` runs."""

from bench.performance import main

main()
