"""Rounds: what is asked of whom, by which links, until when."""
