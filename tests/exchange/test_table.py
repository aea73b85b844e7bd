"""A file becomes a table, or a sentence that says why not."""

import struct
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samenspel.errors import AnswersError
from samenspel.exchange import Table, read_table
from samenspel.exchange import table as table_module
from tests.exchange.samples import only_problem, says, written
from tests.shared import shared

REMARK = 'Hij zei: "ja; nee, of | allebei"\nen toen\tniets. Privé: € 5'


def rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(column[row] for column in table.columns) for row in range(len(table))]


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return path


def problem_of(path: Path, content: bytes):
    path.write_bytes(content)
    with pytest.raises(AnswersError) as refused:
        read_table(path)
    return only_problem(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_and_encoding_gives_the_same_table(tmp_path, separator, encoding):
    content = [["Organisatie", "Vraag, of niet; dat is het"], ["Gemeente", REMARK], ["GGD", "4,5"], ["", "twee"]]
    table = read_table(written(tmp_path / "a.csv", content, separator, encoding))
    assert [table.header, *rows(table)] == [tuple(line) for line in content]
    assert table.numbers.tolist() == [2, 3, 4]


def test_a_row_counts_as_a_spreadsheet_counts_it(tmp_path):
    content = [["a", "b"], ["een\ntwee\ndrie", "1"], [], ["", ""], ["vier", "2"]]
    table = read_table(written(tmp_path / "a.csv", content))
    assert table.numbers.tolist() == [2, 5]


def test_one_column_needs_no_separator(tmp_path):
    (tmp_path / "a.csv").write_text("Ik vind, dat het goed gaat\n4\n5\n")
    table = read_table(tmp_path / "a.csv")
    assert table.header == ("Ik vind, dat het goed gaat",)
    assert rows(table) == [("4",), ("5",)]


def test_the_separator_line_of_excel_is_no_row(tmp_path):
    (tmp_path / "a.csv").write_text("sep=,\r\na,b;c\r\n1,2\r\n")
    table = read_table(tmp_path / "a.csv")
    assert table.header == ("a", "b;c")
    assert table.numbers.tolist() == [2]


def test_old_mac_line_ends_are_line_ends(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\r1,2\r3,4")
    assert rows(read_table(tmp_path / "a.csv")) == [("1", "2"), ("3", "4")]


def test_cells_of_a_workbook_read_as_people_see_them(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "d-m-yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["getal", "half", "waar", "tekst", "leeg"])
        sheet.write_row(3, 1, [4, 4.5, True, "0344"])
        sheet.write_datetime(4, 1, date(2025, 3, 9), day)
        sheet.write_row(5, 1, [0, 0, 0, 0, 0])
    table = read_table(path)
    assert table.header[-5:] == ("getal", "half", "waar", "tekst", "leeg")
    assert [row[-5:] for row in rows(table)] == [
        ("4", "4.5", "1", "0344", ""),
        ("2025-03-09", "", "", "", ""),
        ("0", "0", "0", "0", "0"),
    ]
    assert table.numbers.tolist() == [4, 5, 6]


def test_the_first_sheet_with_content_is_read(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Leeg=[], Antwoorden=[["a"], [1]], Anders=[["b"], [2]])
    table = read_table(path)
    assert (table.sheet, table.sheets) == ("Antwoorden", ("Leeg", "Antwoorden", "Anders"))
    assert read_table(path, sheet="anders").header == ("b",)


def test_an_unknown_sheet_is_told_with_the_sheets_there_are(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Een=[["a"], [1]], Twee=[["b"], [2]])
    with pytest.raises(AnswersError) as refused:
        read_table(path, sheet="Drie")
    problem = only_problem(refused.value)
    says(problem, ["a.xlsx", "werkblad 'Drie'", "Een, Twee"], ["a.xlsx", "sheet 'Drie'", "Een, Twee"])


def test_the_end_of_a_name_does_not_decide_what_a_file_is(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Een=[["a", "b"], [1, 2]]).rename(tmp_path / "a.csv")
    assert rows(read_table(path)) == [("1", "2")]


def test_cells_too_many_or_too_few_are_told_with_their_row(tmp_path):
    (tmp_path / "a.csv").write_text("a;b;c\n1;2;3;\n1;2;3;4\n1;2;3\n1;2;3\n1;2;3\n1;2")
    long, short = (problem for _, problem in read_table(tmp_path / "a.csv").problems)
    says(long, ["a.csv", "rij 3", "4 cellen", "3 kolommen"], ["a.csv", "row 3", "4 cells", "3 columns"])
    says(short, ["a.csv", "rij 7", "2 cellen in plaats van 3"], ["a.csv", "row 7", "2 cells instead of 3"])


def test_a_quote_that_is_never_closed_is_told_with_its_row(tmp_path):
    problem = problem_of(tmp_path / "a.csv", b'a;b\n1;2\n1;"Ik vond\n1;2\n1;2\n')
    says(problem, ["a.csv", "rij 3", "aanhalingstekens"], ["a.csv", "row 3", "quotation marks"])


@pytest.mark.parametrize("content", [b"", b" \r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n", b";;;\n;;;\n"])
def test_an_empty_file_is_told(tmp_path, content):
    says(problem_of(tmp_path / "a.csv", content), ["a.csv", "leeg"], ["a.csv", "empty"])


def test_only_a_header_is_told(tmp_path):
    says(problem_of(tmp_path / "a.csv", b"a;b\n;\n"), ["a.csv", "kolomkoppen"], ["a.csv", "column headings"])


def test_only_a_header_in_a_workbook_is_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Een=[["a", "b"]])
    with pytest.raises(AnswersError, match="column headings only"):
        read_table(path)


IMAGE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"


@pytest.mark.parametrize(
    "content",
    [
        IMAGE,
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"%PDF-1.7\n1 0 obj",
        b"<!DOCTYPE html><table>",
        bytes(range(256)),
        b"\xff\xfea",
    ],
    ids=["png", "jpeg", "pdf", "html", "bytes", "half utf-16"],
)
def test_something_else_than_a_table_is_told(tmp_path, content):
    says(problem_of(tmp_path / "foto.csv", content), ["foto.csv", "geen tabel"], ["foto.csv", "not a table"])


def test_a_damaged_workbook_is_told(tmp_path):
    whole = workbook(tmp_path / "heel.xlsx", Een=[["a"], [1]]).read_bytes()
    for content in (whole[: len(whole) // 2], b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 90):
        says(problem_of(tmp_path / "a.xlsx", content), ["a.xlsx", "beschadigd"], ["a.xlsx", "damaged"])


def test_a_damaged_old_workbook_prints_nothing_of_its_own(tmp_path, capfd):
    old = shared("formats/xlsform/tutorial.xls").read_bytes()
    for place in range(40, 600, 4):  # where the parts of the file are said to begin
        damaged = old[:place] + b"\x74\x00\x00\x70" + old[place + 4 :]
        (tmp_path / "a.xls").write_bytes(damaged)
        with suppress(AnswersError):
            read_table(tmp_path / "a.xls")
    assert capfd.readouterr() == ("", "")


def test_more_columns_than_a_spreadsheet_has_are_told(tmp_path):
    wide = b"a;" * 40_000 + b"\n" + b"1;" * 40_000
    says(problem_of(tmp_path / "a.csv", wide), ["te veel cellen"], ["too many cells"])


def test_short_rows_under_a_wide_header_are_told_before_they_fill_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(table_module, "MOST_CELLS", 100_000)
    problem = problem_of(tmp_path / "a.csv", b"a;b;c\n" + b"1;2;3\n" * 12_000 + b"1\n" * 40_000)
    says(problem, ["te veel cellen"], ["too many cells"])


def test_a_workbook_with_a_password_is_told(tmp_path):
    problem = problem_of(tmp_path / "a.xlsx", locked_workbook())
    says(problem, ["a.xlsx", "wachtwoord"], ["a.xlsx", "password"])


def test_a_workbook_without_content_is_told(tmp_path):
    path = workbook(tmp_path / "a.xlsx", Een=[], Twee=[])
    with pytest.raises(AnswersError) as refused:
        read_table(path)
    says(only_problem(refused.value), ["a.xlsx", "Een, Twee"], ["a.xlsx", "Een, Twee"])


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AnswersError, match=r"missing\.csv: This file is not there"):
        read_table(tmp_path / "missing.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=80), st.text('ab,;"\n\r\t|', max_size=40).map(str.encode)))
def test_any_bytes_give_a_table_or_a_problem_that_can_be_said(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    try:
        table = read_table(tmp_path / "a.csv")
    except AnswersError as error:
        says(only_problem(error), ["a.csv"], ["a.csv"])
    else:
        assert {len(table)} == {len(column.which) for column in table.columns}
        assert len(table) > 0


def test_progress_rises_to_its_end(tmp_path):
    path = written(tmp_path / "a.csv", [["a", "b"], *[["1", str(row)] for row in range(45_000)]])
    told: list[tuple[int, int]] = []
    table = read_table(path, progress=lambda done, total: told.append((done, total)))
    assert len(table) == 45_000
    assert table.columns[1][44_999] == "44999"
    assert told == sorted(told)
    assert len(told) == 3
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def locked_workbook() -> bytes:
    """What Excel writes around an encrypted workbook: a compound file that holds an `EncryptedPackage`."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE

    def entry(name: str, kind: int, child: int = free) -> bytes:
        words = name.encode("utf-16-le") + b"\0\0"
        head = words.ljust(64, b"\0") + struct.pack("<HBBIII", len(words), kind, 1, free, free, child)
        return head + bytes(16) + struct.pack("<IQQIQ", 0, 0, 0, end, 0)

    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0) + struct.pack("<I", free) * 108
    sectors = struct.pack("<II", 0xFFFFFFFD, end) + struct.pack("<I", free) * 126
    return head + sectors + entry("Root Entry", 5, child=1) + entry("EncryptedPackage", 2) + entry("", 0) * 2
