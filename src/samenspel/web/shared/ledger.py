"""A list, outside the database, of who and what was forgotten, so that putting back an older backup forgets it again.

It holds the kind ("person", "network" or "account"), the code and the day. A code says nothing once the row is gone.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, cast

NAME = "erased"
KINDS = ("person", "network", "account")
_LINE = re.compile(r"(person|network|account) ([0-9a-z]{1,64}) (\d{4}-\d\d-\d\d)")

Kind = Literal["person", "network", "account"]


@dataclass(frozen=True)
class Entry:
    """Somebody, or a network, that was forgotten on a day."""

    kind: Kind
    code: str
    day: date

    def line(self) -> str:
        """As it stands in the list."""
        return f"{self.kind} {self.code} {self.day.isoformat()}"


def note(data: Path, entries: Iterable[Entry]) -> None:
    """Add to the list in the data folder, and see that it is on the disk."""
    lines = "".join(f"{one.line()}\n" for one in entries)
    if not lines:
        return
    descriptor = os.open(data / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, lines.encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(data: Path) -> tuple[Entry, ...]:
    """The list in the data folder; empty when nobody was forgotten yet."""
    path = data / NAME
    return parse(path.read_text("ascii", errors="replace")) if path.exists() else ()


def parse(text: str) -> tuple[Entry, ...]:
    """The entries of a list. A line that is no entry, such as one cut off by a full disk, is passed over."""
    found = (_LINE.fullmatch(line.strip()) for line in text.splitlines())
    entries = (_entry(*match.groups()) for match in found if match)
    return tuple(one for one in entries if one)


def _entry(kind: str, code: str, day: str) -> Entry | None:
    try:
        return Entry(cast(Kind, kind), code, date.fromisoformat(day))
    except ValueError:  # a day that no calendar has
        return None
