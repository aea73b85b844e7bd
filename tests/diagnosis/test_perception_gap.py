"""A party or group whose picture differs is told, by name only as it was released."""

import numpy as np
import pytest

from samenspel.diagnosis.perception_gap import perception_gap
from tests.diagnosis.networks import CONDITION, PARTY, RATED, TOTALS, Network, plain, released, told

TWELVE_OF_THREE = (3,) * 12
EVERYWHERE = dict.fromkeys(RATED, -1.5)
INTERESTS = dict.fromkeys(CONDITION["INT"], -1.5)


def much(items, by=-3.0):
    return dict.fromkeys(items, by)


def seen(network, seed=1):
    return perception_gap(released(network, np.random.default_rng(seed)))


def test_a_party_that_lies_lower_on_a_condition_is_named_with_it():
    (found,) = seen(Network(TWELVE_OF_THREE, PARTY, one_party=much(CONDITION["REL"])))
    assert found.about == ("REL",)
    assert "Partij 01" in found.see.nl
    assert "“Relaties en groepsdynamiek”" in found.see.nl
    assert "clearly lower" in found.see.en


def test_its_own_number_stands_beside_that_of_everyone():
    (found,) = seen(Network(TWELVE_OF_THREE, PARTY, one_party=much(CONDITION["REL"])))
    everyone, own = found.evidence
    assert (everyone.n, own.n) == (36, 3)
    assert own.mean.value < everyone.mean.value - 1
    assert own.about.en == "Relations and group dynamics · Partij 01"


def test_lower_on_two_conditions_is_told_once():
    (found,) = seen(Network(TWELVE_OF_THREE, PARTY, one_party=much(CONDITION["INT"] + CONDITION["PRO"], -2.5)))
    assert found.about == ("INT", "PRO")
    assert "“Interests” and “Process”" in found.see.en


def test_lower_all_through_is_told_once_and_as_that():
    (found,) = seen(Network(TWELVE_OF_THREE, PARTY, one_party=much(RATED)))
    assert found.see.en.startswith("Answers from Partij 01 are clearly lower")
    assert found.about == ("AMB", "INT", "REL", "ORG", "PRO", "CHA")
    assert found.sureness == "clear"


def test_a_party_that_lies_higher_is_told_as_higher():
    low = dict.fromkeys(RATED, -3.0)
    (found,) = seen(Network(TWELVE_OF_THREE, PARTY, shifts=low, one_party=much(CONDITION["ORG"], 3.0)))
    assert "clearly higher" in found.see.en


def test_a_party_of_one_can_be_seen_too():
    (found,) = seen(Network((1,) * 12, PARTY, one_party=much(RATED, -4.0)))
    assert "Partij 01" in found.see.nl


def test_of_two_parties_only_the_lower_is_told():
    found = seen(Network((10, 10), PARTY, one_party=much(RATED, -2.0)))
    assert ["Partij 01" in one.see.en for one in found] == [True]


def test_parties_are_told_in_the_order_of_the_release_not_of_their_score():
    both = released(Network(TWELVE_OF_THREE, PARTY, one_party=much(CONDITION["REL"], -2.5)), np.random.default_rng(1))
    names = [group.name for group in both.breakdown.groups]
    told_of = [next(name for name in names if name in one.see.en) for one in perception_gap(both)]
    assert told_of == sorted(told_of)


def test_in_totals_no_party_is_named():
    assert seen(Network(TWELVE_OF_THREE, TOTALS, one_party=much(RATED))) == ()


def test_in_totals_a_group_of_the_breakdown_is_told_by_its_released_name_and_as_a_group():
    (found,) = seen(Network((10, 10, 10), TOTALS, sectors=3, one_party=much(RATED, -2.5)))
    assert found.see.nl.startswith("Bij de groep “Sector 1” liggen")
    assert found.see.en.startswith("Answers from the group “Sector 1” ")
    assert found.key == "perception-gap/lower/Sector 1"
    assert all(line.n in (10, 30) for line in found.evidence)


def test_groups_that_are_not_released_are_not_told():
    assert seen(Network((4,) * 6, TOTALS, sectors=6, one_party=much(RATED))) == ()


def test_parties_that_lie_close_together_share_a_view():
    (found,) = seen(Network(TWELVE_OF_THREE, PARTY))
    assert found.pattern.slug == "shared-view"
    assert "partijen" in found.see.nl


def test_nothing_is_said_of_parties_where_there_are_none():
    assert perception_gap(plain({"AMB": 5, "INT": 5})) == ()


@pytest.mark.parametrize(
    ("planted", "networks"),
    [(EVERYWHERE, 50), (INTERESTS, 200)],  # the second lies close to the limit
    ids=["on all items", "on the items of one condition"],
)
def test_a_party_of_three_in_twelve_that_lies_a_point_and_a_half_lower_is_found(planted, networks):
    network = Network(TWELVE_OF_THREE, PARTY, one_party=planted)
    assert told(network, "perception-gap", networks=networks) >= 0.8


def test_a_sector_that_lies_a_point_and_a_half_lower_is_found():
    network = Network((12, 12, 12), TOTALS, sectors=3, one_party=EVERYWHERE)
    assert told(network, "perception-gap") >= 0.8
