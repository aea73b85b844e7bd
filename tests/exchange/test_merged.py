"""Merged cells name the group of every row that they span, and are nobody's answer."""

import time
import zipfile

import pytest

from samenspel.errors import AnswersError
from samenspel.exchange import read_answers, read_table
from samenspel.exchange import workbook as workbook_module
from samenspel.exchange.merged import MOST_MERGED, Filling, Merged, merged_of
from samenspel.exchange.people import match_fields, merged_rows, read_list, read_parties, read_people
from samenspel.exchange.remarks import read_remarks
from tests.exchange.samples import instrument, only_problem, says
from tests.exchange.workbooks import COVERED, EMPTY, cell, open_document, workbook
from tests.fuzz.mutate import zipped
from tests.fuzz.workbooks import SHEET

SMALL = instrument()
HEADER = ["Organisatie", "AMB-1", "AMB-2", "AMB-open", "may-quote"]


def rows(table):
    return [tuple(column[row] for column in table.columns) for row in range(len(table))]


def groups(found):
    return [found.names[at] if at >= 0 else "" for at in found.member.tolist()]


def problems(path, of=SMALL, **how):
    with pytest.raises(AnswersError) as refused:
        read_answers(path, of, **how)
    return refused.value.problems


def with_ranges(path, *ranges):
    """A workbook of two columns and four rows whose sheet says that these ranges are merged."""
    workbook(path, [["Organisatie", "AMB-1"], ["Gemeente", 1], ["", 2], ["", 3]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    said = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    ends = b"</sheetData>" + f'<mergeCells count="{len(ranges)}">{said}</mergeCells>'.encode()
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", ends)
    path.write_bytes(zipped(list(parts.items())))
    return path


def test_a_merged_party_is_that_of_every_row_that_it_spans(tmp_path):
    scores = [["", 7], ["", 2], ["", 2], ["", 7], ["GGD", 2]]
    path = workbook(tmp_path / "a.xlsx", [["Organisatie", "AMB-1"], *scores], {"A2:A4": "Gemeente", "A5:A6": "GGD"})
    found = read_answers(path, SMALL, party="Organisatie")
    assert groups(found.answers.party) == ["Gemeente"] * 3 + ["GGD"] * 2
    assert found.merged == 3  # those whose own cell is empty
    assert read_answers(path, SMALL, breakdown="Organisatie").merged == 3
    assert read_answers(path, SMALL).merged == 0


def test_merged_cells_are_found_wherever_the_table_begins(tmp_path):
    cells = [["Naam", "Partij", "AMB-1"], ["a", "", 1], ["b", "", 2], ["", "", ""], ["c", "", 3], ["d", "GGD", 4]]
    path = workbook(tmp_path / "a.xlsx", cells, {"D5:D8": "Gemeente"}, corner="C4")
    table = read_table(path)
    assert rows(table) == [("a", "Gemeente", "1"), ("b", "Gemeente", "2"), ("c", "Gemeente", "3"), ("d", "GGD", "4")]
    assert table.numbers.tolist() == [5, 6, 8, 9]
    assert table.filled(1).tolist() == [False, True, True, False]
    assert not table.filled(0).any()


def test_a_row_that_is_empty_but_for_a_merged_party_is_no_row(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["Naam", "Partij"], ["Anna", ""], ["Bo", ""]], {"B2:B40": "Gemeente"})
    table = read_list(path)
    found = read_people(table, match_fields(table, "people"))
    assert [(one.name, one.party) for one in found.rows] == [("Anna", "Gemeente"), ("Bo", "Gemeente")]


@pytest.mark.parametrize(
    ("where", "value", "row", "column"),
    [
        ("B2:B3", 5, 3, "AMB-1"),
        ("B2:C2", 5, 2, "AMB-2"),
        ("A2:B2", "Gemeente", 2, "AMB-1"),
        ("D2:D4", "Meer tijd", 3, "AMB-open"),
        ("E3:E4", "ja", 4, "may-quote"),
    ],
)
def test_merged_answers_are_refused_with_row_and_column(tmp_path, where, value, row, column):
    cells = [HEADER, *([f"P{number}", 1, 2, "Zo", "nee"] for number in range(3))]
    path = workbook(tmp_path / "a.xlsx", cells, {where: value})
    first = problems(path, party="Organisatie")[0]
    assert (first.key, first.where.row, first.where.column) == ("answers-merged-cell", row, column)
    says(first, ["samengevoegde cellen"], ["merged cells"])
    kept = read_answers(path, SMALL, party="Organisatie", skip_bad_rows=True)
    assert row in {number for number, _ in kept.skipped_rows}


def test_one_cell_for_many_answers_is_one_problem(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["AMB-1", "AMB-2"], *[[1, 1]] * 8], {"A3:A9": 4})
    problem = only_problem(AnswersError(*problems(path)))
    says(problem, ["rij 4", "in 6 cellen"], ["row 4", "in 6 cells"])


def test_merged_cells_of_which_the_first_is_empty_say_nothing(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["AMB-1", "AMB-2"], [1, 2], ["", 3], ["", 4]], {"A3:A4": ""})
    assert read_answers(path, SMALL).answers.codes["AMB-1"].tolist() == [0, -1, -1]


def test_a_merged_heading_is_nobodys_answer(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["", "AMB-1"], ["", 1], ["GGD", 2]], {"A1:A2": "Organisatie"})
    assert groups(read_answers(path, SMALL, party="Organisatie").answers.party) == ["", "GGD"]


def test_without_a_heading_merged_cells_of_the_first_row_count_too(tmp_path):
    cells = [["Anna", "", "nl"], ["Bo", "", "nl"], ["Cas", "GGD", "en"]]
    table = read_list(workbook(tmp_path / "a.xlsx", cells, {"B1:B2": "Gemeente"}), header=False)
    matching = match_fields(table, "people")
    found = read_people(table, matching).rows
    assert [(one.name, one.party) for one in found] == [("Anna", "Gemeente"), ("Bo", "Gemeente"), ("Cas", "GGD")]
    assert merged_rows(table, matching) == 1


@pytest.mark.parametrize(("where", "row", "column"), [("A2:A3", 3, "Naam"), ("B2:B3", 3, "E-mail")])
def test_a_name_or_an_address_in_merged_cells_is_not_that_of_two_people(tmp_path, where, row, column):
    cells = [["Naam", "E-mail", "Partij"], ["Anna", "anna@x.nl", "GGD"], ["Bo", "bo@x.nl", "GGD"]]
    value = "Anna" if column == "Naam" else "anna@x.nl"
    table = read_list(workbook(tmp_path / "a.xlsx", cells, {where: value}))
    with pytest.raises(AnswersError) as refused:
        read_people(table, match_fields(table, "people"))
    first = refused.value.problems[0]
    assert (first.key, first.where.row, first.where.column) == ("list-merged-cell", row, column)
    says(first, [value, "samengevoegde"], [value, "merged"])


def test_a_party_in_merged_cells_is_one_party(tmp_path):
    cells = [["Partij", "Contact", "Sector"], ["", "Anna", ""], ["", "Bo", ""], ["GGD", "Cas", "zorg"]]
    path = workbook(tmp_path / "a.xlsx", cells, {"A2:A3": "Gemeente", "C2:C3": "overheid"})
    table = read_list(path)
    found = read_parties(table, match_fields(table, "parties"))
    assert [(one.name, one.sector) for one in found.rows] == [("Gemeente", "overheid"), ("GGD", "zorg")]
    assert found.repeated == 1


def test_a_remark_in_merged_cells_is_one_remark(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["vraag", "opmerking"], ["", ""], ["", ""], ["", "Nog een"]],
                    {"A2:A4": "AMB-open", "B2:B3": "Meer tijd"})  # fmt: skip
    assert [(one.item, one.text) for one in read_remarks(path)] == [("AMB-open", "Meer tijd"), ("AMB-open", "Nog een")]


def test_merged_cells_of_an_open_document_count_too(tmp_path):
    spans = 'table:number-rows-spanned="3" table:number-columns-spanned="1"'
    path = open_document(
        tmp_path / "a.ods",
        EMPTY + cell("Organisatie") + cell("AMB-1"),
        EMPTY + cell("Gemeente", spans) + cell("1"),
        EMPTY + COVERED + cell("2"),
        EMPTY + COVERED + cell("3"),
        EMPTY + cell("GGD") + cell("4", 'table:number-rows-spanned="2"'),
        EMPTY + cell("GGD") + COVERED,
    )
    (problem,) = problems(path, party="Organisatie")
    assert (problem.key, problem.where.row, problem.where.column) == ("answers-merged-cell", 6, "AMB-1")
    found = read_answers(path, SMALL, party="Organisatie", skip_bad_rows=True)
    assert groups(found.answers.party) == ["Gemeente", "Gemeente", "Gemeente", "GGD"]
    assert found.merged == 2


@pytest.mark.parametrize("ranges", [["A2:A4"], ["A4:A2"], ["A2:A1048576"], ["a2:a4"], ["A2:A4", "XFC900:XFD1048576"]])
def test_however_far_or_wrongly_merged_cells_reach_the_rows_are_the_same(tmp_path, ranges):
    assert rows(read_table(with_ranges(tmp_path / "a.xlsx", *ranges))) == [
        ("Gemeente", "1"),
        ("Gemeente", "2"),
        ("Gemeente", "3"),
    ]


@pytest.mark.parametrize("ranges", [["A2:A3", "A3:A4"], ["A2:B3", "B2:B2"], ["A2:XFD1048576"] * 2])
def test_cells_that_are_merged_twice_are_refused(tmp_path, ranges):
    with pytest.raises(AnswersError) as refused:
        read_table(with_ranges(tmp_path / "a.xlsx", *ranges))
    assert only_problem(refused.value).key == "answers-workbook-broken"


def test_more_merged_cells_than_anybody_makes_are_refused_before_they_are_read(tmp_path, monkeypatch):
    path = with_ranges(tmp_path / "a.xlsx", *["A2:A4"] * (MOST_MERGED + 1))
    with pytest.raises(AnswersError) as refused:
        read_table(path)
    problem = only_problem(refused.value)
    assert problem.key == "upload-too-many-merged"
    says(problem, ["a.xlsx", "te veel samengevoegde"], ["a.xlsx", "too many merged"])
    monkeypatch.setattr(workbook_module, "measure", lambda *most: None)  # an old workbook is not measured
    with pytest.raises(AnswersError) as refused:
        read_table(path)
    assert only_problem(refused.value).key == "upload-too-many-merged"


def test_filling_takes_as_long_as_there_are_cells_however_far_merged_cells_reach():
    start = time.process_time()
    wide = [Merged(number, 0, number, 2**31) for number in range(1, 20_001)]
    filling = Filling("a.xlsx", 20, [*wide, Merged(20_001, 0, 2**31, 2**31)])
    for number in range(1, 40_001):
        cells = [number, *[""] * 19]
        filling.fill(number, cells)
        assert cells == [min(number, 20_001)] * 20
    assert time.process_time() - start < 5


def test_corners_of_merged_cells_may_come_in_any_order():
    assert merged_of(((5, 3), (3, 2)), 1) == Merged(4, 1, 6, 2)
