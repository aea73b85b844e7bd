"""Work may go on while the reason for it, or the people behind it, are missing."""

import pytest

from samenspel.diagnosis.commitment import sham_collaboration, why_question
from tests.diagnosis.networks import Network, plain, told

SHAM = {"AMB-2": 3, "AMB-4": 3, "ORG-2": 3, "ORG-1": 5, "PRO-1": 5, "PRO-3": 5, "CHA": 3}
NO_WHY = {"AMB-1": -2.5, "AMB-2": -2.5}
NOT_BEHIND = dict.fromkeys(("AMB-2", "AMB-4", "ORG-2", "CHA-2", "CHA-3"), -3.0)


def why(levels, n=20, **more):
    return [one.pattern.slug for one in why_question(plain(levels, n=n, **more))]


def sham(levels, n=20, **more):
    return [one.pattern.slug for one in sham_collaboration(plain(levels, n=n, **more))]


def test_people_at_work_who_hardly_share_the_aim_ask_why():
    (found,) = why_question(plain({"AMB": 3, "ORG": 5, "PRO": 5, "CHA": 5}, n=20))
    assert found.pattern.slug == "recurring-why-question"
    assert found.about == ("AMB-1", "AMB-2", "ORG", "PRO")
    assert found.evidence[-1].about.en == "Connection to the challenge"


def test_where_the_work_is_not_there_either_it_is_another_story():
    assert why({"AMB": 2, "ORG": 4, "PRO": 4}, n=40) == []


def test_an_aim_in_the_middle_is_no_why_question():
    assert why({"AMB": 4.2, "ORG": 6, "PRO": 6}, n=60) == []


def test_both_questions_about_the_aim_are_needed():
    assert why({"AMB-1": 2, "ORG": 6, "PRO": 6}) == []


def test_a_short_form_is_enough_for_the_why_question():
    assert why({"AMB-1": 3, "AMB-2": 3, "ORG-3": 6, "PRO-4": 6}) == ["recurring-why-question"]


def test_arranging_that_goes_on_with_nobody_behind_it_is_for_show():
    (found,) = sham_collaboration(plain(SHAM, n=20))
    assert found.about == ("AMB-2", "AMB-4", "ORG-2", "CHA-2", "CHA-3", "ORG-1", "PRO-1", "PRO-3")
    assert len(found.evidence) == 8


@pytest.mark.parametrize(
    "other",
    [{"CHA": 4}, {"AMB-2": 5, "AMB-4": 5}, {"ORG-1": 3, "PRO-1": 3}],
    ids=["the challenge gains", "people are behind it", "nothing goes on"],
)
def test_without_one_of_the_three_it_is_not_for_show(other):
    assert sham(SHAM | other) == []


def test_a_short_form_is_enough_for_what_is_for_show():
    assert sham({"AMB-2": 3, "ORG-2": 3, "PRO-1": 5.5, "CHA": 3}) == ["sham-collaboration"]


def test_in_a_pulse_nothing_is_said_of_either():
    pulse = {"AMB-1": 2, "CHA-2": 2, "INT-4": 5, "REL-3": 5, "ORG-3": 6, "PRO-4": 6}
    assert (why(pulse), sham(pulse)) == ([], [])


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert why({"AMB": 2, "ORG": 4, "PRO": 4}, points=5, n=30) == ["recurring-why-question"]


@pytest.mark.parametrize(("planted", "slug"), [(NO_WHY, "recurring-why-question"), (NOT_BEHIND, "sham-collaboration")])
def test_each_is_found_where_it_is_planted_and_not_where_it_is_absent(planted, slug):
    assert told(Network((1,) * 20, shifts=planted), slug) >= 0.8
    assert told(Network((1,) * 20), slug, networks=100) <= 0.01
