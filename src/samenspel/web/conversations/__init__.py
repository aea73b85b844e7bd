"""Conversations about a result: the guide, what was agreed, and what will be there when it works."""
