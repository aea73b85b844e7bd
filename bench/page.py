"""What was measured, as a table for the terminal and for docs/explanation/performance.md."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Row:
    """One thing that was timed beside another, both in seconds."""

    what: str
    seconds: float
    beside: str
    beside_seconds: float
    aim: str = ""


def faster(rows: Sequence[Row]) -> str:
    """A table that tells how many times as fast Samenspel is as something that does the same."""
    head = "| The same figures | Samenspel | by | takes | times as fast | aim |"
    return _table(head, rows, [one.beside_seconds / one.seconds for one in rows])


def longer(rows: Sequence[Row]) -> str:
    """A table that tells how many times as long something takes as a bare measure."""
    head = "| What | takes | the measure | takes | times as long | aim |"
    return _table(head, rows, [one.seconds / one.beside_seconds for one in rows])


def placed(page: str, measured: str) -> str:
    """The page with what was measured between its marks. ValueError when the page does not have them."""
    found, count = re.subn(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{measured}\n\n{END}", page, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"the page must have {BEGIN} and {END}, once")
    return found


def _table(head: str, rows: Sequence[Row], ratios: Sequence[float]) -> str:
    lines = [head, "|---|--:|---|--:|--:|--:|"]
    for one, ratio in zip(rows, ratios, strict=True):
        times = f"{ratio:.0f}" if ratio >= 9.95 else f"{ratio:.1f}"
        cells = (one.what, _time(one.seconds), one.beside, _time(one.beside_seconds), f"**{times}**", one.aim)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _time(seconds: float) -> str:
    unit, amount = ("s", seconds) if seconds >= 1 else ("ms", seconds * 1000)
    return f"{amount:.0f} {unit}" if amount >= 99.5 else f"{amount:.2g} {unit}"
