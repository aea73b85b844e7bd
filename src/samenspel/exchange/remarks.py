"""Open remarks on their way through the hands of somebody who reads them for names: out as a sheet, and back."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.table import read_table
from samenspel.reading.release import Remark

HEADER = ("item", "remark")
# a cell that starts with one of these is a formula to a spreadsheet; an apostrophe makes it words again
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def remarks_file(remarks: Iterable[Remark]) -> bytes:
    """The remarks as a CSV that any spreadsheet opens: item and remark, one a row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows((one.item, f"'{one.text}" if one.text.startswith(_FORMULA) else one.text) for one in remarks)
    return text.getvalue().encode("utf-8-sig")


def read_remarks(path: Path) -> tuple[Remark, ...]:
    """The remarks in a sheet with the columns item and remark; emptied and deleted rows are gone.

    Raises AnswersError when the file cannot be read or lacks a column.
    """
    try:
        table = read_table(path)
    except AnswersError as error:
        if [problem.key for problem in error.problems] == ["answers-only-header"]:
            return ()  # the reader has taken out every remark
        raise
    headers = [header.strip().casefold() for header in table.header]
    if not set(HEADER) <= set(headers):
        raise AnswersError(Problem("answers-remarks-columns", Where(table.file)))
    items, texts = (table.columns[headers.index(name)] for name in HEADER)
    rows = ((items[row].strip(), texts[row].strip()) for row in range(len(table)))
    return tuple(Remark(item, _plain(text)) for item, text in rows if text)


def _plain(text: str) -> str:
    """The words without the apostrophe that kept a spreadsheet from reading them as a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
