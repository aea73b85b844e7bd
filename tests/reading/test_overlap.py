"""Two sets of answers are known to be those of the same people, and by how much they differ."""

import dataclasses

import numpy as np
import pytest

from samenspel.reading.answers import BLANK, SKIPPED, Answers, Groups
from samenspel.reading.overlap import overlap
from samenspel.theory.library import find_instrument
from tests.reading.test_attack import random_round

K = 5


@pytest.fixture
def twelve():
    return dataclasses.replace(random_round(np.random.default_rng(3), 12), invited=None)


def some(answers, people):
    """Only these people, in this order."""
    chosen = np.array(people)
    groups = answers.breakdown and Groups(answers.breakdown.names, answers.breakdown.member[chosen])
    codes = {item: column[chosen] for item, column in answers.codes.items()}
    return dataclasses.replace(answers, people=len(people), codes=codes, breakdown=groups)


def changed(answers, person, items, point):
    codes = {item: column.copy() for item, column in answers.codes.items()}
    for item in items:
        codes[item][person] = point
    return dataclasses.replace(answers, codes=codes)


def test_the_same_people_in_another_order_differ_in_nothing(twelve):
    found = overlap(twelve, some(twelve, range(11, -1, -1)))
    assert (found.same, found.smaller, found.fewest, found.regrouped) == (12, 12, 0, False)
    assert found.is_shared(K)


@pytest.mark.parametrize("more", [1, 2, 4])
def test_those_who_are_in_one_only_are_counted(twelve, more):
    found = overlap(some(twelve, range(12 - more)), twelve)
    assert (found.same, found.smaller) == (12 - more, 12 - more)
    assert 1 <= found.fewest <= more
    assert found.is_shared(K)


def test_an_answer_that_was_mended_is_one_person_who_differs(twelve):
    item = next(iter(twelve.codes))
    found = overlap(twelve, changed(twelve, 0, [item], (twelve.codes[item][0] + 1) % 7))
    assert (found.same, found.fewest) == (11, 1)


def test_many_who_mended_one_answer_each_differ_by_one_on_every_item(twelve):
    mended = twelve
    for person, item in enumerate(list(twelve.codes)[:9]):
        mended = changed(mended, person, [item], (twelve.codes[item][person] + 1) % 7)
    assert overlap(twelve, mended).fewest == 1


def test_other_groups_of_the_same_answers_are_seen(twelve):
    members = np.roll(twelve.breakdown.member, 1)
    found = overlap(twelve, dataclasses.replace(twelve, breakdown=Groups(twelve.breakdown.names, members)))
    assert (found.fewest, found.regrouped) == (0, True)
    assert overlap(twelve, dataclasses.replace(twelve, breakdown=None)).regrouped


def test_a_file_with_fewer_questions_is_compared_on_those_that_both_have(twelve):
    fewer = dataclasses.replace(twelve, codes=dict(list(twelve.codes.items())[:6]))
    assert overlap(twelve, fewer).same == 12
    assert overlap(twelve, fewer).fewest == 0


def test_others_who_answer_the_same_questions_share_nothing(twelve):
    for seed in range(20):
        later = random_round(np.random.default_rng(100 + seed), 12)
        assert not overlap(twelve, later).is_shared(K)


def test_what_is_alike_by_chance_is_no_overlap():
    conditions = find_instrument("conditions")
    items = [item.id for item in conditions.items if "-open" not in item.id]

    def all_of(value):
        return Answers(conditions, 12, {item: np.full(12, value, dtype=np.int16) for item in items})

    assert overlap(all_of(4), all_of(4)).same == 0  # one point for everything
    assert overlap(all_of(BLANK), all_of(BLANK)).same == 0
    assert overlap(all_of(SKIPPED), all_of(SKIPPED)).same == 0
    few = {item: np.arange(12, dtype=np.int16) % 7 for item in items[:3]}
    assert overlap(Answers(conditions, 12, few), Answers(conditions, 12, few)).same == 0


def test_ticks_that_differ_are_seen():
    features = find_instrument("features")
    rows = np.array([[1, 0, 1, 0, 1], [0, 1, 0, 1, 0]] * 6, dtype=np.int16)
    other = rows.copy()
    other[0, 0] = 0
    one, two = (Answers(features, 12, {}, {"FEA-seen": picks}) for picks in (rows, other))
    assert overlap(one, two).fewest == 1


def test_who_only_wrote_is_still_one_person_more(twelve):
    wider = {item: np.append(column, BLANK).astype(np.int16) for item, column in twelve.codes.items()}
    members = Groups(twelve.breakdown.names, np.append(twelve.breakdown.member, -1).astype(np.int32))
    assert overlap(twelve, dataclasses.replace(twelve, people=13, codes=wider, breakdown=members)).fewest == 1
