"""Pages of conversations: the place, the guide, what was agreed, and what it yields."""
