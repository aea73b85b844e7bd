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
