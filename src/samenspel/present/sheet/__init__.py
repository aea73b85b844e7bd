"""The released numbers of a round as a spreadsheet, to look up and to work on with: nothing that was not released."""

from samenspel.present.result import Result
from samenspel.present.sheet.about import about
from samenspel.present.sheet.numbers import choices, groups, rounds, statements
from samenspel.present.sheet.talk import actions, guide, remarks, stands_out
from samenspel.present.sheet.workbook import workbook


def sheet(result: Result) -> bytes:
    """An XLSX of a round in the language of the result; the same result gives the same bytes.

    Tables that would be empty are left out. All that people typed is written as text: see `plain_text`.
    """
    made = (
        about(result),
        statements(result),
        choices(result),
        groups(result),
        rounds(result),
        stands_out(result),
        remarks(result),
        guide(result),
        actions(result),
    )
    return workbook(result.title, [table for table in made if table.rows], result.date)
