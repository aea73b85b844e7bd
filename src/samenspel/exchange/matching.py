"""What was found in a table: which columns hold which items, and what was not recognised."""

from dataclasses import dataclass
from typing import Literal

By = Literal["id", "text", "order", "map"]


@dataclass(frozen=True)
class Place:
    """A column: its place from the left (0 = the first) and its header."""

    column: int
    header: str


@dataclass(frozen=True)
class Match:
    """The column or columns of one item, and by what they were found.

    by: the item's id, its text (in full or short, nl or en), the order of columns that share one text, or the map.
    options: the option ids, when each option of a multiple item has a column of its own.
    """

    item: str
    places: tuple[Place, ...]
    by: By
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unmatched:
    """A column that no item was found for, and the items whose wording comes close."""

    place: Place
    close: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matching:
    """What was found in a table, and what not.

    matches: in the order of the instrument. missing: ids of items without a column.
    of_tool: columns that a survey tool adds itself (dates, ids, timing). ignored: columns that the map leaves out.
    submitted: the column that says when someone finished (LimeSurvey).
    joined: spellings of parties and of the breakdown that were taken as one, as (spelling kept, others).
    """

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    missing: tuple[str, ...]
    party: Place | None = None
    breakdown: Place | None = None
    may_quote: Place | None = None
    submitted: Place | None = None
    ignored: tuple[Place, ...] = ()
    of_tool: tuple[Place, ...] = ()
    joined: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, item_id: str) -> Match | None:
        """The match of an item, or None."""
        return next((match for match in self.matches if match.item == item_id), None)
