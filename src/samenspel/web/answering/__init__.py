"""What a participant sees and sends, and never loses."""
