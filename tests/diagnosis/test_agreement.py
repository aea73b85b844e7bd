"""Single statements: low and agreed upon, or fallen apart over; never where people are merely mixed."""

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from samenspel.diagnosis.agreement import MIXED, agreed_and_low, divided_view, fell_apart
from samenspel.reading.answers import Answers
from samenspel.reading.release import release
from samenspel.reading.score import read
from tests.diagnosis.networks import CONDITION, PARTY, RATED, TOTALS, Network, given, instrument, plain, quick_intervals
from tests.diagnosis.networks import told as share_told

LOW = [10, 12, 6, 2, 0, 0, 0]
CAMPS = [7, 6, 1, 1, 1, 7, 7]
EVEN = [5, 4, 4, 4, 4, 4, 5]


def test_a_statement_that_all_answer_low_is_named():
    (found,) = agreed_and_low(given({"ORG-3": LOW}))
    assert found.about == ("ORG-3",)
    assert "“We make decisions when needed”" in found.see.en
    assert [(line.n, line.mean.value) for line in found.evidence] == [(30, 2.0)]


def test_of_many_the_lowest_three_are_named_in_the_order_of_the_questions_and_all_are_in_evidence():
    levels = {"AMB-1": 2.2, "INT-1": 3.0, "INT-4": 2.3, "ORG-3": 2.8, "PRO-4": 2.1}
    (found,) = agreed_and_low(plain(levels, n=40))
    assert found.about == tuple(levels)
    assert len(found.evidence) == 5
    names = "“We agree on our goal”, “We respond to what others say” and “The way we work gets results”"
    assert found.see.en.startswith(f"Answers about {names} are low")


def test_what_another_risk_speaks_of_is_left_out():
    assert agreed_and_low(given({"ORG-3": LOW}), {"ORG-3"}) == ()
    assert divided_view(given({"ORG-3": CAMPS}), {"ORG-3"}) == ()


def test_low_on_average_with_some_who_answer_high_is_no_agreement():
    assert agreed_and_low(given({"ORG-3": [14, 8, 2, 0, 0, 3, 3]})) == ()


def test_agreed_and_in_the_middle_is_not_low():
    assert agreed_and_low(plain({"ORG-3": 3.8}, n=60)) == ()


def test_from_fewer_than_ten_answers_no_agreement_can_be_told():
    assert agreed_and_low(plain({"ORG-3": 2}, n=9)) == ()
    assert len(agreed_and_low(plain({"ORG-3": 2}, n=12))) == 1


def test_people_who_fall_into_two_camps_are_told_with_how_many_stand_where():
    (found,) = divided_view(given({"ORG-3": CAMPS, "ORG-4": EVEN}))
    assert found.about == ("ORG-3",)
    assert [(line.about.en, line.share) for line in found.evidence] == [
        ("We make decisions when needed · low", (13, 30)),
        ("We make decisions when needed · high", (14, 30)),
    ]
    assert found.sureness == "clear"


def test_some_in_the_middle_make_it_an_indication():
    (found,) = divided_view(given({"ORG-3": [7, 5, 1, 2, 1, 7, 7]}))
    assert found.sureness == "indication"


def test_people_who_are_spread_all_over_are_merely_mixed():
    assert divided_view(given({"ORG-3": EVEN})) == ()
    assert divided_view(given({"ORG-3": [6, 5, 3, 2, 3, 5, 6]})) == ()


def test_one_against_many_is_no_divided_view():
    assert divided_view(given({"ORG-3": [2, 2, 0, 0, 0, 11, 15]})) == ()


def test_three_statements_are_named_of_those_that_divide_most():
    most = [8, 6, 0, 1, 0, 7, 8]
    counts = {"AMB-1": most, "INT-1": most, "ORG-3": most, "PRO-4": [7, 5, 1, 2, 1, 7, 7]}
    (found,) = divided_view(given(counts))
    assert found.about == ("AMB-1", "INT-1", "ORG-3", "PRO-4")
    assert "gets results" not in found.see.en
    assert len(found.evidence) == 8


def test_both_ends_only_are_too_much_alike_to_release_in_totals_and_so_not_told():
    assert divided_view(given({"ORG-3": [15, 0, 0, 0, 0, 0, 15]})) == ()
    assert len(divided_view(given({"ORG-3": [15, 0, 0, 0, 0, 0, 15]}, policy=PARTY))) == 1


def test_only_the_conditions_and_the_challenge_are_read():
    assert divided_view(plain({}, n=20, phases=(10, 0, 0, 0, 0, 10))) == ()


def test_groups_that_answer_evenly_at_random_are_seldom_taken_for_divided():
    rng, networks = np.random.default_rng(17), 200
    with quick_intervals():
        seen = sum(bool(divided_view(_at_random(rng, 24))) for _ in range(networks))
    assert seen <= 1.6 * MIXED * networks


def _at_random(rng, people):
    codes = {item: rng.integers(0, 7, people).astype(np.int16) for item in RATED}
    return release(read(Answers(instrument(), people, codes)), TOTALS)


@settings(max_examples=30, deadline=None)
@for_all(st.lists(st.integers(0, 9), min_size=7, max_size=7).filter(lambda counts: sum(counts) >= 10))
def test_falling_apart_reads_the_same_from_both_ends(counts):
    there, back = (fell_apart(given({"ORG-3": each}, policy=PARTY), "ORG-3") for each in (counts, counts[::-1]))
    assert there == back


@pytest.mark.parametrize(
    ("network", "slug"),
    [
        (Network((1,) * 20, shifts={"INT-1": -3.0}), "agreed-and-low"),
        (Network((1,) * 36, apart={"INT-1": 4.5}), "divided-view"),
    ],
)
def test_each_is_found_where_it_is_planted_and_not_where_it_is_absent(network, slug):
    assert share_told(network, slug, networks=100) >= 0.6
    assert share_told(Network(network.sizes), slug, networks=100) <= 0.01


def test_a_condition_that_is_low_is_not_told_statement_by_statement_as_well():
    low = Network((1,) * 30, shifts=dict.fromkeys(CONDITION["REL"], -3.0))
    assert share_told(low, "uneven-attention", networks=20) == 1
    assert share_told(low, "agreed-and-low", networks=20) == 0
