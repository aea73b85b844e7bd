"""What in a remark may point to a person, for the eye of who reads it: names that are known here, addresses, numbers.

It finds what is written exactly so, whole words, whatever the capitals. Nicknames, slips of the pen and descriptions it
does not find, and it says so where it is used.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network

_ADDRESS = r"[^\s@<>(),;]{1,64}@[^\s@<>(),;]{1,190}\.\w{2,24}"
_NUMBER = r"(?<!\w)\+?\d(?:[ .()/-]{0,2}\d){8,13}(?!\w)"
SHORTEST = 2


@dataclass(frozen=True)
class Piece:
    """A part of a remark. marked: whether it may point to a person."""

    text: str
    marked: bool


class Spotter:
    """Marks what may point to somebody of one network."""

    def __init__(self, people: Iterable[str], parties: Iterable[str]) -> None:
        """Keep the names; of a person every part that begins with a capital letter is looked for by itself."""
        parts = {part.strip(".,") for name in people for part in name.split() if part[0].isupper()}
        names = {name.strip() for name in (*people, *parties)} | parts
        known = sorted((name for name in names if len(name) >= SHORTEST), key=lambda name: (-len(name), name))
        # the beginning of a word is looked for once, not once for every name: with thousands that takes seconds
        words = [rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)"] if known else []
        self.pattern = re.compile("|".join([_ADDRESS, _NUMBER, *words]), re.IGNORECASE)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text in parts, together the whole of it."""
        found, last = [], 0
        for match in self.pattern.finditer(text):
            found += [Piece(text[last : match.start()], marked=False), Piece(match[0], marked=True)]
            last = match.end()
        return tuple(piece for piece in (*found, Piece(text[last:], marked=False)) if piece.text)


def spotter_of(network: "Network") -> Spotter:
    """The one that knows the people and parties of a network, those that were deleted too."""
    people = list(network.participants.values_list("name", flat=True))
    return Spotter(people, list(network.parties.values_list("name", flat=True)))
