"""A cell with an error is not an empty cell: it is refused with its row and column, as in a text file."""

import zipfile

import pytest
import xlsxwriter

from samenspel.errors import AnswersError
from samenspel.exchange import read_answers, read_table
from samenspel.exchange.people import match_fields, read_list, read_parties, read_people
from samenspel.exchange.remarks import read_remarks
from tests.exchange.samples import instrument, only_problem, says, written
from tests.exchange.workbooks import COVERED, EMPTY, FAILS, cell, open_document, workbook
from tests.fuzz.mutate import zipped
from tests.fuzz.workbooks import BOOK, END, LINKS, MAIN, SHEET, START, parts_of

SMALL = instrument()
HEADER = ["Organisatie", "AMB-1", "AMB-2", "AMB-open"]
FAILED = 'table:formula="of:=1/0" calcext:value-type="error"'


def refused(path, **how):
    with pytest.raises(AnswersError) as error:
        read_answers(path, SMALL, **how)
    return only_problem(error.value)


def told(path, kind):
    table = read_list(path)
    with pytest.raises(AnswersError) as error:
        (read_people if kind == "people" else read_parties)(table, match_fields(table, kind))
    return only_problem(error.value)


def made(path, rows, **parts):
    """A workbook with this XML in its sheet."""
    all_parts = parts_of(START + rows + END) | {name.replace("__", "/"): said for name, said in parts.items()}
    path.write_bytes(zipped(list(all_parts.items())))
    return path


def column(path):
    table = read_table(path)
    return [table.columns[-1][row] for row in range(len(table))]


@pytest.mark.parametrize("error", FAILS)
def test_an_error_is_refused_with_its_row_and_column(tmp_path, error):
    rows = [HEADER, ["Gemeente", 1, 2, ""], ["GGD", 3, error, ""], ["GGD", 4, 5, ""]]
    problem = refused(workbook(tmp_path / "a.xlsx", rows))
    assert (problem.key, problem.where.row, problem.where.column) == ("answers-error-cell", 3, "AMB-2")
    says(problem, ["een fout", f"'{error}'"], ["an error", f"'{error}'"])


@pytest.mark.parametrize(("error", "file"), [("#DIV/0!", "a.xlsx"), ("#VERW!", "a.csv"), ("Fout:502", "a.csv")])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_in_a_party_or_a_remark_an_error_is_no_word(tmp_path, error, file, place):
    rows = [HEADER, ["Gemeente", "1", "2", "Zo"], ["GGD", "3", "4", "Zo"]]
    rows[2][place] = error
    make = workbook if file.endswith("x") else written
    problem = refused(make(tmp_path / file, rows), party="Organisatie")
    assert (problem.key, problem.where.row, problem.where.column) == ("answers-error-cell", 3, HEADER[place])


def test_not_available_is_an_empty_cell_as_in_a_text_file(tmp_path):
    rows = [HEADER, ["Gemeente", 1, "#N/A", "#N/A"], ["#N/A", 3, 4, "Zo"]]
    answers = read_answers(workbook(tmp_path / "a.xlsx", rows), SMALL, party="Organisatie").answers
    assert answers.codes["AMB-2"].tolist() == [-1, 3]
    assert answers.texts["AMB-open"] == ("", "Zo")
    assert answers.party is not None
    assert (answers.party.names, answers.party.member.tolist()) == (("Gemeente",), [0, -1])


def test_an_error_matters_only_where_it_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, other = book.add_worksheet("Eén & ander"), book.add_worksheet("Twee")
        for one in (sheet, other):
            one.write_row(0, 0, ["Organisatie", "AMB-1", "Intern"])
            one.write_row(1, 0, ["GGD", 4])
        sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("A3", "=1/0", None, "#DIV/0!")  # a formula that was drawn down too far: nobody answered
        other.write_formula("B2", "=1/0", None, "#DIV/0!")
    assert read_answers(path, SMALL, party="Organisatie").answers.people == 1
    assert refused(path, sheet="Twee").where.row == 2
    assert column(path) == ["#DIV/0!", ""]


def test_a_word_in_a_map_may_still_explain_an_error(tmp_path):
    from samenspel.exchange import parse_map

    mapping = parse_map('[labels]\n"#DIV/0!" = "skip"\n', "map.toml", SMALL)
    path = workbook(tmp_path / "a.xlsx", [["AMB-1", "AMB-2"], ["#DIV/0!", 4]])
    assert read_answers(path, SMALL, mapping=mapping).answers.codes["AMB-1"].tolist() == [-2]


@pytest.mark.parametrize(
    ("kind", "header", "place"),
    [("people", ["Naam", "E-mail", "Partij"], 0), ("people", ["Naam", "E-mail", "Partij"], 1),
     ("people", ["Naam", "E-mail", "Partij"], 2), ("parties", ["Partij", "Code", "Sector"], 0),
     ("parties", ["Partij", "Code", "Sector"], 1)],
)  # fmt: skip
def test_nobody_in_a_list_is_called_after_an_error(tmp_path, kind, header, place):
    row = ["Anna", "anna@x.nl" if kind == "people" else "0678", "zorg"]
    row[place] = "#VALUE!"
    problem = told(workbook(tmp_path / "a.xlsx", [header, row, ["Bo", "", ""]]), kind)
    assert (problem.key, problem.where.row, problem.where.column) == ("list-error-cell", 2, header[place])
    says(problem, ["#VALUE!"], ["#VALUE!"])


def test_a_remark_that_became_an_error_does_not_get_lost(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [["vraag", "opmerking"], ["AMB-open", "Zo"], ["AMB-open", "#NAME?"]])
    with pytest.raises(AnswersError) as error:
        read_remarks(path)
    problem = only_problem(error.value)
    says(problem, ["rij 3, kolom opmerking", "#NAME?"], ["row 3, column opmerking"])


def test_a_cell_that_does_not_say_its_place_comes_after_the_one_before(tmp_path):
    rows = (
        '<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>AMB-1</t></is></c></row>'
        "<row><c><v>1</v></c><c/><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
        '<row r="4"><c r="C4" s="1" t="e"><v>#REF!</v></c><c r="D4" t="e"><v></v></c></row>'
    )
    assert column(made(tmp_path / "a.xlsx", rows)) == ["#DIV/0!", "#REF!"]


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_the_sheet_is_found_however_the_workbook_points_to_it(tmp_path, target):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    path = made(tmp_path / "a.xlsx", rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = parts.pop("xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", target.encode())
    path.write_bytes(zipped(list((parts | {"XL/_rels/Workbook.xml.rels": links}).items())))
    assert column(path) == ["#REF!"]


def test_an_error_on_a_sheet_that_cannot_be_found_is_not_left_out(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    twice = (
        f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets><sheet name="Blad" sheetId="1" r:id="nergens"/>'
        '<sheet name="Blad" sheetId="2" r:id="rId1"/></sheets></workbook>'
    )
    path = made(tmp_path / "a.xlsx", rows, **{BOOK: twice.encode()})
    with pytest.raises(AnswersError) as error:
        read_table(path)
    assert only_problem(error.value).key == "answers-workbook-broken"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>',
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row><row r="2"><c r="A1" t="e"><v>#REF!</v></c></row>',
    ],
)
def test_errors_in_disorder_are_refused_and_not_put_elsewhere(tmp_path, rows):
    path = made(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}')
    with pytest.raises(AnswersError) as error:
        read_table(path)
    assert only_problem(error.value).key == "answers-workbook-broken"


def test_errors_of_an_open_document_are_refused_too(tmp_path):
    error = f'<table:table-cell {FAILED} office:value-type="float" office:value="0"><text:p>#DEEL/0!</text:p>'
    path = open_document(
        tmp_path / "a.ods",
        EMPTY + cell("Organisatie") + cell("AMB-1") + cell("AMB-2"),
        EMPTY + cell("GGD") + cell("1") + cell("2"),
        EMPTY + cell("GGD") + error + "</table:table-cell>" + cell("3"),
    )
    problem = refused(path)
    assert (problem.key, problem.where.row, problem.where.column) == ("answers-error-cell", 3, "AMB-1")
    says(problem, ["#DEEL/0!"], ["#DEEL/0!"])


def test_of_an_open_document_the_formula_decides_and_not_a_note_or_the_language(tmp_path):
    note = "<office:annotation><text:p>#REF!</text:p></office:annotation>"
    path = open_document(
        tmp_path / "a.ods",
        cell("x") + cell("AMB-1"),
        cell("a") + f'<table:table-cell office:value-type="string" {FAILED}>{note}<text:p>#WERT!</text:p>'
        "</table:table-cell>",
        cell("b") + cell("#N/B", FAILED, 'office:value-type="float" office:value="0"'),
        cell("c") + cell("#REF!", 'table:formula="of:=X"'),
        cell("d") + f'<table:table-cell office:value-type="string">{note}<text:p>4</text:p></table:table-cell>',
        cell("e", 'table:number-rows-spanned="2"') + cell("#REF!", f'{FAILED} table:number-columns-repeated="1"'),
        COVERED + cell("5"),
    )
    found = column(path)
    assert (found[0], found[1], found[2], found[4], found[5]) == ("#ERROR!", "", "#REF!", "#REF!", "5")


def test_repeated_cells_of_an_open_document_have_their_error_each(tmp_path):
    path = open_document(
        tmp_path / "a.ods",
        cell("a") + cell("b"),
        cell("#REF!", f'{FAILED} table:number-columns-repeated="2"'),
        cell("1") + cell("2"),
    )
    table = read_table(path)
    assert [[one[row] for one in table.columns] for row in range(2)] == [["#REF!", "#REF!"], ["1", "2"]]


def test_damage_beside_an_error_is_told(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
    path = made(tmp_path / "a.xlsx", rows, **{SHEET: (START + rows + "&x;" + END).encode()})
    with pytest.raises(AnswersError) as error:
        read_table(path)
    assert only_problem(error.value).key == "answers-workbook-broken"
