"""What is kept of people, shown to them, handed over, and forgotten."""
