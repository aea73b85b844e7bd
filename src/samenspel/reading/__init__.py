"""Scoring answers and releasing what may be seen: the only maker of publishable numbers."""
