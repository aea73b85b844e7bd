"""Interests lie in the open, or people who do want something together go on bargaining."""

import pytest

from samenspel.diagnosis.interests import interests
from tests.diagnosis.networks import Network, plain, told

BARGAINING = {"INT-3": -2.5, "INT-4": -2.5}


def slugs(levels, n=20, **more):
    return [one.pattern.slug for one in interests(plain(levels, n=n, **more))]


def test_wanting_something_and_hardly_hearing_each_other_is_a_risk():
    (found,) = interests(plain({"AMB": 6, "INT-3": 3, "INT-4": 3, "CHA": 5}, n=20))
    assert found.pattern.slug == "permanent-negotiation"
    assert found.about == ("INT-3", "INT-4", "AMB")
    assert found.evidence[-1].about.en == "Connection to the challenge"


def test_understanding_responding_and_giving_way_together_are_a_strength():
    (found,) = interests(plain({"AMB": 6, "INT": 6}))
    assert found.pattern.slug == "interests-in-the-open"
    assert len(found.evidence) == 3


@pytest.mark.parametrize("item", ["INT-1", "INT-3", "INT-4"])
def test_one_of_the_three_in_the_middle_is_no_strength(item):
    assert slugs({"AMB": 6, "INT": 6, item: 4.5}) == []


def test_where_nothing_is_wanted_together_bargaining_is_another_story():
    assert slugs({"AMB": 4, "INT": 2}, n=40) == []


def test_a_conversation_just_above_the_middle_is_not_called_bargaining():
    assert slugs({"AMB": 7, "INT": 4.2}, n=60) == []


def test_a_pulse_is_enough_for_the_risk_and_too_little_for_the_strength():
    assert slugs({"AMB-1": 6, "INT-4": 3}) == ["permanent-negotiation"]
    assert slugs({"AMB-1": 6, "INT-4": 6}) == []


def test_without_the_question_about_the_conversation_nothing_is_said():
    assert slugs({"AMB": 6, "INT-3": 2}) == []


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert slugs({"AMB": 4.5, "INT": 2.5}, points=5, n=30) == ["permanent-negotiation"]


def test_each_is_found_where_it_is_planted_and_not_where_it_is_absent():
    assert told(Network((1,) * 20, shifts=BARGAINING), "permanent-negotiation") >= 0.8
    assert told(Network((1,) * 20), "permanent-negotiation", networks=100) <= 0.01
    open_ = Network((1,) * 20, shifts=dict.fromkeys(("INT-1", "INT-3", "INT-4"), 0.5))
    assert told(open_, "interests-in-the-open") >= 0.8
    assert told(Network((1,) * 20, shifts=BARGAINING), "interests-in-the-open") <= 0.01
