"""A spreadsheet as it came in: a header and columns of text, whatever the program that wrote it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.merged import Merged
from samenspel.exchange.wording import tidy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[int, int], None]
"""Told during long work how much is done, and of how much."""

CHUNK = 20_000
MOST_COLUMNS = 16_384  # what a spreadsheet program has room for
MOST_CELLS = 60_000_000
_CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Column:
    """One column: its different cells in order of appearance, and per row the place of its cell among them.

    A million answers on seven points are then seven texts and a million small numbers.
    """

    values: tuple[str, ...]
    which: NDArray[np.int32]

    def __getitem__(self, row: int) -> str:
        """The cell in a row (0 = the first)."""
        return self.values[int(self.which[row])]


@dataclass(frozen=True)
class Table:
    """A header and the rows below it; empty rows are left out.

    numbers: per row its number as a person sees it in a spreadsheet: under a header in row 1 the first is 2.
    problems: rows with more or fewer cells than the header, as (place of the row, problem).
    sheet, sheets: the sheet of the workbook that was read, and all that it has; None and () for a text file.
    merged: the merged cells below the header, each filled with what stands in the first of them; and merged_header:
    those that begin in the header, which are not, for the name of a column is nobody's answer.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    numbers: NDArray[np.int64]
    problems: tuple[tuple[int, Problem], ...] = ()
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()
    merged_header: tuple[Merged, ...] = ()

    def __len__(self) -> int:
        """The number of rows below the header."""
        return len(self.numbers)

    def filled(self, column: int) -> NDArray[np.bool_]:
        """Per row whether its cell in a column was empty, and holds what stands in the first of merged cells."""
        import numpy as np

        # the first of merged cells was not empty itself
        here = [(one.top + (one.left == column), one.bottom) for one in self.merged if one.left <= column <= one.right]
        steps = np.zeros(len(self) + 1, np.int64)
        if here:
            first, last = zip(*here, strict=True)
            np.add.at(steps, np.searchsorted(self.numbers, first), 1)
            np.add.at(steps, np.searchsorted(self.numbers, last, "right"), -1)
        return np.cumsum(steps)[:-1] > 0


class _Numbering(dict[Any, int]):
    """Gives each new cell the next number."""

    def __missing__(self, cell: Any) -> int:
        number = self[cell] = len(self)
        return number


@dataclass
class Rows:
    """Rows being read: collects them in chunks and turns each chunk into columns."""

    file: str
    header: tuple[str, ...]
    say: Callable[[Any], str] = str
    numbers: array[int] = field(default_factory=lambda: array("q"))
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Start with no rows. Raises AnswersError when there are more columns than any spreadsheet has."""
        if len(self.header) > MOST_COLUMNS:
            raise AnswersError(Problem("upload-too-many-cells", Where(self.file)))
        self._chunk: list[Sequence[Any]] = []
        self._seen = [_Numbering() for _ in self.header]
        self._parts: list[list[NDArray[np.int32]]] = [[] for _ in self.header]

    def add(self, number: int, cells: Sequence[Any]) -> None:
        """Take one row; an empty one is left out, one of another length is noted and cut or filled up."""
        if cells.count("") == len(cells):
            return
        if len(cells) != len(self.header):
            cells = self._fitted(number, cells)
        self.numbers.append(number)
        self._chunk.append(cells)
        if len(self._chunk) == CHUNK or len(self._chunk) * len(self.header) > _CELLS_AT_ONCE:
            self._store()

    def table(self, sheet: str | None = None, sheets: tuple[str, ...] = (), *, header_alone: bool = False) -> Table:
        """The table of all rows taken. Raises AnswersError when there are none, unless a header alone will do."""
        import numpy as np

        if not self.numbers and not header_alone:
            raise AnswersError(Problem("answers-only-header", Where(self.file)))
        self._store()
        columns = (
            Column(tuple(self.say(cell) for cell in seen), np.concatenate([np.empty(0, np.int32), *parts]))
            for seen, parts in zip(self._seen, self._parts, strict=True)
        )
        numbers = np.array(self.numbers, dtype=np.int64)
        return Table(self.file, self.header, tuple(columns), numbers, tuple(self.problems), sheet, sheets)

    def _fitted(self, number: int, cells: Sequence[Any]) -> Sequence[Any]:
        width = len(self.header)
        extra = [cell for cell in cells[width:] if cell != ""]
        if extra or len(cells) < width:
            message = "answers-long-row" if extra else "answers-short-row"
            values = {"cells": len(cells), "columns": width}
            self.problems.append((len(self.numbers), Problem(message, Where(self.file, row=number), values)))
        return [*cells[:width], *[""] * (width - len(cells))]

    def _store(self) -> None:
        import numpy as np

        # short rows are filled up to the width of the header
        if len(self.numbers) * len(self.header) > MOST_CELLS:
            raise AnswersError(Problem("upload-too-many-cells", Where(self.file)))
        for seen, parts, cells in zip(self._seen, self._parts, zip(*self._chunk, strict=True), strict=False):
            parts.append(np.fromiter(map(seen.__getitem__, cells), np.int32, len(cells)))
        self._chunk.clear()


def read_table(
    path: Path, *, sheet: str | None = None, progress: Progress | None = None, header_alone: bool = False
) -> Table:
    """The table in a file: text with any usual separator and encoding, or a workbook (XLSX, XLS, ODS).

    What the file holds decides, not the end of its name. Of a workbook the visible sheet `sheet`, or else the first
    with content, is read. Numbers become their shortest text ("4"), dates ISO text, empty cells "", and merged cells
    all hold what stands in the first. `progress` hears bytes of a text file, rows of a workbook. Raises AnswersError
    when there is no header with a row below it; with `header_alone` a first row is enough.
    """
    from samenspel.exchange.text_file import read_text
    from samenspel.exchange.workbook import is_workbook, read_workbook

    try:
        data = path.read_bytes()
    except OSError as error:
        raise AnswersError(Problem("file-not-readable", Where(str(path)))) from error
    if not data.strip():
        raise AnswersError(Problem("answers-empty-file", Where(path.name)))
    if is_workbook(data):
        return read_workbook(path, data, sheet, progress, header_alone)
    return read_text(path.name, data, progress, header_alone)


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Header cells as people see them."""
    return tuple(tidy(cell) for cell in cells)
