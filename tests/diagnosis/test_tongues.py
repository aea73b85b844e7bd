"""The aim may move people while they do not agree what it is."""

from samenspel.diagnosis.tongues import tongues
from tests.diagnosis.networks import Network, given, plain, told

HIGH = [0, 0, 0, 0, 5, 20, 15]
CAMPS = [9, 9, 2, 1, 1, 9, 9]


def slugs(levels, n=20, **more):
    return [one.pattern.slug for one in tongues(plain(levels, n=n, **more))]


def test_an_aim_that_moves_people_who_do_not_agree_upon_it_is_a_risk():
    (found,) = tongues(plain({"AMB-1": 3.5, "AMB-2": 6, "AMB-4": 6}, n=20))
    assert found.pattern.slug == "confusion-of-tongues"
    assert found.about == ("AMB-1", "AMB-2", "AMB-4")
    assert found.see == found.pattern.see


def test_people_who_fall_apart_over_it_are_told_in_words_of_their_own():
    (found,) = tongues(given({"AMB-1": CAMPS, "AMB-2": HIGH, "AMB-4": HIGH}))
    assert found.see == found.pattern.variants["divided"].see
    assert [line.share for line in found.evidence[:2]] == [(18, 40), (18, 40)]


def test_an_aim_that_leaves_people_cold_is_another_story():
    assert slugs({"AMB-1": 2, "AMB-2": 4, "AMB-4": 4}, n=40) == []
    assert tongues(given({"AMB-1": CAMPS, "AMB-2": [10, 10, 10, 10, 0, 0, 0]})) == ()


def test_agreement_just_above_the_middle_is_told_only_where_it_is_not_there():
    assert slugs({"AMB-1": 4.4, "AMB-2": 6.5, "AMB-4": 6.5}, n=60) == ["confusion-of-tongues"]
    assert slugs({"AMB-1": 4.6, "AMB-2": 6.5, "AMB-4": 6.5}, n=60) == []


def test_a_short_form_is_enough_and_a_pulse_is_not():
    assert slugs({"AMB-1": 3, "AMB-2": 6}) == ["confusion-of-tongues"]
    assert slugs({"AMB-1": 3}) == []


def test_few_people_are_not_told():
    assert slugs({"AMB-1": 4, "AMB-2": 5.5}, n=7) == []


def test_it_is_found_where_it_is_planted_and_not_where_it_is_absent():
    planted = Network((1,) * 20, shifts={"AMB-1": -2.5})
    assert told(planted, "confusion-of-tongues") >= 0.8
    assert told(Network((1,) * 20), "confusion-of-tongues", networks=100) <= 0.01
