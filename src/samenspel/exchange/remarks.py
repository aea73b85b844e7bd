"""Open remarks on their way through the hands of somebody who reads them for names: out as a sheet, and back."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.table import Table, read_table
from samenspel.exchange.wording import is_error
from samenspel.reading.release import Remark

HEADERS = {"nl": ("vraag", "opmerking"), "en": ("item", "remark")}
# a cell that starts with one of these is a formula to a spreadsheet; an apostrophe makes it words again
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def remarks_file(remarks: Iterable[Remark], separator: str = ",", lang: str = "en") -> bytes:
    """The remarks as a CSV that a spreadsheet opens: item and remark, one a row, under headings in `lang`.

    A Dutch spreadsheet cuts cells at ";", and shows one column of anything else.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(HEADERS[lang])
    writer.writerows((one.item, f"'{one.text}" if one.text.startswith(_FORMULA) else one.text) for one in remarks)
    return text.getvalue().encode("utf-8-sig")


def read_remarks(path: Path) -> tuple[Remark, ...]:
    """The remarks in a sheet with the columns item and remark (vraag, opmerking); emptied and deleted rows are gone.

    A spreadsheet that took each row for one cell writes it back as one: such rows are read too.
    Raises AnswersError when the file cannot be read, lacks a column, or has a row with more cells than columns or with
    an error: a remark that a spreadsheet took for a formula.
    """
    try:
        table = read_table(path)
    except AnswersError as error:
        if [problem.key for problem in error.problems] == ["answers-only-header"]:
            return ()  # the reader has taken out every remark
        raise
    too_long = [problem for _, problem in table.problems if problem.key == "answers-long-row"]
    if too_long:
        raise AnswersError(*too_long)  # the end of a remark would be lost
    rows = ((item.strip(), text.strip()) for item, text in _rows(table))
    return tuple(Remark(item, _plain(text)) for item, text in rows if text)


def _rows(table: Table) -> Iterator[tuple[str, str]]:
    headers = [header.casefold() for header in table.header]
    for names in HEADERS.values():
        if set(names) <= set(headers):
            items, texts = (table.columns[headers.index(name)] for name in names)
            _refuse_errors(table, headers.index(names[1]))
            # of one remark in merged cells is one remark
            again = table.filled(headers.index(names[1]))
            return ((items[row], "" if again[row] else texts[row]) for row in range(len(table)))
    for separator in ",;":
        if len(headers) == 1 and tuple(headers[0].split(separator)) in HEADERS.values():
            return (_cut(table.columns[0][row], separator) for row in range(len(table)))
    raise AnswersError(Problem("answers-remarks-columns", Where(table.file)))


def _refuse_errors(table: Table, column: int) -> None:
    texts = table.columns[column]
    problems = []
    for row, number in enumerate(table.numbers.tolist()):
        if is_error(texts[row]):
            where = Where(table.file, row=number, column=table.header[column])
            problems.append(Problem("answers-error-cell", where, {"value": texts[row], "often_nl": "", "often_en": ""}))
    if problems:
        raise AnswersError(*problems)


def _cut(cell: str, separator: str) -> tuple[str, str]:
    """Item and remark in one cell; a remark that lost its quotation marks may hold the separator."""
    item, *text = next(csv.reader(io.StringIO(cell, newline=""), delimiter=separator), [""])
    return item, separator.join(text)


def _plain(text: str) -> str:
    """The words without the apostrophe that kept a spreadsheet from reading them as a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
