"""A list as it came in: a file from any program, or text pasted from a spreadsheet, a mail or a document."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

from samenspel.errors import AnswersError, Problem
from samenspel.exchange.merged import Filling
from samenspel.exchange.people.addresses import holds_address
from samenspel.exchange.people.pasted import read_pasted
from samenspel.exchange.people.words import is_header_word
from samenspel.exchange.table import Rows, Table, read_table

_SAID_OF_LISTS = {
    "answers-empty-file": "list-empty",
    "answers-no-content": "list-empty",
    "answers-only-header": "list-only-header",
    "answers-not-a-table": "list-not-a-table",
}


def read_list(source: Path | str, *, sheet: str | None = None, header: bool | None = None) -> Table:
    """The table in a file (a `Path`) or in pasted text (a `str`).

    Pasted text may have tabs, semicolons or commas between cells, be one name or address a line, or be what a mail
    program copies ("Anna <anna@gemeente.nl>; ..."). `header` says whether the first row names the columns; None looks
    whether it does. Without such a row every header is "" and the first row counts. Raises AnswersError when there is
    no row at all.
    """
    try:
        table = read_pasted(source) if isinstance(source, str) else read_table(source, sheet=sheet, header_alone=True)
        has_header = _is_header(table) if header is None else header
        if has_header and not len(table):
            raise AnswersError(Problem("list-only-header"))
        return table if has_header or table.header == ("",) else _without_header(table)
    except AnswersError as error:
        raise AnswersError(*map(_of_lists, error.problems)) from error


def _is_header(table: Table) -> bool:
    """Whether the first row names columns: a word for a field stands in it, or it differs from what is below."""
    cells = table.header
    if any(holds_address(cell) for cell in cells):
        return False
    if any(is_header_word(cell) for cell in cells) or (len(cells) == 1 and cells[0].endswith(":")):
        return True
    below = [[value for value in column.values if value.strip()] for column in table.columns]
    return any(
        values and cell and (all(map(holds_address, values)) or (all(map(_is_number, values)) and not _is_number(cell)))
        for cell, values in zip(cells, below, strict=True)
    )


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "").replace(",", "").isdigit()


def _without_header(table: Table) -> Table:
    """The table with its first row among the others, so that merged cells that begin in it are filled after all."""
    first = max(1, int(table.numbers[0]) - 1) if len(table) else 1
    first = next((one.top for one in table.merged_header), first)
    rows = Rows(table.file, ("",) * len(table.header))
    filling = Filling(table.file, len(table.header), table.merged_header)
    below = ([column[row] for column in table.columns] for row in range(len(table)))
    for number, cells in zip((first, *table.numbers.tolist()), chain([[*table.header]], below), strict=True):
        filling.fill(number, cells)
        rows.add(number, cells)
    problems = tuple((row + 1, problem) for row, problem in table.problems)
    merged = (*table.merged, *filling.filled)
    return replace(rows.table(table.sheet, table.sheets), problems=problems, merged=merged)


def _of_lists(problem: Problem) -> Problem:
    return replace(problem, key=_SAID_OF_LISTS.get(problem.key, problem.key))
