"""A steady tempo with something to see is a strength, steps that yield little while energy drains a risk."""

import pytest

from samenspel.diagnosis.tempo import tempo
from tests.diagnosis.networks import Network, plain, told

STALLED = {"PRO-1": -3.0, "PRO-4": -3.0, "CHA-2": -3.0}


def slugs(levels, n=20, **more):
    return [one.pattern.slug for one in tempo(plain(levels, n=n, **more))]


def test_thought_out_steps_and_results_to_see_are_a_strength():
    (found,) = tempo(plain({"PRO": 6, "CHA": 5}, n=20))
    assert found.pattern.slug == "steady-tempo"
    assert found.about == ("PRO-1", "PRO-4", "CHA-2")


def test_results_that_the_challenge_notices_nothing_of_are_none():
    assert slugs({"PRO": 6, "CHA": 4}) == []


@pytest.mark.parametrize("item", ["PRO-1", "PRO-4"])
def test_one_of_the_two_in_the_middle_is_no_strength(item):
    assert slugs({"PRO": 6, "CHA": 6, item: 4.5}) == []


def test_steps_and_results_that_are_low_with_a_challenge_that_gains_little_are_a_risk():
    (found,) = tempo(plain({"PRO": 3, "CHA": 3, "AMB": 6}, n=20))
    assert found.pattern.slug == "stagnation"
    assert found.about == ("PRO-1", "PRO-4", "CHA-2")
    assert "“We make a real difference”" in found.see.en


def test_people_who_no_longer_care_are_named_too():
    (found,) = tempo(plain({"PRO": 3, "CHA": 3, "AMB": 3}, n=20))
    assert "“We make a real difference” and “Our goal matters to people personally”" in found.see.en


def test_low_steps_alone_are_no_loss_of_energy():
    assert slugs({"PRO": 3, "CHA": 5, "AMB": 5}) == []


def test_low_among_few_people_may_be_chance_and_is_not_told():
    assert slugs({"PRO": 3.5, "CHA": 3, "AMB": 5}, n=8) == []


def test_below_the_middle_is_not_yet_low():
    assert slugs({"PRO": 3.7, "CHA": 3, "AMB": 5}, n=60) == []


def test_lower_at_its_cautious_end_too_is_clear():
    found = [tempo(plain({"PRO": level, "CHA": 2}, n=40))[0].sureness for level in (2, 3.4)]
    assert found == ["clear", "indication"]


def test_results_alone_say_nothing_of_the_tempo():
    assert slugs({"PRO-4": 2, "CHA-2": 2}) == []


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert slugs({"PRO": 2, "CHA": 2}, points=5, n=40) == ["stagnation"]


def test_each_is_found_where_it_is_planted_and_not_where_it_is_absent():
    assert told(Network((1,) * 20, shifts=STALLED), "stagnation") >= 0.8
    assert told(Network((1,) * 20), "stagnation", networks=100) <= 0.01
    assert told(Network((1,) * 36), "steady-tempo", networks=100) >= 0.8
    assert told(Network((1,) * 20, shifts=STALLED), "steady-tempo") <= 0.01
