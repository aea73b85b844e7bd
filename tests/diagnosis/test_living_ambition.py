"""A living ambition is seen where ambition is high and the challenge is not left out."""

from samenspel.diagnosis.living_ambition import living_ambition
from tests.diagnosis.networks import CONDITION, Network, plain, told


def test_a_high_ambition_with_the_challenge_beside_it_is_a_strength():
    (found,) = living_ambition(plain({"AMB": 6, "CHA": 5}))
    assert found.pattern.kind == "strength"
    assert found.about == ("AMB", "CHA")
    assert [line.about.en for line in found.evidence] == ["Shared ambition", "Connection to the challenge"]


def test_an_ambition_in_the_middle_is_none():
    assert living_ambition(plain({"AMB": 4, "CHA": 5})) == ()


def test_an_ambition_that_the_challenge_notices_nothing_of_does_not_live():
    assert living_ambition(plain({"AMB": 6, "CHA": 3})) == ()


def test_nothing_is_said_of_the_ambition_without_the_challenge_beside_it():
    assert living_ambition(plain({"AMB": 6})) == ()


def test_nothing_is_said_where_too_few_answered_to_release_a_mean():
    assert living_ambition(plain({"AMB": 6, "CHA": 6}, n=5)) == ()


def test_more_people_make_it_clear():
    few, many = (living_ambition(plain({"AMB": 5.5, "CHA": 5}, n=n))[0].sureness for n in (10, 60))
    assert (few, many) == ("indication", "clear")


def test_it_is_found_in_healthy_networks_and_not_where_the_ambition_is_weak():
    healthy = Network((1,) * 12)
    weak = Network((1,) * 12, shifts=dict.fromkeys(CONDITION["AMB"], -2.0))
    assert told(healthy, "living-ambition") >= 0.8
    assert told(weak, "living-ambition") <= 0.05
