"""Networks and who works in them, in which role."""
