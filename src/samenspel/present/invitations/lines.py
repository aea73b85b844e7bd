"""Texts that people typed, as they fit on paper: on one line, not longer than the room, and never an empty heading."""

from samenspel.present.printable import printable
from samenspel.present.words import say, shortened

ROOM = {"name": 100, "party": 120, "network": 120, "title": 160, "message": 2500, "visibility": 1200, "closes": 120}
"""How many characters of each text there is room for on one page; more ends in an ellipsis."""


def one_line(text: str, kind: str) -> str:
    """A text on one line, as long as there is room for."""
    return shortened(" ".join(text.split()), ROOM[kind])


def heading(title: str, lang: str) -> str:
    """The title as a heading; without a letter that can be seen, it is an invitation to join in."""
    said = one_line(title, "title")
    return said if printable(said, lang) else say("poster-join", lang)
