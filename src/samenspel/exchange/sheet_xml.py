"""What calamine leaves out of a sheet, read from its XML: cells with an error, and in an ODS which cells are merged.

An old workbook (XLS) is no XML: in it a cell with an error cannot be told from an empty one.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Protocol, TypeVar
from xml.parsers import expat

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.archive import OPEN_DOCUMENT
from samenspel.exchange.merged import MOST_MERGED, Merged
from samenspel.exchange.wording import MISSING, is_error

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_PIECE = 1024 * 1024
_PLACE = re.compile(r"([A-Za-z]{1,4})([0-9]{1,9})")
_MARKED = (b'"e"', b"'e'")
_FARTHEST = 2**31
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(expat.ExpatError, ValueError, LookupError),
)


@dataclass(frozen=True)
class ErrorCell:
    """A cell with an error, such as "#REF!". Its row as people see it (the first is 1), its column from 0."""

    row: int
    column: int
    text: str


def errors_in_xlsx(name: str, data: bytes, sheet: str) -> Iterator[ErrorCell]:
    """The cells with an error on a sheet of an XLSX, in the order of the file; "#N/A" says that nothing is there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.lower(): part for part in archive.namelist()}
            found = parts.get(_path_of(archive, parts, sheet).lower())
            marked = [part for part in ([found] if found else parts.values()) if _is_marked(archive, part)]
            if marked and not found:
                raise LookupError(sheet)  # somewhere is an error, perhaps here
            for part in marked:
                with archive.open(part) as content:
                    yield from _told(content, _XlsxSheet())
    except _DAMAGE as error:
        raise AnswersError(Problem("answers-workbook-broken", Where(name))) from error


def errors_in_ods(name: str, data: bytes, sheet: str) -> Iterator[ErrorCell]:
    """The cells with an error on a sheet of an ODS, in their order; of one that says "#N/A" the text is ""."""
    for number, cells in _ods_rows(name, data, sheet):
        for cell in cells:
            if cell.error is not None:
                yield from (ErrorCell(number, cell.column + one, cell.error) for one in range(cell.often))


def merged_in_ods(name: str, data: bytes, sheet: str, first_column: int) -> list[Merged]:
    """The merged cells on a sheet of an ODS that hold something. Raises AnswersError when they are too many."""
    found = []
    for number, cells in _ods_rows(name, data, sheet):
        for cell in cells:
            if cell.rows > 1 or cell.columns > 1:
                left = cell.column - first_column
                found.append(Merged(number, left, number + cell.rows - 1, left + cell.columns - 1))
        if len(found) > MOST_MERGED:
            raise AnswersError(Problem("upload-too-many-merged", Where(name)))
    return found


def _ods_rows(name: str, data: bytes, sheet: str) -> Iterator[tuple[int, list[_OdsCell]]]:
    """The rows with such cells, each as often as it is repeated: `measure` has bounded how often what is full is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(OPEN_DOCUMENT) as content:
            for row in _told(content, _OdsSheet(sheet)):
                yield from ((row.number + one, row.cells) for one in range(row.times))
    except _DAMAGE as error:
        raise AnswersError(Problem("answers-workbook-broken", Where(name))) from error


def _path_of(archive: zipfile.ZipFile, parts: Mapping[str, str], sheet: str) -> str:
    """The part that holds a sheet, as calamine finds it; "" when the workbook does not say."""
    if _BOOK not in parts or _LINKS not in parts:
        return ""
    try:
        links = [_attribute(one, "id") for one in _elements(archive, parts[_BOOK], "sheet") if one.get("name") == sheet]
        targets = [one for one in _elements(archive, parts[_LINKS], "Relationship") if one.get("Id") in links[:1]]
    except expat.ExpatError:  # calamine forgives more
        return ""
    target = targets[0].get("Target", "").removeprefix("/") if targets else ""
    return target if target.startswith("xl/") or not target else f"xl/{target}"


def _is_marked(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part may hold an error: looking for its mark takes a tenth of the time of reading the part."""
    rest = b""
    with archive.open(part) as content:
        while piece := content.read(_PIECE):
            piece = rest + piece
            if any(mark in piece for mark in _MARKED):
                return True
            rest = piece[-2:]
    return False


def _elements(archive: zipfile.ZipFile, part: str, kind: str) -> Iterator[dict[str, str]]:
    with archive.open(part) as content:
        yield from _told(content, _Attributes(kind))


Found = TypeVar("Found")


class _Reader(Protocol[Found]):
    """Hears the elements of a part and collects what it finds."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def say(self, text: str) -> None: ...
    def take(self) -> list[Found]: ...


def _told(content: IO[bytes], reader: _Reader[Found]) -> Iterator[Found]:
    """What a reader finds in a part, piece by piece."""
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.say
    while piece := content.read(_PIECE):
        parser.Parse(piece)
        yield from reader.take()
    parser.Parse(b"", True)
    yield from reader.take()


class _Attributes:
    """Finds the attributes of one kind of element."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if _local(name) == self._kind:
            self._found.append(attributes)

    def end(self, name: str) -> None:
        pass

    def say(self, text: str) -> None:
        pass

    def take(self) -> list[dict[str, str]]:
        found, self._found = self._found, []
        return found


class _XlsxSheet:
    """Finds cells with an error. A cell that does not say its place comes after the one before it."""

    def __init__(self) -> None:
        self._found: list[ErrorCell] = []
        self._row, self._place = 0, (0, -1)
        self._is_error = self._in_value = False
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match _local(name):
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._place = (self._row, -1)
            case "c":
                self._place = _place(attributes["r"]) if "r" in attributes else (self._row, self._place[1] + 1)
                self._is_error, self._text = attributes.get("t") == "e", ""
            case "v":
                self._in_value = self._is_error

    def end(self, name: str) -> None:
        if not self._is_error:
            return
        self._in_value = False
        if _local(name) == "c":
            self._is_error = False
            text = self._text.strip()
            if text not in MISSING:
                self._found.append(ErrorCell(*self._place, _error(text)))

    def say(self, text: str) -> None:
        if self._in_value:
            self._text += text

    def take(self) -> list[ErrorCell]:
        found, self._found = self._found, []
        return found


@dataclass(frozen=True)
class _OdsCell:
    """A cell with an error (None: without), and how many rows and columns are merged in it."""

    column: int
    often: int
    error: str | None
    rows: int
    columns: int


@dataclass(frozen=True)
class _OdsRow:
    """Rows that are the same: the number of the first, how many there are, and their cells that matter here."""

    number: int
    times: int
    cells: list[_OdsCell]


class _OdsSheet:
    """Finds, on one sheet, the rows with an error or with merged cells that hold something."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._tables: list[bool] = []
        self._found: list[_OdsRow] = []
        self._cells: list[_OdsCell] = []
        self._row, self._times, self._column = 1, 1, 0
        self._cell: dict[str, str] = {}
        self._is_full = False
        self._text: list[str] = []
        self._in_text = self._in_note = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _local(name)
        if kind == "table":
            self._tables.append(not self._tables and _attribute(attributes, "name") == self._sheet)
        elif self._tables == [True]:
            self._open(kind, attributes)

    def end(self, name: str) -> None:
        kind = _local(name)
        if kind == "table":
            self._tables.pop()
        elif self._tables == [True]:
            self._close(kind)

    def say(self, text: str) -> None:
        if self._in_text and not self._in_note:
            self._text.append(text)

    def take(self) -> list[_OdsRow]:
        found, self._found = self._found, []
        return found

    def _open(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "table-row":
            self._column, self._times = 0, _number(attributes, "number-rows-repeated")
        elif kind in ("table-cell", "covered-table-cell"):
            self._cell, self._text = attributes, []
            self._is_full = bool(_attribute(attributes, "value-type"))
        else:
            self._is_full = True
            self._in_note += kind == "annotation"
            self._in_text += kind == "p"

    def _close(self, kind: str) -> None:
        if kind in ("table-cell", "covered-table-cell"):
            self._close_cell()
        elif kind == "table-row":
            if self._cells:
                self._found.append(_OdsRow(self._row, self._times, self._cells))
                self._cells = []
            self._row += self._times
        else:
            self._in_note -= kind == "annotation"
            self._in_text -= kind == "p"

    def _close_cell(self) -> None:
        often = _number(self._cell, "number-columns-repeated")
        rows, columns = (_number(self._cell, f"number-{one}-spanned") for one in ("rows", "columns"))
        error = self._error()
        if error is not None or (self._is_full and (rows > 1 or columns > 1)):
            self._cells.append(_OdsCell(self._column, often, error, rows, columns))
        self._column += often

    def _error(self) -> str | None:
        text = "".join(self._text).strip()
        if "error" in (value for key, value in self._cell.items() if _local(key) == "value-type"):
            return "" if text in MISSING else _error(text)
        # what is no formula is what somebody typed, whatever it looks like
        return text if _attribute(self._cell, "formula") and is_error(text) else None


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _attribute(attributes: Mapping[str, str], name: str) -> str:
    return next((value for key, value in attributes.items() if _local(key) == name), "")


def _number(attributes: Mapping[str, str], name: str) -> int:
    return min(max(1, int(_attribute(attributes, name) or 1)), _FARTHEST)


def _place(said: str) -> tuple[int, int]:
    """The row and the column of a cell such as B3."""
    found = _PLACE.fullmatch(said.strip())
    if not found:
        raise ValueError(said)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1


def _error(text: str) -> str:
    """An error as it is read further on, where an unknown one would pass for a word."""
    return text if is_error(text) else "#ERROR!"
