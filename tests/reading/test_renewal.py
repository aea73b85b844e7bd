"""Which items of a reopened round may get a new number is judged by the answers that stayed, left and came."""

import numpy as np
import pytest

from samenspel.reading import disclosure
from samenspel.reading.answers import BLANK, SKIPPED, Answers
from samenspel.reading.renewal import may_change, places
from samenspel.theory.library import find_instrument

CONDITIONS, FEATURES = find_instrument("conditions"), find_instrument("features")
TWELVE = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]


def rated(*points):
    return Answers(CONDITIONS, len(points), {"AMB-1": np.array(points, dtype=np.int16)})


def ticked(rows):
    return Answers(FEATURES, len(rows), {}, {"FEA-seen": np.array(rows, dtype=np.int16)})


def judged(old, new, came=0, left=0):
    stay = len(new) - came
    same = np.array([*range(left, left + stay), *[-1] * came])
    return may_change(rated(*old), rated(*new), same, 5)


def test_an_item_without_changes_is_not_judged():
    assert judged(TWELVE, TWELVE) == {}


def test_blank_and_dont_know_are_both_no_answer():
    assert judged([*TWELVE, BLANK], [*TWELVE, SKIPPED]) == {}


def test_one_late_answer_does_not_get_a_new_number():
    assert judged(TWELVE, [*TWELVE, 3], came=1) == {"AMB-1": False}


def test_one_changed_answer_does_not_get_a_new_number():
    assert judged(TWELVE, [0, *TWELVE[1:]]) == {"AMB-1": False}


def test_one_person_who_left_does_not_get_a_new_number():
    assert judged([3, *TWELVE], TWELVE, left=1) == {"AMB-1": False}


def test_six_varied_late_answers_get_a_new_number():
    assert judged(TWELVE, [*TWELVE, 1, 2, 3, 4, 5, 6], came=6) == {"AMB-1": True}


def test_six_late_answers_that_are_alike_do_not():
    assert judged(TWELVE, [*TWELVE, 4, 4, 4, 4, 4, 4], came=6) == {"AMB-1": False}


def test_six_late_answers_and_one_correction_do_not():
    assert judged(TWELVE, [0, *TWELVE[1:], 1, 2, 3, 4, 5, 6], came=6) == {"AMB-1": False}


def test_the_answers_that_stay_must_hide_each_other_too():
    assert judged([1, 2, 3], [1, 2, 3, 1, 2, 3, 4, 5, 6, 0], came=7) == {"AMB-1": False}


def test_numbers_that_stand_alone_are_replaced_as_a_whole():
    old, new = [1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 0]
    assert judged(old, new) == {"AMB-1": True}


def test_people_are_found_back_in_whatever_order_they_come():
    same = places(["a", "b", "c"], ["c", "new", "a"])
    assert same.tolist() == [2, -1, 0]
    assert may_change(rated(1, 2, 3), rated(3, 5, 1), same, 5) == {"AMB-1": False}  # b left, one came
    same = places(["a", "b"], ["b", "a"])
    assert may_change(rated(1, 2), rated(2, 1), same, 5) == {}


def test_an_item_that_nobody_had_answered_gets_its_first_number_from_enough_answers():
    assert judged([BLANK] * 12, TWELVE) == {"AMB-1": True}
    assert judged([BLANK] * 3, [1, 2, 3]) == {"AMB-1": False}


HALF = [[1, 0, 1, 0, 1], [0, 1, 0, 1, 0]] * 6


@pytest.mark.parametrize(
    ("came", "expected"),
    [([[1, 0, 0, 0, 0]], False), (HALF, True), ([[1, 1, 1, 1, 1]] * 12, False), (HALF[:8], False)],
)
def test_ticks_are_renewed_only_when_the_late_ones_could_stand_alone(came, expected):
    same = np.array([*range(12), *[-1] * len(came)])
    assert may_change(ticked(HALF), ticked(HALF + came), same, 5) == {"FEA-seen": expected}
    assert may_change(ticked(HALF), ticked(HALF), np.arange(12), 5) == {}


def test_ticks_of_nobody_are_nobodys():
    empty = np.zeros((0, 5), dtype=np.int64)
    assert disclosure.may_replace_ticks(empty, empty, empty, 5)
