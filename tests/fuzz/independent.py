"""A second, simple reading of a file, to compare with: the csv module on the whole text, and the XML of a workbook.

It knows less than the product, and says nothing (None) where it does not know.
"""

import csv
import io
import math
import re
import unicodedata
import zipfile
from xml.etree import ElementTree

Cells = tuple[str | None, ...]
"""The cells of a row; None for one that this reading does not understand, such as a date."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def readings(data: bytes, sheet: str | None = None) -> list[list[tuple[int, Cells]]] | None:
    """Every way in which the file can be read, as rows with their numbers; None when this reading does not know."""
    if data.startswith(b"PK\x03\x04"):
        found = _workbook(data, sheet)
        return None if found is None else [found]
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    text = _text(data)
    hint = re.match(r'\ufeff?"?sep=(.)"?\r?\n', text, re.IGNORECASE)
    if hint:
        return [_records(text[hint.end() :], hint[1])]
    return [_records(text, separator) for separator in ";\t|,"]


def same(one: str, other: str | None) -> bool:
    """Whether two cells say the same."""
    return other is None or one == other or (_is_number(one) and _is_number(other) and float(one) == float(other))


def tidy(text: str) -> str:
    """A header as people see it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", text, re.ASCII) is not None


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _records(text: str, separator: str) -> list[tuple[int, Cells]]:
    csv.field_size_limit(10_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    finally:
        csv.field_size_limit(131_072)
    return [(number, tuple(row)) for number, row in enumerate(rows, 1) if any(row)]


def _workbook(data: bytes, sheet: str | None) -> list[tuple[int, Cells]] | None:
    """The rows of the sheet with this name; None for anything but a whole XLSX of the usual make."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        path = _path_of(parts, sheet)
        shared = _shared(parts)
        root = ElementTree.fromstring(parts[path])
        found = [_row(row, number, shared) for number, row in enumerate(root.iter(f"{MAIN}row"), 1)]
        full = [(number, cells) for number, cells in found if any(cell != "" for cell in cells)]
        return _filled(full, [one.get("ref", "") for one in root.iter(f"{MAIN}mergeCell")])
    except Exception:
        return None


def _filled(rows: list[tuple[int, Cells]], merged: list[str]) -> list[tuple[int, Cells]]:
    """The rows with, below the first, what stands in the first of merged cells in all of them."""
    width = max((len(cells) for _, cells in rows), default=0)
    table = {number: [*cells, *[""] * (width - len(cells))] for number, cells in rows}
    if not merged:
        return rows
    for ref in merged:
        corners = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", ref.upper())
        if not corners:
            raise ValueError(ref)
        left, right = sorted(_number(one or corners[1]) for one in (corners[1], corners[3]))
        top, bottom = sorted(int(one or corners[2]) for one in (corners[2], corners[4]))
        value = table[top][left] if top in table and top != rows[0][0] and left < width else ""
        for number in table if value != "" else ():
            if top <= number <= bottom:
                table[number][left : right + 1] = [value] * (min(right, width - 1) - left + 1)
    return [(number, tuple(cells)) for number, cells in table.items()]


def _path_of(parts: dict[str, bytes], sheet: str | None) -> str:
    book = ElementTree.fromstring(parts["xl/workbook.xml"])
    links = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    for one in book.iter(f"{MAIN}sheet"):
        if sheet is None or one.get("name") == sheet:
            link = next(value for key, value in one.attrib.items() if key.endswith("}id"))
            return f"xl/{targets[link]}" if not targets[link].startswith("/") else targets[link][1:]
    raise KeyError(sheet)


def _shared(parts: dict[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    root = ElementTree.fromstring(parts["xl/sharedStrings.xml"])
    return [_said(one) for one in root.iter(f"{MAIN}si")]


def _said(element: ElementTree.Element) -> str:
    """The text in an element, but for how it is pronounced."""
    heard = {text for part in element.iter(f"{MAIN}rPh") for text in part.iter(f"{MAIN}t")}
    return "".join(text.text or "" for text in element.iter(f"{MAIN}t") if text not in heard)


def _row(row: ElementTree.Element, number: int, shared: list[str]) -> tuple[int, Cells]:
    cells: dict[int, str | None] = {}
    for cell in row.iter(f"{MAIN}c"):
        at = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r", ""))
        if at and at[2] != row.get("r", str(number)):
            raise ValueError("a cell outside its row")
        column = _number(at[1]) if at else max(cells, default=-1) + 1
        cells[column] = _cell(cell, shared)
    width = max(cells, default=-1) + 1
    return int(row.get("r", number)), tuple(cells.get(column, "") for column in range(width))


def _cell(cell: ElementTree.Element, shared: list[str]) -> str | None:
    value = cell.findtext(f"{MAIN}v")
    match cell.get("t", "n"):
        case "s":
            return shared[int(value or "x")]
        case "inlineStr":
            return _said(cell)
        case "n" if value is None:
            return ""
        case "n" if cell.get("s", "0") == "0" and value and _is_number(value) and math.isfinite(float(value)):
            return value
        case _:
            return None


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
