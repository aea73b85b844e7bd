"""Pages of accounts: coming in, the account itself, the second step."""
