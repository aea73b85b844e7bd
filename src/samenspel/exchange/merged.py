"""Merged cells: what stands in the first of them is read in all of them, as people see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samenspel.errors import AnswersError, Problem, Where

MOST_MERGED = 100_000


@dataclass(frozen=True)
class Merged:
    """Cells that are merged: rows as people see them (the first is 1), columns from 0, up to and with the last."""

    top: int
    left: int
    bottom: int
    right: int


def merged_of(corners: tuple[tuple[int, int], tuple[int, int]], first_column: int) -> Merged:
    """Merged cells as calamine tells of them: by two corners, with rows from 0. `first_column` becomes column 0."""
    (top, bottom), (left, right) = map(sorted, zip(*corners, strict=True))
    return Merged(top + 1, left - first_column, bottom + 1, right - first_column)


class Filling:
    """Fills merged cells while the rows pass by, from the top.

    What it takes depends on the cells that pass by, not on how far merged cells say that they reach.
    """

    def __init__(self, file: str, width: int, merged: Iterable[Merged]) -> None:
        """Start before the first row of these merged cells."""
        self.file = file
        self.filled: list[Merged] = []
        self._width = width
        self._waiting = sorted((one for one in merged if one.left < width), key=lambda one: -one.top)
        self._taken = [0] * width
        self._under_way: dict[int, tuple[int, Any]] = {}

    def fill(self, number: int, cells: list[Any]) -> None:
        """Fill the merged cells of a row. A row with nothing of its own stays empty: there nobody answered.

        Raises AnswersError for cells that are merged twice, which no program makes.
        """
        if not self._waiting and not self._under_way:
            return
        is_empty = cells.count("") == len(cells)
        while self._waiting and self._waiting[-1].top <= number:
            self._begin(self._waiting.pop(), cells)
        if is_empty:
            return
        for column, (last, value) in tuple(self._under_way.items()):
            if number <= last:
                cells[column] = value
            else:
                del self._under_way[column]

    def _begin(self, merged: Merged, cells: list[Any]) -> None:
        value = cells[merged.left] if merged.left >= 0 else ""
        for column in range(max(merged.left, 0), min(merged.right + 1, self._width)):
            if self._taken[column] >= merged.top:
                raise AnswersError(Problem("answers-workbook-broken", Where(self.file)))
            self._taken[column] = merged.bottom
            if value != "":
                self._under_way[column] = (merged.bottom, value)
        if value != "":
            self.filled.append(merged)
