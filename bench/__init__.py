"""Measuring beside other packages. Nothing here is part of the product; the peers are GPL and stay in `.venv-bench`."""
