"""What we know, as data: instruments, patterns, vocabulary, coverage."""
