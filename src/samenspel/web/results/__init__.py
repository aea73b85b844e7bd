"""What came out of a round: the release, the report, earlier rounds beside it."""
