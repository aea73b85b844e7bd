"""Remarks go out to be read for names, and come back as they were left."""

import pytest

from samenspel.errors import AnswersError
from samenspel.exchange.remarks import read_remarks, remarks_file
from samenspel.reading.release import Remark

REMARKS = (
    Remark("AMB-open", 'Samen; "één" plan, \n op twee regels'),
    Remark("INT-open", "=1+1 is geen formule"),
    Remark("INT-open", "'s Ochtends gaat het beter"),
    Remark("PRO-open", "- meer tempo 🙂"),
)


def test_remarks_come_back_as_they_went(tmp_path):
    path = tmp_path / "remarks.csv"
    path.write_bytes(remarks_file(REMARKS))
    assert [one.item for one in read_remarks(path)] == [one.item for one in REMARKS]
    assert [one.text.split() for one in read_remarks(path)] == [one.text.split() for one in REMARKS]


def test_no_cell_is_a_formula_to_a_spreadsheet():
    assert b"\n=1" not in remarks_file(REMARKS)
    assert b",=1" not in remarks_file(REMARKS)


@pytest.mark.parametrize(("lang", "separator"), [("nl", ";"), ("en", ","), ("nl", ",")])
def test_every_language_and_separator_comes_back(tmp_path, lang, separator):
    path = tmp_path / "remarks.csv"
    path.write_bytes(remarks_file(REMARKS, separator, lang))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + {"nl": b"vraag", "en": b"item"}[lang] + separator.encode())
    assert [one.text.split() for one in read_remarks(path)] == [one.text.split() for one in REMARKS]


@pytest.mark.parametrize("heading", ["item,remark", "vraag,opmerking", "vraag;opmerking"])
def test_rows_that_a_spreadsheet_took_for_one_cell_come_back(tmp_path, heading):
    """As a Dutch Excel saves a file with commas: each line is one cell, between quotation marks of its own."""
    path, cut = tmp_path / "remarks.csv", heading[-7:-6] if "remark" in heading else heading[5]
    lines = [heading, f'AMB-open{cut}"Samen, en wel ""nu""; ja"', f"INT-open{cut}Meer{cut} en beter"]
    quoted = ['"' + line.replace('"', '""') + '"' for line in lines]
    path.write_text("\ufeff" + "\n".join(quoted) + "\n", "utf-8")
    assert read_remarks(path) == (
        Remark("AMB-open", 'Samen, en wel "nu"; ja'),
        Remark("INT-open", f"Meer{cut} en beter"),
    )


def test_a_remark_is_never_cut_off_silently(tmp_path):
    path = tmp_path / "remarks.csv"
    path.write_text("item;remark\nAMB-open;eerst\nAMB-open;eerst dit; dan dat\n", "utf-8")
    with pytest.raises(AnswersError, match="row 3"):
        read_remarks(path)


def test_emptied_remarks_are_gone(tmp_path):
    path = tmp_path / "remarks.csv"
    path.write_text("item,remark\nAMB-open,\nAMB-open,blijft\n", "utf-8")
    assert read_remarks(path) == (Remark("AMB-open", "blijft"),)


def test_a_reader_may_take_out_every_remark(tmp_path):
    path = tmp_path / "remarks.csv"
    path.write_text("item,remark\n", "utf-8")
    assert read_remarks(path) == ()


def test_another_sheet_is_refused_kindly(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(AnswersError, match="--remarks-out"):
        read_remarks(path)
