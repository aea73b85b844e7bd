"""Tables in workbooks (XLSX, XLS, ODS), read by calamine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.archive import measure
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
            rows = _rows(path.name, found, progress)
            if rows:
                return rows.table(name, names, header_alone=header_alone)
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


def _rows(file: str, sheet: CalamineSheet, progress: Progress | None) -> Rows | None:
    """The rows of a sheet; None when all its cells are empty."""
    rows: Rows | None = None
    total = sheet.total_height
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if rows:
            rows.add(number, cells)
        elif any(cell != "" for cell in cells):
            rows = Rows(file, header_of([say(cell) for cell in cells]), say)
        if progress and (number % CHUNK == 0 or number == total):
            progress(number, total)
    return rows


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
