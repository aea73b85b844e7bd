"""Writing a workbook: text that stays text, headings that stay in sight, and the same bytes for the same tables."""

import datetime
import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from samenspel.present.palette import PAPER
from samenspel.present.sheet.tables import Kind, Table, Value

LONGEST = 32_000
"""A cell holds 32,767 characters; longer text is refused by spreadsheets."""
_FORMULA = ("=", "+", "-", "@", "|")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_FORMATS: dict[Kind, str] = {
    "text": "@",
    "mean": "0.0",
    "whole": "0",
    "part": "0%",
    "fine": "0.00",
    "end": "General",
    "day": "yyyy-mm-dd",
}
TALLEST_LINE = 15.5


def plain_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula, and that a person still reads as it was typed.

    In this file every text is stored as a string, which no program computes. But a sheet that is saved on as CSV loses
    that, so text that begins as a formula does (also after spaces, or with a full-width sign, which Excel in East Asian
    languages counts as the sign itself) gets an apostrophe in front, as in the remarks that go out to be read (see
    OWASP, CSV Injection). Tabs become spaces; characters that nobody sees and that XML forbids are left out.
    """
    said = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))[:LONGEST]
    first = unicodedata.normalize("NFKC", said.lstrip()[:1])
    return f"'{said}" if first.startswith(_FORMULA) else said


def workbook(title: str, tables: Sequence[Table], date: datetime.date) -> bytes:
    """The workbook as bytes. date: what it says of when it was made."""
    import xlsxwriter

    kept = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(kept, {"in_memory": True, **never})
    made = datetime.datetime.combine(date, datetime.time())
    book.set_properties({"title": plain_text(title)[:255], "author": "Samenspel", "created": made})
    looks = _Looks(book)
    for table in tables:
        _write(book.add_worksheet(table.name), table, looks)
    book.close()
    return kept.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[tuple[str, bool, str], Any]()

    def cell(self, kind: Kind, *, whole: bool) -> Any:
        align = "left" if kind in ("text", "day") else "right"
        wrap = kind == "text"
        look = {"num_format": _FORMATS[kind], "align": align, "text_wrap": wrap, "indent": 1 if align == "left" else 0}
        return self._format(kind, whole, look)

    def heading(self) -> Any:
        """Always on the left: the arrow of a filter covers what stands on the right."""
        paper = PAPER["light"]
        look = {"bg_color": paper.wash, "bottom": 1, "bottom_color": paper.hairline, "align": "left", "indent": 1}
        return self._format("heading", True, {**look, "text_wrap": True})

    def band(self, colour: str) -> Any:
        return self._format("band", False, {"bg_color": colour})

    def _format(self, name: str, bold: bool, look: dict[str, Any]) -> Any:
        key = (name, bold, str(look))
        if key not in self._made:
            ink = {
                "font_name": "Arial",
                "font_size": 10,
                "font_color": PAPER["light"].ink,
                "valign": "top",
                "bold": bold,
            }
            self._made[key] = self._book.add_format({**ink, **look})
        return self._made[key]


def _write(page: Any, table: Table, looks: _Looks) -> None:
    """One sheet; where rows have a colour it stands as a thin band before them."""
    off = 1 if any(row.colour for row in table.rows) else 0
    if off:
        page.set_column(0, 0, 1.2)
        page.write_blank(0, 0, None, looks.heading())
    for place, column in enumerate(table.columns):
        page.set_column(place + off, place + off, column.width)
        page.write_string(0, place + off, plain_text(column.heading), looks.heading())
    for down, row in enumerate(table.rows, 1):
        if row.colour:
            page.write_blank(down, 0, None, looks.band(row.colour))
        page.set_row(down, _height(row.values, table))
        for place, (value, column) in enumerate(zip(row.values, table.columns, strict=True)):
            look = looks.cell(column.kind, whole=row.whole or (table.prose and place == 0))
            _cell(page, down, place + off, value, look)
    page.set_row(0, TALLEST_LINE * max(_lines(column.heading, column.width) for column in table.columns) + 4)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if not table.prose:
        page.freeze_panes(1, off)
        page.autofilter(0, off, len(table.rows), off + len(table.columns) - 1)


def _cell(page: Any, down: int, across: int, value: Value, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(down, across, None, look)
    elif isinstance(value, str):
        page.write_string(down, across, plain_text(value), look)
    elif isinstance(value, datetime.date):
        page.write_datetime(down, across, datetime.datetime.combine(value, datetime.time()), look)
    else:
        page.write_number(down, across, value, look)


def _height(values: Sequence[Value], table: Table) -> float:
    """As tall as the longest text needs in its column; spreadsheets show at most 409 points."""
    texts = [(value, column.width) for value, column in zip(values, table.columns, strict=True)]
    tallest = max((_lines(value, width) for value, width in texts if isinstance(value, str)), default=1)
    return min(400.0, TALLEST_LINE * tallest + 3)


def _lines(text: str, width: float) -> int:
    return sum(max(1, -(-len(line) // max(1, int(width * 1.05)))) for line in text.split("\n"))
