"""Strong ties are not the aim: they are held against what the challenge gains."""

from samenspel.diagnosis.ties_and_use import ties_and_use
from tests.diagnosis.networks import Network, plain, told

LITTLE_USE = {"CHA-2": -2.0, "CHA-3": -2.0}


def slugs(levels, **more):
    return [one.pattern.slug for one in ties_and_use(plain(levels, **more))]


def test_strong_ties_and_little_use_is_a_risk_with_both_in_evidence():
    (found,) = ties_and_use(plain({"REL": 6, "CHA-1": 6, "CHA-2": 3, "CHA-3": 3}, n=20))
    assert found.pattern.slug == "strong-ties-little-use"
    assert found.about == ("CHA-2", "CHA-3", "REL")
    assert [line.n for line in found.evidence] == [20, 20, 20]


def test_strong_ties_and_much_use_is_a_strength():
    assert slugs({"REL": 6, "CHA": 6}) == ["ties-that-serve"]


def test_feeling_connected_is_no_use_yet():
    assert slugs({"REL": 6, "CHA-1": 7, "CHA-2": 3, "CHA-3": 3}, n=20) == ["strong-ties-little-use"]


def test_weak_ties_and_little_use_is_another_story():
    assert slugs({"REL": 4, "CHA": 2}, n=20) == []


def test_the_same_difference_is_not_enough_among_few_people():
    assert slugs({"REL": 6, "CHA": 4}, n=8) == []
    assert slugs({"REL": 6, "CHA": 4}, n=20) == ["strong-ties-little-use"]


def test_one_item_on_use_is_enough():
    assert slugs({"REL-3": 6, "CHA-2": 3}, n=20) == ["strong-ties-little-use"]


def test_without_an_item_on_use_nothing_is_said():
    assert slugs({"REL": 6, "CHA-1": 2}, n=20) == []


def test_a_scale_of_five_points_is_judged_by_its_own_range():
    assert slugs({"REL": 4, "CHA": 2}, n=20, points=5) == ["strong-ties-little-use"]


def test_it_is_found_where_it_is_planted_and_not_where_it_is_absent():
    planted, absent = Network((1,) * 16, shifts=LITTLE_USE), Network((1,) * 16)
    assert told(planted, "strong-ties-little-use") >= 0.8
    assert told(absent, "strong-ties-little-use", networks=100) <= 0.01
