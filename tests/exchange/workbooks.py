"""Workbooks with merged cells and cells with an error, as spreadsheet programs write them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

from tests.fuzz.mutate import zipped
from tests.fuzz.workbooks import BREAKS

FAILS = ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


def workbook(
    path: Path, rows: Sequence[Sequence[object]], merged: Mapping[str, object] | None = None, corner: str = "A1"
) -> Path:
    """A workbook with these rows from a corner on; a text that begins with "#" is what a formula came to.

    merged: what stands in the cells of a range such as "A2:A4".
    """
    column, row = ord(corner[0]) - 65, int(corner[1:]) - 1
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad")
        for down, cells in enumerate(rows):
            for along, cell in enumerate(cells):
                if str(cell).startswith("#"):
                    sheet.write_formula(row + down, column + along, "=VLOOKUP(A1,B1:C9,2,0)", None, cell)
                elif cell != "":
                    sheet.write(row + down, column + along, cell)
        for where, value in (merged or {}).items():
            sheet.merge_range(where, value)
    return path


def open_document(path: Path, *rows: str) -> Path:
    """An ODS of these rows, each the cells that `cell` writes."""
    parts = BREAKS["an ods"]({})
    assert isinstance(parts, dict)
    content = parts["content.xml"].decode()
    start, end = content.index("<table:table-row>"), content.rindex("</table:table>")
    said = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    names = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:text='
    content = content[:start].replace("xmlns:text=", names, 1) + said + content[end:]
    path.write_bytes(zipped(list((parts | {"content.xml": content.encode()}).items())))
    return path


def cell(text: str, more: str = "", kind: str = 'office:value-type="string"') -> str:
    """A cell of an ODS; `more` holds attributes such as that it spans rows."""
    return f"<table:table-cell {kind} {more}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"
EMPTY = "<table:table-cell/>"
