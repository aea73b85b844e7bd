"""A condition that lags behind the others is a risk, one that leads the way a strength."""

import pytest

from samenspel.diagnosis.uneven_attention import CONDITIONS, uneven_attention
from tests.diagnosis.networks import CONDITION, RATED, Network, plain, told

EVEN = dict.fromkeys(CONDITIONS, 5.0) | {"CHA": 5.0}


def slugs(levels, **more):
    return [one.pattern.slug for one in uneven_attention(plain(levels, n=more.pop("n", 20), **more))]


@pytest.mark.parametrize("name", CONDITIONS)
def test_each_condition_that_lags_behind_is_told_in_words_of_its_own(name):
    (found,) = uneven_attention(plain(EVEN | {name: 3.0}, n=20))
    assert found.pattern.slug == "uneven-attention"
    assert found.about == (name,)
    assert found.see == found.pattern.variants[name].see


@pytest.mark.parametrize("name", CONDITIONS)
def test_each_condition_that_leads_the_way_is_told_in_words_of_its_own(name):
    (found,) = uneven_attention(plain(dict.fromkeys(CONDITIONS, 4.0) | {name: 6.0, "CHA": 4.0}, n=20))
    assert found.pattern.slug == "attention-that-pays"
    assert found.questions == found.pattern.variants[name].questions


def test_even_attention_is_nothing_to_tell():
    assert slugs(EVEN) == []


def test_less_than_a_point_is_nothing_to_tell_among_many_people():
    assert slugs(EVEN | {"PRO": 4.2}, n=60) == []


def test_a_condition_at_five_of_seven_is_not_neglected():
    assert slugs(dict.fromkeys(CONDITIONS, 7.0) | {"INT": 5.2}, n=60) == []


def test_a_condition_that_is_low_is_no_strength_however_low_the_others():
    assert slugs(dict.fromkeys(CONDITIONS, 2.0) | {"REL": 4.0}, n=60) == []


def test_two_conditions_that_lag_behind_come_in_the_order_of_the_instrument():
    found = uneven_attention(plain(EVEN | {"PRO": 2.0, "INT": 3.0}, n=30))
    assert [one.about for one in found if one.pattern.kind == "risk"] == [("INT",), ("PRO",)]


def test_of_two_conditions_nobody_can_say_which_is_the_odd_one():
    assert slugs({"AMB": 6.0, "PRO": 2.0}) == []


def test_the_connection_to_the_challenge_stands_beside_it():
    (found,) = uneven_attention(plain(EVEN | {"ORG": 3.0}, n=20))
    assert [line.about.en for line in found.evidence][::5] == ["Organisation", "Connection to the challenge"]


def test_a_short_form_is_enough():
    assert slugs({"AMB-1": 6, "INT-4": 6, "REL-3": 6, "ORG-3": 3, "PRO-4": 6}, n=30) == ["uneven-attention"]


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert slugs(dict.fromkeys(CONDITIONS, 4.0) | {"AMB": 2.5}, points=5, n=30) == ["uneven-attention"]


def test_both_are_found_where_they_are_planted_and_not_where_they_are_absent():
    behind = Network((1,) * 20, shifts=dict.fromkeys(CONDITION["REL"], -1.5))
    ahead = Network((1,) * 20, shifts={item: -1.5 for item in RATED if item not in CONDITION["PRO"]})
    assert told(behind, "uneven-attention") >= 0.8
    assert told(ahead, "attention-that-pays") >= 0.8
    assert told(Network((1,) * 20), "uneven-attention", networks=100) <= 0.01
    assert told(Network((1,) * 20), "attention-that-pays", networks=100) <= 0.01
