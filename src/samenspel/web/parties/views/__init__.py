"""Pages of parties and people, and of lists of them that come in."""
