"""People may have different ideas of the phase that the collaboration is in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel.diagnosis.phase import phase, share_apart
from samenspel.reading.answers import Groups
from tests.diagnosis.networks import PARTY, PHASES, Network, plain, told


def of(*counts, party=False):
    n = sum(counts)
    if not party:
        return phase(plain({}, n=n, phases=counts))
    each = Groups(tuple(f"P{place:02}" for place in range(n)), np.arange(n, dtype=np.int32))
    return phase(plain({}, n=n, phases=counts, policy=PARTY, party=each))


def test_phases_all_over_are_a_risk_that_names_two_of_them():
    (found,) = of(3, 6, 2, 2, 6, 1)
    assert found.pattern.slug == "phase-confusion"
    assert "“Share”" in found.see.en
    assert "“Do”" in found.see.en


def test_the_evidence_tells_how_many_chose_each_phase():
    (found,) = of(5, 0, 5, 0, 5, 5)
    assert [(line.about.en, line.share) for line in found.evidence] == [
        ("Explore", (5, 20)),
        ("Shape", (5, 20)),
        ("Do", (5, 20)),
        ("Renew", (5, 20)),
    ]


def test_one_phase_and_its_neighbours_are_a_shared_idea():
    (found,) = of(0, 2, 14, 4, 0, 0)
    assert found.pattern.slug == "shared-phase"
    assert "“Vormgeven”" in found.see.nl


def test_two_neighbours_are_neither():
    assert of(0, 10, 8, 2, 0, 0) == ()


def test_a_crowded_phase_is_no_confusion_whatever_the_others_say():
    assert of(0, 14, 0, 2, 2, 4) == ()


def test_two_camps_far_apart_are_seen_in_a_round_open_by_party():
    (found,) = of(6, 0, 0, 0, 6, 0, party=True)
    assert found.sureness == "clear"


def test_two_camps_far_apart_are_not_released_in_totals_and_so_not_told():
    assert of(6, 0, 0, 0, 6, 0) == ()


def test_a_handful_of_people_is_no_spread():
    assert of(2, 0, 2, 0, 2, 1, party=True) == ()


def test_nothing_is_said_where_nobody_was_asked():
    assert phase(plain({"AMB": 5})) == ()


def test_at_random_over_six_phases_just_over_half_of_the_pairs_lie_apart():
    assert share_apart((100,) * 6) == pytest.approx(20 / 36, abs=0.01)


@given(st.lists(st.integers(0, 20), min_size=PHASES, max_size=PHASES).filter(lambda counts: sum(counts) > 1))
def test_the_share_apart_is_a_share_and_reads_the_same_from_both_ends(counts):
    assert 0 <= share_apart(tuple(counts)) <= 1
    assert share_apart(tuple(counts)) == share_apart(tuple(reversed(counts)))


def test_it_is_found_where_it_is_planted_and_not_where_it_is_absent():
    planted = Network((1,) * 20, phases=[1 / PHASES] * PHASES)
    assert told(planted, "phase-confusion") >= 0.8
    assert told(Network((1,) * 20), "phase-confusion", networks=100) <= 0.01
