"""Too little is organised where people want to and can, or more than helps to decide and to get results."""

import pytest

from samenspel.diagnosis.organisation import organisation
from tests.diagnosis.networks import CONDITION, Network, plain, told

ARRANGED = {"ORG-1": 6, "ORG-4": 6, "PRO-3": 6}
UNDER = dict.fromkeys(CONDITION["ORG"], -2.5)
OVER = dict.fromkeys(("ORG-3", "PRO-4", "CHA-2"), -2.5)


def slugs(levels, n=20, **more):
    return [one.pattern.slug for one in organisation(plain(levels, n=n, **more))]


def test_people_who_want_to_and_can_but_have_arranged_little_is_a_risk():
    (found,) = organisation(plain({"AMB": 5.5, "REL": 5.5, "ORG": 3, "CHA": 5}, n=20))
    assert found.pattern.slug == "under-organisation"
    assert found.about == ("ORG", "AMB", "REL")
    assert found.evidence[-1].about.en == "Connection to the challenge"


@pytest.mark.parametrize("scale", ["AMB", "REL"])
def test_where_the_will_or_the_ties_lack_as_well_it_is_another_story(scale):
    assert slugs({"AMB": 6, "REL": 6, "ORG": 3, scale: 4}) == []


def test_where_one_part_of_organising_is_there_it_is_not_organising_as_a_whole():
    assert slugs({"AMB": 6, "REL": 6, "ORG": 3, "ORG-2": 5}) == []


def test_one_question_is_too_little_to_speak_of_organising():
    assert slugs({"AMB-1": 6, "REL-3": 6, "ORG-3": 2}) == []


def test_a_short_form_is_enough_to_see_too_little():
    short = {"AMB-1": 6, "AMB-2": 6, "REL-2": 6, "REL-3": 6, "ORG-2": 3, "ORG-3": 3}
    assert slugs(short) == ["under-organisation"]


def test_much_arranged_and_little_decided_or_achieved_is_a_risk():
    (found,) = organisation(plain({**ARRANGED, "ORG-3": 3, "PRO-4": 3, "CHA-2": 3}, n=20))
    assert found.pattern.slug == "over-organisation"
    assert found.about == ("ORG-3", "PRO-4", "CHA-2", "ORG-1", "ORG-4", "PRO-3")


def test_much_arranged_with_decisions_and_results_is_fine():
    assert slugs({**ARRANGED, "ORG-3": 5, "PRO-4": 4, "CHA-2": 4}, n=60) == []


@pytest.mark.parametrize("item", ["ORG-3", "PRO-4", "CHA-2"])
def test_where_decisions_or_results_are_there_it_is_not_too_much(item):
    assert slugs({**ARRANGED, "ORG-3": 2, "PRO-4": 2, "CHA-2": 2, item: 5}) == []


def test_little_arranged_and_little_achieved_is_not_too_much():
    assert slugs({"ORG-1": 4, "ORG-4": 4, "PRO-3": 4, "ORG-3": 2, "PRO-4": 2, "CHA-2": 2}) == []


def test_what_was_not_asked_is_not_guessed():
    assert slugs({**ARRANGED, "ORG-3": 2, "PRO-4": 2}) == []


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert slugs({"AMB": 4, "REL": 4, "ORG": 2}, points=5, n=30) == ["under-organisation"]


@pytest.mark.parametrize(("planted", "slug"), [(UNDER, "under-organisation"), (OVER, "over-organisation")])
def test_each_is_found_where_it_is_planted_and_not_where_it_is_absent(planted, slug):
    assert told(Network((1,) * 20, shifts=planted), slug) >= 0.8
    assert told(Network((1,) * 20), slug, networks=100) <= 0.01
