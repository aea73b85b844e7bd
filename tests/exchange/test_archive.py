"""A workbook that unpacks, spreads out or repeats itself to more than can be read is refused before it is read."""

import zipfile

import pytest

from samenspel.errors import AnswersError
from samenspel.exchange import read_table
from samenspel.exchange.archive import measure
from tests.exchange.samples import only_problem
from tests.fuzz.hostile import bombs, quadratic
from tests.fuzz.mutate import zipped
from tests.fuzz.workbooks import BREAKS, END, SHEET, START, broken, parts_of

SMALL = (
    START + '<row r="1"><c r="A1" t="inlineStr"><is><t>AMB-1</t></is></c></row><row r="2"><c><v>4</v></c></row>' + END
)


def refused(data: bytes, *most: int) -> str:
    with pytest.raises(AnswersError) as caught:
        measure("a.xlsx", data, *most)
    return only_problem(caught.value).key


def read(folder, data: bytes, name: str = "a.xlsx"):
    (folder / name).write_bytes(data)
    return read_table(folder / name)


def test_a_text_that_many_cells_share_counts_as_often_as_it_is_used():
    data = quadratic(1000, f"<t>{'x' * 10_000}</t>")
    assert refused(data, 9_000_000) == "upload-unpacks-too-large"
    measure("a.xlsx", data, 11_000_000)


def test_long_remarks_beside_many_short_answers_are_let_in():
    texts = f"<t>ja</t></si><si><t>{'x' * 30_000}</t>"
    measure("a.xlsx", quadratic(5000, texts), 1_000_000)


@pytest.mark.parametrize("bomb", [name for name in bombs() if "repeated" in name])
def test_an_open_document_that_repeats_itself_is_refused(bomb):
    assert refused(bombs()[bomb]).startswith("upload-")


def test_an_ordinary_open_document_is_read(tmp_path):
    empty = b'<table:table-cell table:number-columns-repeated="16384"/>'
    edge = b'<table:table-row table:number-rows-repeated="1048573">' + empty
    parts = BREAKS["an ods"]({})
    content = parts["content.xml"].replace(b"</table:table>", edge + b"</table:table-row></table:table>")
    table = read(tmp_path, zipped(list((parts | {"content.xml": content}).items())), "a.ods")
    assert table.header == ("AMB-1", "AMB-2", "naam")
    assert [table.columns[2][row] for row in range(len(table))] == ["Anna", "Bas"]


def test_one_changed_digit_in_a_damaged_workbook_is_no_other_answer(tmp_path):
    whole = zipped(list(parts_of(SMALL).items()), zipfile.ZIP_STORED)
    assert read(tmp_path, whole).columns[0][0] == "4"
    with pytest.raises(AnswersError) as caught:
        read(tmp_path, whole.replace(b"<v>4</v>", b"<v>5</v>", 1))
    assert only_problem(caught.value).key == "answers-workbook-broken"


def test_a_binary_workbook_is_refused_for_nobody_measures_it(tmp_path):
    with pytest.raises(AnswersError) as caught:
        read(tmp_path, broken("a binary workbook", SMALL), "a.xlsb")
    assert only_problem(caught.value).key == "answers-workbook-broken"


def test_a_workbook_of_nothing_under_any_name_is_refused(tmp_path):
    for name in ("a.xlsx", "a.xlsm", "a.ods", "a.xls", "a"):
        with pytest.raises(AnswersError) as caught:
            read(tmp_path, zipped([("xl/workbook.xml", b""), (SHEET, b"")]), name)
        assert only_problem(caught.value).key == "answers-workbook-broken"
