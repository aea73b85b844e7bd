"""A table as the product reads it, beside the same file in the second reading."""

from pathlib import Path
from typing import Any

from samenspel.exchange import Table
from tests.fuzz.independent import readings, same, tidy

TOGETHER = 40_000_000
"""Cells that are compared one by one at most: a reading of more is compared by its rows only."""


class Fault(Exception):
    """Something that may never come of a file."""


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return list(
        zip(*(tuple(column.values[at] for at in column.which.tolist()) for column in table.columns), strict=True)
    )


def same_table(table: Table, path: Path) -> None:
    """Raise Fault unless the second reading sees this table too: every row, every cell, in its place."""
    others = readings(path.read_bytes(), table.sheet)
    if others is None or len(table) * len(table.header) > TOGETHER:
        return
    given = list(zip(table.numbers.tolist(), rows_of(table), strict=True))
    cut = {row for row, _ in table.problems}
    faults = [_difference(table.header, given, cut, other) for other in others]
    if all(faults):
        raise Fault(f"another table: {'; '.join(faults)[:600]}")


def _difference(header: tuple[str, ...], given: list[Any], cut: set[int], other: list[Any]) -> str:
    """Where two readings differ; "" where they agree. Rows that were told to be too long may miss their end."""
    first = next((at for at, (_, row) in enumerate(other) if any(cell is None or cell.strip() for cell in row)), None)
    if first is None:
        return "no header"
    names = other[first][1]
    if len(header) != len(names) and any(cell != "" for cell in names[len(header) :]):
        return f"{len(header)} columns, not {len(names)}"
    if not all(cell is None or one == tidy(cell) for one, cell in zip(header, names, strict=False)):
        return f"header {header!r:.150}, not {names!r:.150}"
    rows = [(number, row) for number, row in other[first + 1 :] if any(cell != "" for cell in row)]
    if len(rows) != len(given):
        return f"{len(given)} rows, not {len(rows)}"
    for place, ((number, cells), (there, row)) in enumerate(zip(given, rows, strict=True)):
        padded = (*row, *[""] * (len(cells) - len(row)))
        if number != there:
            return f"row {number}, not {there}"
        if not all(map(same, cells, padded)) or (place not in cut and any(padded[len(cells) :])):
            return f"row {number}: {cells!r:.200}, not {padded!r:.200}"
    return ""
