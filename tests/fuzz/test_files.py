"""Made and damaged files through every reader; and the judge itself, which must see a fault when there is one."""

import os
import random
import signal
import sys
from pathlib import Path

import pytest

from samenspel.exchange import text_file
from samenspel.reading import answers as reading
from tests.fuzz import oracle
from tests.fuzz.__main__ import damaged, thrown
from tests.fuzz.mutate import mutated
from tests.fuzz.oracle import judge
from tests.fuzz.samples import samples
from tests.fuzz.tables import Fault
from tests.fuzz.worker import Worker
from tests.shared import shared

GOOD = "AMB-1;AMB-2;AMB-open\n5;6;ja\n3;2;\n7;1;nee\n"
FILES = 300


def good(folder: Path, text: str = GOOD) -> Path:
    (folder / "a.csv").write_text(text, "utf-8")
    return folder / "a.csv"


def test_no_file_gives_a_traceback_a_hang_or_half_an_import():
    shared("formats")  # real samples are among those that are damaged
    counts, faults, peak = thrown(FILES, 2026)
    assert not faults, faults[0]
    assert sum(counts.values()) == FILES
    assert peak < 600 * 1024 * 1024
    outcomes = {outcome.partition(":")[0] for _, outcome in counts}
    assert outcomes == {"read", "refused"}
    for reader in set(oracle.READERS) - {
        "instrument"
    }:  # neither all refused nor all taken; an instrument forgives little
        assert {outcome.partition(":")[0] for name, outcome in counts if name == reader} == outcomes, reader


def test_every_kind_of_sample_is_there():
    shared("formats")
    names = {one.name for one in samples()}
    assert {"CONSTRUCTED_msforms_layout_nl.xlsx", "tutorial.xls", "survey_100001_R_data_file.csv"} <= names
    assert {one.reader for one in samples()} == set(oracle.READERS)


def test_the_same_seed_gives_the_same_files():
    assert [one.data for one in damaged(40, 7)] == [one.data for one in damaged(40, 7)]
    sample = samples()[0]
    assert mutated(sample, random.Random(1)) != mutated(sample, random.Random(2))


def test_the_judge_lets_a_right_reading_pass(tmp_path):
    put_in = {"AMB-1": ("5", "3", "7"), "AMB-2": ("6", "2", "1"), "AMB-open": ("ja", "", "nee")}
    assert judge("scan", good(tmp_path), put_in) == "read"
    assert judge("scan", good(tmp_path, "wat;dan\n1;2\n")) == "refused: answers-nothing-matched"


def test_the_judge_sees_another_answer_than_was_put_in(tmp_path):
    put_in = {"AMB-1": ("5", "3", "6"), "AMB-2": ("6", "2", "1"), "AMB-open": ("ja", "", "nee")}
    with pytest.raises(Fault, match="AMB-1"):
        judge("scan", good(tmp_path), put_in)


def test_the_judge_sees_a_file_in_order_that_was_refused(tmp_path):
    with pytest.raises(Fault, match="refused"):
        judge("scan", good(tmp_path, "AMB-1;AMB-2\n9;1\n"), {"AMB-1": ("9",), "AMB-2": ("1",)})


def test_the_judge_sees_a_row_that_was_lost(tmp_path, monkeypatch):
    read = text_file._rows

    def forgetful(file, records, *more):
        return read(file, (record for number, record in enumerate(records) if number != 2), *more)

    monkeypatch.setattr(text_file, "_rows", forgetful)
    with pytest.raises(Fault, match="2 rows, not 3"):
        judge("scan", good(tmp_path))


def test_the_judge_sees_answers_in_another_row(tmp_path, monkeypatch):
    whole = reading.Answers.__post_init__

    def shifted(self):
        object.__setattr__(self, "codes", {item: codes[::-1] for item, codes in self.codes.items()})
        whole(self)

    monkeypatch.setattr(reading.Answers, "__post_init__", shifted)
    with pytest.raises(Fault, match="became"):
        judge("scan", good(tmp_path))


def test_the_judge_sees_what_is_left_behind_and_what_is_not_caught(tmp_path, monkeypatch):
    def half(arguments):
        Path(arguments[-1]).write_text("{")
        print("mislukt", file=sys.stderr)
        return 4

    monkeypatch.setattr(oracle, "main", half)
    with pytest.raises(Fault, match="and yet it wrote"):
        judge("scan", good(tmp_path))
    monkeypatch.setattr(oracle, "main", lambda arguments: [][1])
    with pytest.raises(IndexError):
        judge("scan", good(tmp_path))


def test_a_process_that_dies_or_hangs_is_a_fault_and_the_next_file_is_read(tmp_path, monkeypatch):
    worker = Worker()
    try:
        assert worker.judge("scan", good(tmp_path)) == "read"
        os.kill(worker._process.pid, signal.SIGABRT)
        assert worker.judge("scan", good(tmp_path)).startswith("fault: the process ended")
        assert worker.judge("scan", good(tmp_path)) == "read"
        os.kill(worker._process.pid, signal.SIGSTOP)
        monkeypatch.setattr("tests.fuzz.worker.PATIENCE", 0.2)
        assert worker.judge("scan", good(tmp_path)).startswith("fault: no answer")
    finally:
        worker.stop()
