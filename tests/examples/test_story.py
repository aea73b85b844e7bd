"""The story of the example, looked up in the files themselves with nothing of ours but the wording of the items."""

import csv
import re
from collections import Counter

import numpy as np
import pytest

from samenspel.examples.generate import HERE, MAY_QUOTE, NAME, story
from samenspel.theory.library import find_instrument

INSTRUMENT = find_instrument("conditions+phase")
SCALES = {scale.id: scale.items for scale in INSTRUMENT.scales}
OPEN = ("AMB-open", "INT-open", "REL-open", "ORG-open", "PRO-open", "PHASE-step", "PHASE-home")


def rows_of(name, encoding="utf-8-sig", separator=","):
    with open(HERE / name, encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def by_item_id(row):
    ids = {item.text.nl: item.id for item in INSTRUMENT.items}
    return {ids.get(column, column): cell for column, cell in row.items()}


FIRST = rows_of("langer-thuis-wonen-1.csv", encoding="utf-8")
SECOND = [by_item_id(row) for row in rows_of("langer-thuis-wonen-2.csv", separator=";")]
READ = rows_of("langer-thuis-wonen-2-remarks.csv")


def answers_of(rows, items):
    return [int(row[item]) for item in items for row in rows if row[item].isdigit()]


def mean(rows, item):
    return np.mean(answers_of(rows, [item]))


def scale(rows, name):
    return np.mean(answers_of(rows, SCALES[name]))


def of(rows, column, *values):
    return [row for row in rows if row[column] in values]


def but(rows, column, *values):
    return [row for row in rows if row[column] not in values]


def test_fourteen_parties_and_most_of_those_invited_answer_in_both_rounds():
    assert (len(FIRST), len(SECOND)) == (36, 40)
    assert sum(party["invited"] for party in story()["parties"]) == 44
    assert all(len({row["Organisatie"] for row in rows}) == 14 for rows in (FIRST, SECOND))


@pytest.mark.parametrize("rows", [FIRST, SECOND])
def test_both_rounds_ask_every_item_of_both_instruments(rows):
    assert set(rows[0]) - {"id", "Id", "Organisatie", "Sector", MAY_QUOTE} == {item.id for item in INSTRUMENT.items}


@pytest.mark.parametrize("rows", [FIRST, SECOND])
def test_ratings_are_whole_numbers_from_1_to_7_with_a_few_unknown_and_a_few_blank(rows):
    cells = Counter(row[item] for row in rows for items in SCALES.values() for item in items)
    assert set(cells) == {*"1234567", "weet ik niet", ""}
    assert 5 <= cells["weet ik niet"] <= 40
    assert 3 <= cells[""] <= 40


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        (1, "AMB", 5.8),
        (2, "AMB", 5.9),
        (1, "REL", 5.2),
        (2, "REL", 5.3),
        (1, "INT", 4.3),
        (2, "INT", 4.0),
        (2, "ORG", 4.5),
        (1, "PRO", 3.7),
        (2, "PRO", 4.5),
    ],
)
def test_the_conditions_lie_where_the_readme_says(number, name, value):
    assert scale((FIRST, SECOND)[number - 1], name) == pytest.approx(value, abs=0.07)


@pytest.mark.parametrize(
    ("item", "first", "second"),
    [
        ("INT-4", 4.3, 3.3),
        ("ORG-2", 5.5, 5.6),
        ("ORG-3", 3.5, 3.3),
        ("PRO-3", 3.4, 4.4),
        ("CHA-1", 5.9, 5.8),
        ("CHA-3", 3.5, 3.4),
    ],
)
def test_the_items_of_the_story_lie_where_the_readme_says(item, first, second):
    assert (mean(FIRST, item), mean(SECOND, item)) == pytest.approx((first, second), abs=0.07)


def test_on_their_ambition_people_agree():
    assert max(np.std(answers_of(SECOND, [item])) for item in SCALES["AMB"]) < 1


def test_the_conversation_fell_among_residents_and_welfare_and_hardly_elsewhere():
    for sector, fall in (("inwoners", 1.9), ("welzijn", 1.9)):
        gone = mean(of(FIRST, "Sector", sector), "INT-4") - mean(of(SECOND, "Sector", sector), "INT-4")
        assert gone == pytest.approx(fall, abs=0.1)
    elsewhere = [mean(but(rows, "Sector", "inwoners", "welzijn"), "INT-4") for rows in (FIRST, SECOND)]
    assert elsewhere == pytest.approx([4.3, 4.0], abs=0.07)


def test_the_residents_council_comes_to_see_interests_otherwise():
    gaps = [
        scale(but(rows, "Organisatie", "Bewonersraad Ommerdal"), "INT")
        - scale(of(rows, "Organisatie", "Bewonersraad Ommerdal"), "INT")
        for rows in (FIRST, SECOND)
    ]
    assert gaps == pytest.approx([0.6, 2.1], abs=0.07)


def test_no_other_party_with_more_than_one_person_lies_as_far_off_in_the_second_round():
    for party, people in Counter(row["Organisatie"] for row in SECOND).items():
        for name in SCALES:
            gap = scale(but(SECOND, "Organisatie", party), name) - scale(of(SECOND, "Organisatie", party), name)
            if people > 1 and (party, name) != ("Bewonersraad Ommerdal", "INT"):
                assert abs(gap) < 1.4, (party, name)


def test_people_stand_in_one_place_in_the_first_round_and_apart_in_the_second():
    first = Counter(row["PHASE-now"] for row in FIRST)
    second = Counter(row["PHASE-now"] for row in SECOND)
    assert first["explore"] + first["share"] == 25
    assert sum(first[phase] for phase in ("explore", "share", "shape", "agree", "do", "renew")) == 31
    assert [second[phase] for phase in ("Delen", "Vormgeven", "Afspreken", "Doen")] == [6, 11, 7, 8]


def test_people_are_people_so_some_answer_high_and_some_never_at_the_ends():
    answers = [answers_of([row], sum(SCALES.values(), ())) for row in SECOND]
    assert np.std([np.mean(one) for one in answers]) > 0.3
    assert 5 <= sum(min(one) > 1 and max(one) < 7 for one in answers) <= 25


def test_four_sectors_are_big_enough_to_show_and_two_are_not():
    sizes = Counter(row["Sector"] for row in SECOND)
    assert sorted(sizes.values()) == [3, 4, 8, 8, 8, 9]


@pytest.mark.parametrize("item", OPEN)
def test_every_open_question_of_the_second_round_has_a_handful_of_remarks(item):
    assert 3 <= sum(bool(row[item]) for row in SECOND) <= 6


def test_the_remarks_as_read_are_those_of_the_second_round_with_names_taken_out():
    names = [name for remark in story()["remarks"] for name in NAME.findall(remark["text"])]
    quoted = [row for row in SECOND if row[MAY_QUOTE] == "ja"]
    assert 0 < len(quoted) < len(SECOND)
    raw = Counter((item, row[item]) for row in quoted for item in OPEN if row[item])
    without = Counter((item, re.sub("|".join(names), "[naam]", text)) for item, text in raw.elements())
    assert 1 <= len(names) <= 2
    assert raw != without == Counter((row["item"], row["remark"]) for row in READ)


def test_nobody_is_named_in_the_remarks_as_read():
    capitals = {
        word for row in READ for word in re.findall(r"(?<![.?!:\"] )(?<!^)(?<!\n)\b[A-Z]\w+", row["remark"].strip('"'))
    }
    assert capitals <= {"A4", "Hebben"}


def test_nobody_is_named_in_the_first_round():
    capitals = {
        word for row in FIRST for item in OPEN for word in re.findall(r"(?<![.?!] )(?<!^)\b[A-Z]\w+", row[item])
    }
    assert not capitals
