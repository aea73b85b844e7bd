"""Who works here: accounts, ways to log in, sessions."""
