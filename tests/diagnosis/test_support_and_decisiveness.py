"""Support and decisiveness are two sides of organising, to be kept in balance."""

import pytest

from samenspel.diagnosis.support_and_decisiveness import support_and_decisiveness
from tests.diagnosis.networks import Network, plain, told


def slugs(support, decisiveness, n=20, **more):
    levels = {"ORG-1": 4, "ORG-2": support, "ORG-3": decisiveness, "ORG-4": 4}
    return [one.pattern.slug for one in support_and_decisiveness(plain(levels, n=n, **more))]


def test_support_that_no_decision_follows_is_a_risk():
    assert slugs(6, 3) == ["support-without-decisiveness"]


def test_decisions_that_no_support_carries_are_a_risk():
    assert slugs(3, 6) == ["decisiveness-without-support"]


def test_both_together_are_a_strength():
    assert slugs(6, 6) == ["support-and-decisiveness"]


def test_the_one_that_is_lacking_comes_first_and_both_are_in_evidence():
    (found,) = support_and_decisiveness(plain({"ORG-2": 6, "ORG-3": 3}, n=20))
    assert found.about == ("ORG-3", "ORG-2")
    assert [line.mean.value for line in found.evidence] == [6.0, 3.0]


def test_where_both_are_lacking_neither_is_told():
    assert slugs(4, 2) == []


def test_where_both_are_there_a_difference_between_them_is_no_risk():
    assert slugs(7, 5.5, n=60) == ["support-and-decisiveness"]


def test_a_difference_among_few_people_is_not_told():
    assert slugs(6, 4, n=7) == []


def test_one_of_the_two_alone_says_nothing():
    assert support_and_decisiveness(plain({"ORG-3": 2}, n=20)) == ()


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert slugs(4, 2, points=5, n=30) == ["support-without-decisiveness"]


@pytest.mark.parametrize(
    ("item", "pattern"), [("ORG-3", "support-without-decisiveness"), ("ORG-2", "decisiveness-without-support")]
)
def test_each_is_found_where_it_is_planted_and_not_where_it_is_absent(item, pattern):
    assert told(Network((1,) * 20, shifts={item: -2.0}), pattern) >= 0.8
    assert told(Network((1,) * 20), pattern, networks=100) <= 0.01
