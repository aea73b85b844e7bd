"""The parties of a network and their people."""
