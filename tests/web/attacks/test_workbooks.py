"""A workbook of a few kilobytes that asks for gigabytes, in ways that a first look at it does not see."""

import io
import zipfile

import pytest
import xlsxwriter

from samenspel.errors import AnswersError
from samenspel.web.uploads import guard

SHEET = "xl/worksheets/sheet1.xml"
START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
NAME = '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'
END = "</sheetData></worksheet>"
FAR = {
    "a row far away whose cell says no place": '<row r="99999999"><c><v>1</v></c></row>',
    "a cell in small letters": '<row r="2"><c r="xfd1048576"><v>1</v></c></row>',
    "spaces around the sign": '<row r="2"><c r = "XFD1048576"><v>1</v></c></row>',
    "a place in code": '<row r="2"><c r="&#88;FD1048576"><v>1</v></c></row>',
    "names with a prefix": '<x:row r="999999"><x:c><v>1</v></x:c><x:c/><x:c/><x:c/><x:c/><x:c/><x:c/></x:row>',
}


def workbook(**parts):
    """A workbook with some parts put in place of its own, or beside them."""
    whole, changed = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        sheet = book.add_worksheet()
        for row in range(2000):
            sheet.write_row(row, 0, [f"cel {row}", 1, 2, 3, 4, 5, 6, 7, 8, 9])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return changed.getvalue()


def refused(data):
    with pytest.raises(AnswersError) as caught:
        guard.check("lijst.xlsx", data)
    return caught.value.problems[0].key


@pytest.mark.parametrize("far", FAR.values(), ids=FAR)
def test_a_place_far_away_is_seen_however_it_is_written(far):
    data = workbook(**{SHEET: START + NAME + far + END})
    assert refused(data) in ("upload-too-many-cells", "answers-workbook-broken")


@pytest.mark.parametrize("far", FAR.values(), ids=FAR)
def test_a_sheet_under_another_name_is_measured_too(far):
    data = workbook(**{"xl/elders/blad.xml": START + NAME + far + END})
    assert refused(data) in ("upload-too-many-cells", "answers-workbook-broken")


@pytest.mark.parametrize("other", ["content.xml", "xl/workbook.bin"])
def test_a_workbook_that_is_two_kinds_at_once_is_refused(other):
    assert refused(workbook(**{other: "<x/>"})) == "upload-not-a-list"


def test_an_ordinary_list_of_thousands_of_rows_is_let_in():
    guard.check("lijst.xlsx", workbook())
    rows = "".join(f'<row r="{number}">{"<c><v>1</v></c>" * 30}</row>' for number in range(1, 20_000))
    guard.check("lijst.xlsx", workbook(**{SHEET: START + rows + END}))
