"""Trust carries where people trust each other when it gets tense, and nearly all of them do."""

from samenspel.diagnosis.trust import trust
from tests.diagnosis.networks import Network, given, plain, told


def test_trust_that_is_high_is_a_strength():
    (found,) = trust(plain({"REL": 6}))
    assert (found.pattern.slug, found.pattern.kind) == ("trust-that-carries", "strength")
    assert found.about == ("REL-3",)
    assert [line.about.en for line in found.evidence] == ["Trust, even when things get tense"]


def test_a_pulse_is_enough():
    assert len(trust(plain({"REL-3": 6}))) == 1


def test_high_on_the_other_questions_about_relations_is_not_yet_trust():
    assert trust(plain({"REL-1": 6, "REL-2": 6, "REL-4": 6})) == ()


def test_trust_in_the_middle_is_none():
    assert trust(plain({"REL": 4})) == ()


def test_trust_that_some_do_not_share_does_not_carry_however_high_the_others():
    assert trust(given({"REL-3": [5, 0, 0, 0, 2, 10, 13]})) == ()
    assert len(trust(given({"REL-3": [0, 1, 2, 2, 2, 10, 13]}))) == 1


def test_few_people_and_a_mean_only_can_show_it_too():
    assert [one.sureness for one in trust(plain({"REL-3": 6}, n=8))] == ["indication"]


def test_more_people_make_it_clear():
    assert [one.sureness for one in trust(plain({"REL-3": 6}, n=40))] == ["clear"]


def test_it_is_found_in_healthy_networks_and_not_where_trust_is_weak():
    assert told(Network((1,) * 20), "trust-that-carries", networks=100) >= 0.8
    assert told(Network((1,) * 20, shifts={"REL-3": -2.0}), "trust-that-carries") <= 0.05
