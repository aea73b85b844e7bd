"""A list, outside the database, of who and what was forgotten, so that putting back an older backup forgets it again.

It holds the kind, the code and the day. A code says nothing once the row is gone. The kind is "person", "network" or
"account", or "writer" for a person who let stand what they wrote: if that went after all, it would tell whose it was.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Literal, cast

from samenspel.web.shared.disk import on_disk

NAME = "erased"
KINDS = ("person", "writer", "network", "account")
_LINE = re.compile(r"(person|writer|network|account) ([0-9a-z]{1,64}) (\d{4}-\d\d-\d\d)")

Kind = Literal["person", "writer", "network", "account"]


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
    known = set(read(data))
    lines = "".join(f"{one.line()}\n" for one in dict.fromkeys(entries) if one not in known)
    if not lines:
        return
    with open(data / NAME, "ab+", opener=partial(os.open, mode=0o600)) as file:
        if _is_cut_off(file):  # what comes behind half a line would be lost with it
            file.write(b"\n")
        file.write(lines.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    on_disk(data)


def _is_cut_off(file: IO[bytes]) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return False
    file.seek(-1, os.SEEK_END)
    return file.read() != b"\n"


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
