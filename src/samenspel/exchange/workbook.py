"""Tables in workbooks (XLSX, XLS, ODS), read by calamine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.archive import measure
from samenspel.exchange.merged import MOST_MERGED, Filling, Merged, merged_of
from samenspel.exchange.sheet_xml import ErrorCell, errors_in_ods, errors_in_xlsx, merged_in_ods
from samenspel.exchange.table import CHUNK, Progress, Rows, Table, header_of
from samenspel.exchange.wording import plain

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a workbook does."""
    return data.startswith((_ZIP, _OLE))


def read_workbook(
    path: Path, data: bytes, sheet: str | None, progress: Progress | None, header_alone: bool = False
) -> Table:
    """The table on one sheet. Raises AnswersError when the workbook cannot be opened or has no such table."""
    from python_calamine import CalamineError

    if data.startswith(_ZIP):
        measure(path.name, data)
    hushed = _hushed if data.startswith(_OLE) else nullcontext
    try:
        with hushed():
            book = _opened(path, data)
        names = _visible(book)
        for name in _wanted(path.name, names, sheet):
            with hushed():
                found = book.get_sheet_by_name(name)
            table = _table(_Sheet(path.name, data, name, found), names, progress, header_alone)
            if table is not None:
                return table
    except (CalamineError, OSError) as error:
        raise AnswersError(Problem("answers-workbook-broken", Where(path.name))) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how calamine ends on some damaged XLS files
            raise
        raise AnswersError(Problem("answers-workbook-broken", Where(path.name))) from error
    raise AnswersError(Problem("answers-no-content", Where(path.name), {"sheets": ", ".join(names)}))


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing reaches the terminal, not even past Python: before calamine gives up on an old file it prints a trace."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _opened(path: Path, data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    # By path, calamine goes by the end of the name, and only then tells a password from a broken file.
    try:
        if path.suffix.lower() in _SUFFIXES:
            return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise AnswersError(Problem("answers-workbook-locked", Where(path.name))) from error
    except (CalamineError, OSError):
        pass
    return CalamineWorkbook.from_filelike(BytesIO(data))


def _visible(book: CalamineWorkbook) -> tuple[str, ...]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


def _wanted(file: str, names: tuple[str, ...], sheet: str | None) -> tuple[str, ...]:
    if sheet is None:
        return names
    same = tuple(name for name in names if plain(name) == plain(sheet))
    if not same:
        raise AnswersError(Problem("answers-no-sheet", Where(file), {"sheet": sheet, "sheets": ", ".join(names)}))
    return same


@dataclass(frozen=True)
class _Sheet:
    """A sheet of a file, and what calamine read of it."""

    file: str
    data: bytes
    name: str
    read: CalamineSheet

    def merged(self) -> list[Merged]:
        """The merged cells. Raises AnswersError when they are too many."""
        ranges = self.read.merged_cell_ranges
        if ranges is None:
            return merged_in_ods(self.file, self.data, self.name, self._first_column())
        if len(ranges) > MOST_MERGED:
            raise AnswersError(Problem("upload-too-many-merged", Where(self.file)))
        return [merged_of(one, self._first_column()) for one in ranges]

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Every row with its number. Where calamine reads a cell with an error as empty, the error is put back."""
        first = self._first_column()
        errors = self._errors()
        ahead = next(errors, None)
        for number, cells in enumerate(self.read.iter_rows(), 1):
            while ahead and ahead.row <= number:
                if ahead.row < number or not 0 <= ahead.column - first < len(cells):
                    raise AnswersError(Problem("answers-workbook-broken", Where(self.file)))
                cells[ahead.column - first] = ahead.text
                ahead = next(errors, None)
            yield number, cells

    def _first_column(self) -> int:
        return self.read.start[1] if self.read.start else 0

    def _errors(self) -> Iterator[ErrorCell]:
        if not self.data.startswith(_ZIP):
            return iter(())
        found = errors_in_ods if self.read.merged_cell_ranges is None else errors_in_xlsx
        return found(self.file, self.data, self.name)


def _table(sheet: _Sheet, names: tuple[str, ...], progress: Progress | None, header_alone: bool) -> Table | None:
    """The table on a sheet; None when all its cells are empty."""
    rows: Rows | None = None
    merged = sheet.merged()
    filling = Filling(sheet.file, 0, ())
    total = sheet.read.total_height
    for number, cells in sheet.rows():
        if rows:
            filling.fill(number, cells)
            rows.add(number, cells)
        elif any(cell != "" for cell in cells):
            rows = Rows(sheet.file, header_of([say(cell) for cell in cells]), say)
            filling = Filling(sheet.file, len(cells), (one for one in merged if one.top > number))
            merged = [one for one in merged if one.top == number]
        if progress and (number % CHUNK == 0 or number == total):
            progress(number, total)
    if not rows:
        return None
    table = rows.table(sheet.name, names, header_alone=header_alone)
    return replace(table, merged=tuple(filling.filled), merged_header=tuple(merged))


def say(cell: Any) -> str:
    """A cell as text: 4.0 is "4", a date is ISO, true is "1", an empty cell is ""."""
    match cell:
        case bool():
            return str(int(cell))
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
