"""What pages show of a programme and of a list: with its clock, its places, and what can be done with each part."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from samenspel.diagnosis.programme import OWN, Edit, Edits, Part, Programme
from samenspel.web.conversations.models import Look, YieldLine
from samenspel.web.shared.codes import fingerprint

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round


@dataclass(frozen=True)
class Row:
    """A part, with the name of its address, its place, and when it begins and ends, in hours and minutes ("0:10").

    rewritten: somebody changed what it says or how long it takes; a part that was only moved is not.
    """

    part: Part
    slug: str
    place: int
    begins: str
    ends: str
    first: bool
    last: bool
    rewritten: bool


def rows_of(programme: Programme, edits: Edits) -> list[Row]:
    """The parts in their order on a running clock."""
    ends = list(accumulate(part.minutes for part in programme.parts))
    begins = [0, *ends]
    last = len(ends) - 1
    return [
        Row(
            part,
            slug_of(part.key),
            n,
            on_clock(begins[n]),
            on_clock(ends[n]),
            n == 0,
            n == last,
            rewritten(edits, part.key),
        )
        for n, part in enumerate(programme.parts)
    ]


def rewritten(edits: Edits, key: str) -> bool:
    """Whether a part that is suggested was changed in what it says or how long it takes."""
    edit = edits.parts.get(key, Edit())
    return not key.startswith(OWN) and (edit.written or edit.minutes is not None)


def on_clock(minutes: int) -> str:
    """75 minutes after the beginning is "1:15"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def slug_of(key: str) -> str:
    """The name of a part in an address: its key may hold the name of a party, which no address should."""
    return fingerprint(key)[:12]


def part_by(programme: Programme, slug: str) -> Part | None:
    """The part with this name in its address, also when it was taken out."""
    return next((part for part in (*programme.parts, *programme.removed) if slug_of(part.key) == slug), None)


@dataclass(frozen=True)
class LineRow:
    """A line of "when this works, then …". looked: somebody looked at it after the latest round."""

    line: YieldLine
    looks: list[Look]
    place: int
    first: bool
    last: bool
    looked: bool


def rows_of_lines(lines: Sequence[YieldLine], latest: "Round | None") -> list[LineRow]:
    """The lines as the list shows them. latest: the last round with a result."""
    rows = []
    for place, line in enumerate(lines):
        looks = list(line.looks.all())
        looked = any(look.round_id == (latest and latest.pk) for look in looks)
        rows.append(LineRow(line, looks, place, place == 0, place == len(lines) - 1, looked))
    return rows
