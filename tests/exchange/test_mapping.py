"""A map file says what columns and labels mean, or everything that is wrong with it."""

import pytest

from samenspel.errors import AnswersError
from samenspel.exchange import parse_map, read_map
from samenspel.exchange.mapping import Target
from samenspel.reading.answers import SKIPPED
from tests.exchange.samples import instrument, only_problem, says

SMALL = instrument()
GOOD = """\
format = "samenspel.map/1"

[columns]
"Uw organisatie?" = "party"
"Vraag 1" = "amb-1"
"Vraag 2a" = "FEA-seen[trust]"
"Tijd" = "ignore"
"E-mail" = "ignore"

[labels]
"Mee eens" = 6
"geen idee" = "skip"
"bezig" = "doing"

[labels."AMB-1"]
"mee eens" = 5
"""


def test_a_good_map_gives_targets_and_codes():
    parsed = parse_map(GOOD, "map.toml", SMALL)
    assert parsed.columns == {
        "Uw organisatie?": Target("party"),
        "Vraag 1": Target("AMB-1"),
        "Vraag 2a": Target("FEA-seen", "trust"),
        "Tijd": Target("ignore"),
        "E-mail": Target("ignore"),
    }
    assert parsed.labels["AMB-1"] == {"mee eens": 4, "geen idee": SKIPPED}
    assert parsed.labels["AMB-2"] == {"mee eens": 5, "geen idee": SKIPPED}
    assert parsed.labels["PHASE-now"] == {"geen idee": SKIPPED, "bezig": 1}
    assert parsed.labels["AMB-open"] == {}


def test_an_empty_map_says_nothing():
    parsed = parse_map("", "map.toml", SMALL)
    assert not parsed.columns
    assert not any(parsed.labels.values())


@pytest.mark.parametrize(
    ("text", "line", "nl", "en"),
    [
        ('[columns]\n"a" = "AMB-9"', 2, "'AMB-9' is geen item", "'AMB-9' is not an item"),
        ('[columns]\n"a" = "FEA-seen[x]"', 2, "'FEA-seen[x]' is geen item", "'FEA-seen[x]' is not an item"),
        ('[columns]\n"a" = "AMB-1[x]"', 2, "'AMB-1[x]' is geen item", "'AMB-1[x]' is not an item"),
        ('[columns]\n"a" = 3', 2, "niet de vorm", "does not have the form"),
        ('columns = "a"', 1, "niet de vorm", "does not have the form"),
        ('[columns]\n"a" = "AMB-1"\n"b" = "amb-1"', 3, "meer dan één kolom", "more than one column"),
        ('[labels]\n\n"eens" = 9', 3, "'eens' = 9 past bij geen", "'eens' = 9 fits no item"),
        (
            '[labels."AMB-1"]\n"eens" = 9',
            2,
            "'eens' = 9 kan niet bij item AMB-1",
            "'eens' = 9 is not possible for item AMB-1",
        ),
        ('[labels."PHASE-now"]\n"ja" = "x"', 2, "'ja' = x kan niet", "'ja' = x is not possible"),
        ('[labels."AMB-9"]\n"eens" = 1', 1, "'AMB-9' is geen item", "'AMB-9' is not an item"),
        ('format = "samenspel.map/2"', 1, "samenspel.map/1", "samenspel.map/1"),
        ('[colums]\n"a" = "party"', 1, "'colums' hoort hier niet", "'colums' does not belong here"),
    ],
)
def test_a_slip_is_told_with_file_line_and_reason(text, line, nl, en):
    with pytest.raises(AnswersError) as refused:
        parse_map(text, "map.toml", SMALL)
    (problem,) = refused.value.problems
    says(problem, ["map.toml", f"regel {line}", nl], ["map.toml", f"line {line}", en])


def test_all_slips_are_told_at_once():
    with pytest.raises(AnswersError) as refused:
        parse_map('[columns]\na = "x"\nb = "y"\n[labels]\nc = 99\n', "map.toml", SMALL)
    assert [problem.where.line for problem in refused.value.problems] == [2, 3, 5]


def test_a_map_that_is_no_toml_or_no_text_is_told(tmp_path):
    for text, line in (("[columns\n", 1), ('[labels]\n\n\n"Mee eens" = ?\n', 4), ('[labels]\n"a" = "b', 2)):
        with pytest.raises(AnswersError) as refused:
            parse_map(text, "map.toml", SMALL)
        problem = only_problem(refused.value)
        says(problem, [f"map.toml, regel {line}: Hier houdt", "("], [f"map.toml, line {line}: Here", "("])
    (tmp_path / "map.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AnswersError, match=r"map\.toml: This file is not UTF-8"):
        read_map(tmp_path / "map.toml", SMALL)
    with pytest.raises(AnswersError, match=r"none\.toml: This file is not there"):
        read_map(tmp_path / "none.toml", SMALL)


def test_a_number_of_hundreds_of_digits_is_no_answer():
    with pytest.raises(AnswersError) as refused:
        parse_map(f'[labels]\n"zeer eens" = {"9" * 400}', "map.toml", instrument())
    assert only_problem(refused.value).key == "map-label-nowhere"


@pytest.mark.parametrize("value", ["[" * 2000, "9" * 5000], ids=["brackets", "digits"])
def test_a_map_that_no_person_wrote_is_told(value):
    with pytest.raises(AnswersError) as refused:
        parse_map(f"x = {value}", "map.toml", instrument())
    says(only_problem(refused.value), ["map.toml", "TOML"], ["map.toml", "TOML"])
