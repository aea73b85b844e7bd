"""How much fits on one page: what people can read, and what a server can set without others waiting for it."""

from samenspel.errors import Problem, UsageError

MOST = 100
"""So many actions of one conversation, lines of one network, or parts of their own in one guide."""


def check_room(there: int) -> None:
    """Raise UsageError when there is no room for one more. there: with those that were put away and can come back."""
    if there >= MOST:
        raise UsageError(Problem("conversation-full", values={"most": MOST}))
