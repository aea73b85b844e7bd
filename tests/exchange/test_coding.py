"""What people wrote in a cell becomes the code of an answer, or is known not to be one."""

import numpy as np
import pytest

from samenspel.exchange.coding import UNKNOWN, code_column, code_joined, code_named, code_ticks, expected, yes_or_no
from samenspel.exchange.table import Column
from samenspel.reading.answers import BLANK, SKIPPED
from tests.exchange.samples import instrument, ratings

SMALL = instrument()


def column(*cells: str) -> Column:
    return Column(cells, np.arange(len(cells), dtype=np.int32))


def code(item: str, cell: str, labels=None, of=SMALL) -> int:
    (found,) = code_column(of.item(item), labels or {}, column(cell))
    return int(found)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("4", 3),
        (" 4 ", 3),
        ("4.0", 3),
        ("4,0", 3),
        ("4 - eens", 3),
        ("4. eens", 3),
        ("4: een beetje", 3),
        ("4 (eens)", 3),
        ("1 – helemaal niet", 0),
        ("Helemaal wel", 6),
        ("COMPLETELY", 6),
        ("weet ik niet · past niet bij mij", SKIPPED),
        ("past niet bij mij", SKIPPED),
        ("Not for me", SKIPPED),
        ("n.v.t.", SKIPPED),
        ("nvt", SKIPPED),
        ("N/A", SKIPPED),
        ("Don’t know", SKIPPED),
        ("Weet ik niet", SKIPPED),
        ("", BLANK),
        ("  ", BLANK),
        ("NA", BLANK),
        ("8", UNKNOWN),
        ("0", UNKNOWN),
        ("-4", UNKNOWN),
        ("4,5", UNKNOWN),
        ("4-5", UNKNOWN),
        ("4 - 5", UNKNOWN),
        ("2025-03-01", UNKNOWN),
        ("4 - helemaal wel", UNKNOWN),
        ("4 5", UNKNOWN),
        ("vier", UNKNOWN),
        ("wel", UNKNOWN),
    ],
)
def test_a_rating_is_read_from_a_number_or_a_label(cell, meant):
    assert code("AMB-1", cell) == meant


@pytest.mark.parametrize(("cell", "meant"), [("-2", 0), ("0", 2), ("2,0", 4), ("+1", 3), ("-3", UNKNOWN)])
def test_a_rating_may_run_below_zero(cell, meant):
    assert code("R", cell, of=ratings("R", low=-2, high=2)) == meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("exploring", 0),
        ("Verkennen", 0),
        ("Doing, and learning together", 1),
        ("samen doen en leren", 1),
        ("1", UNKNOWN),
        ("nvt", SKIPPED),
        ("", BLANK),
    ],
)
def test_a_choice_is_read_from_its_id_or_name(cell, meant):
    assert code("PHASE-now", cell) == meant


def test_the_map_decides_before_numbers_and_words():
    labels = {"1": 6, "mee eens": 5, "verkennen": 1, "na": SKIPPED}
    assert [code("AMB-1", cell, labels) for cell in ("1", "Mee eens!", "2", "NA")] == [6, 5, 1, SKIPPED]
    assert code("PHASE-now", "Verkennen", labels) == 1


def test_a_label_of_two_points_is_not_guessed():
    twice = SMALL_LABELS.format(one="goed", other="goed")
    assert code("Q", "goed", of=instrument(twice, "Q")) == UNKNOWN
    assert code("Q", "goed", of=instrument(SMALL_LABELS.format(one="goed", other="beter"), "Q")) == 0


SMALL_LABELS = """
[[items]]
id = "Q"
kind = "rating"
low = 1
high = 3
labels.1.nl = "{one}"
labels.1.en = "a"
labels.3.nl = "{other}"
labels.3.en = "b"
text.nl = "t"
text.en = "t"
"""


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Macht;Thuis;", [1, 0, 1]),
        ("home ; trust", [0, 1, 1]),
        ("Vertrouwen, of juist niet", [0, 1, 0]),
        ("Vertrouwen, of juist niet;Macht", [1, 1, 0]),
        ("power,home", [1, 0, 1]),
        ("Macht", [1, 0, 0]),
        (";", [BLANK] * 3),
        ("", [BLANK] * 3),
        ("weet ik niet;", [SKIPPED] * 3),
        ("Macht;weet niet", [1, 0, 0]),
        ("Macht;Geld", [UNKNOWN] * 3),
        ("Macht, Geld", [UNKNOWN] * 3),
    ],
)
def test_joined_options_are_taken_apart(cell, meant):
    assert code_joined(SMALL.item("FEA-seen"), {}, column(cell)).tolist() == [meant]


def test_ticks_are_read_in_any_usual_spelling():
    cells = {
        "power": column("Ja", "1", "Y", "", "", "N/A", "Macht", "misschien"),
        "trust": column("Nee", "0", "", "", "weet niet", "N/A", "", "nee"),
        "home": column("yes", "no", "", "", "", "N/A", "At home", "ja"),
    }
    assert code_ticks(SMALL.item("FEA-seen"), cells).tolist() == [
        [1, 0, 1],
        [1, 0, 0],
        [1, 0, 0],
        [BLANK] * 3,
        [SKIPPED] * 3,
        [SKIPPED] * 3,
        [1, 0, 1],
        [UNKNOWN, 0, 1],
    ]


def test_consent_is_yes_only_when_someone_said_yes():
    cells = ("Ja", "yes", "1", "true", "WAAR", "", "nee", "No", "0", "misschien")
    assert yes_or_no(column(*cells)).tolist() == [1, 1, 1, 1, 1, 0, 0, 0, 0, UNKNOWN]


def test_what_a_map_names_must_be_possible():
    kind = SMALL.item("AMB-1").kind
    assert [code_named(kind, value) for value in (1, 7.0, "skip")] == [0, 6, SKIPPED]
    assert [code_named(kind, value) for value in (8, True, "7", 1.5)] == [None] * 4
    assert code_named(SMALL.item("AMB-open").kind, "skip") is None


def test_what_is_expected_is_said_in_both_languages():
    assert expected(SMALL.item("AMB-1").kind).nl == "1, 2, 3, 4, 5, 6, 7"
    assert expected(ratings("R", low=0, high=100).item("R").kind).nl == "0 tot en met 100"
    assert expected(SMALL.item("FEA-seen").kind).en == "Power; Trust, or none; At home"
