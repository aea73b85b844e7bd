from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from samenspel.analysis.intervals import (
    difference_interval,
    mean_interval,
    median_interval,
    posterior,
    share_interval,
    worst_case_mean,
)

VALUES = np.arange(1, 6)
COUNTS = np.array([0, 1, 2, 5, 4])

some_counts = arrays(np.int64, 5, elements=st.integers(0, 6)).filter(lambda counts: counts.sum() > 0)


def fresh(seed=1):
    return np.random.default_rng(seed)


def every_interval(counts, seed=1, draws=500, **options):
    drawing = {"rng": fresh(seed), "draws": draws, **options}
    return (
        mean_interval(counts, VALUES, **drawing),
        share_interval(counts, (3, 4), **drawing),
        median_interval(counts, VALUES, **options),
    )


def test_posterior_adds_one_answer_laid_evenly():
    drawn = posterior(COUNTS, draws=20_000, rng=fresh())
    assert drawn.shape == (20_000, 5)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), (COUNTS + 0.2) / 13, atol=0.004)
    spread = drawn[:, 3].var()
    assert spread == pytest.approx((5.2 / 13) * (1 - 5.2 / 13) / 14, rel=0.05)


def test_posterior_of_known_people_keeps_their_answers():
    drawn = posterior(COUNTS, draws=4000, rng=fresh(), invited=15) * 15
    assert (drawn >= COUNTS - 1e-9).all()
    np.testing.assert_allclose(drawn, np.round(drawn), atol=1e-9)
    np.testing.assert_allclose(drawn.mean(axis=0), COUNTS + 3 * (COUNTS + 0.2) / 13, atol=0.06)


def test_estimates_are_those_of_the_answers():
    mean, share, median = every_interval(COUNTS)
    assert (mean.estimate, share.estimate, median.estimate) == (4.0, 0.75, 4.0)
    assert (mean.n, mean.invited, mean.level) == (12, None, 0.95)


def test_when_all_answered_nothing_is_uncertain():
    mean, share, median = every_interval(COUNTS, invited=12)
    for interval in (mean, share, median):
        assert interval.low == pytest.approx(interval.estimate, abs=1e-12)
        assert interval.high == pytest.approx(interval.estimate, abs=1e-12)


def test_uncertainty_shrinks_as_more_of_them_answer():
    widths = [[one.high - one.low for one in every_interval(COUNTS, invited=n)] for n in (12, 16, 30, 300, None)]
    for narrower, wider in pairwise(widths):
        assert narrower[0] < wider[0] + 0.05
        assert narrower[2] <= wider[2]
    assert widths[0][0] < widths[1][0] < widths[2][0] < widths[3][0]


def test_no_answers_leave_everything_possible():
    for invited in (None, 8):
        mean, share, median = every_interval(np.zeros(5, dtype=int), invited=invited)
        assert np.isnan([mean.estimate, share.estimate, median.estimate]).all()
        assert (mean.low, mean.high, share.low, share.high, median.low, median.high) == (1, 5, 0, 1, 1, 5)
        assert mean.n == 0


def test_unanimous_answers_still_leave_doubt_on_one_side():
    mean, share, _ = every_interval([0, 0, 0, 0, 5], draws=4000)
    assert (mean.estimate, mean.high, share.estimate, share.high) == (5, 5, 1, 1)
    assert 3 < mean.low < 4.5
    assert 0.5 < share.low < 0.7


@settings(max_examples=40, deadline=None)
@given(counts=some_counts, invited=st.one_of(st.none(), st.integers(30, 40)), seed=st.integers(0, 9))
def test_intervals_hold_their_estimate_and_stay_on_the_scale(counts, invited, seed):
    before = counts.copy()
    for interval, (lowest, highest) in zip(
        every_interval(counts, seed, invited=invited), ((1, 5), (0, 1), (1, 5)), strict=True
    ):
        assert lowest - 1e-9 <= interval.low <= interval.estimate <= interval.high <= highest + 1e-9
    np.testing.assert_array_equal(counts, before)


@settings(max_examples=20, deadline=None)
@given(counts=some_counts)
def test_a_mirrored_scale_gives_mirrored_intervals(counts):
    mean, mirrored = (mean_interval(one, VALUES, rng=fresh(), draws=8000) for one in (counts, counts[::-1]))
    assert mirrored.estimate == pytest.approx(6 - mean.estimate)
    assert mirrored.low == pytest.approx(6 - mean.high, abs=0.15)
    assert mirrored.high == pytest.approx(6 - mean.low, abs=0.15)


def test_same_generator_same_interval_and_the_global_one_is_left_alone():
    before = np.random.get_state()[1].copy()
    assert every_interval(COUNTS, seed=7) == every_interval(COUNTS, seed=7)
    assert every_interval(COUNTS, seed=7)[0] != every_interval(COUNTS, seed=8)[0]
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_a_lower_level_gives_a_narrower_interval():
    for wide, narrow in zip(every_interval(COUNTS), every_interval(COUNTS, level=0.5), strict=True):
        assert wide.low <= narrow.low <= narrow.high <= wide.high
    assert every_interval(COUNTS, level=0.5)[0].low > every_interval(COUNTS)[0].low


@pytest.mark.parametrize(
    # the places of the outermost answers that the binomial leaves: n = 4 none, 5 first to last, 12 third to tenth, ...
    ("n", "first", "last"),
    [(5, 1, 5), (6, 1, 6), (8, 1, 8), (11, 3, 9), (12, 3, 10), (20, 6, 15)],
)
def test_median_interval_is_made_of_order_statistics(n, first, last):
    found = median_interval(np.ones(n, dtype=int), np.arange(1, n + 1))
    assert (found.low, found.estimate, found.high) == (first, (n + 1) // 2, last)


def test_median_of_four_answers_can_be_anywhere():
    found = median_interval([0, 0, 2, 2, 0], VALUES)
    assert (found.low, found.estimate, found.high) == (1, 3, 5)


def test_median_interval_with_one_person_left_out():
    # Three of six lie at or below the lower median: it is 3, or 2 when the sixth answers 1 or 2.
    found = median_interval([1, 1, 1, 1, 1], VALUES, invited=6)
    assert (found.low, found.estimate, found.high) == (2, 3, 3)
    # With two at either end and one to come, it is the fifth who decides.
    found = median_interval([2, 0, 0, 0, 2], VALUES, invited=5)
    assert (found.low, found.estimate, found.high) == (1, 1, 5)


def test_median_interval_handles_a_million_answers():
    found = median_interval([200_000, 200_000, 200_000, 200_000, 200_000], VALUES)
    assert (found.low, found.high) == (3, 3)


def test_difference_is_second_minus_first():
    found = difference_interval([5, 4, 1, 0, 0], COUNTS, VALUES, rng=fresh())
    assert found.estimate == pytest.approx(4.0 - 1.6)
    assert 1 < found.low < found.estimate < found.high < 4
    assert found.probability > 0.999
    assert (found.n_a, found.n_b) == (10, 12)


def test_difference_between_equals_is_undecided():
    found = difference_interval(COUNTS, COUNTS, VALUES, rng=fresh())
    assert found.estimate == 0
    assert found.low < 0 < found.high
    assert found.probability == pytest.approx(0.5, abs=0.03)


def test_difference_between_full_rounds_is_certain():
    found = difference_interval(COUNTS, COUNTS[::-1], VALUES, rng=fresh(), invited_a=12, invited_b=12)
    assert (found.low, found.high) == (pytest.approx(-2), pytest.approx(-2))
    assert found.probability == 0
    level = difference_interval(COUNTS, COUNTS, VALUES, rng=fresh(), invited_a=12, invited_b=12)
    assert level.probability == 0


def test_difference_with_an_empty_side_is_bounded_by_the_scale():
    empty = np.zeros(5)
    found = difference_interval(COUNTS, empty, VALUES, rng=fresh())
    assert np.isnan([found.estimate, found.probability]).all()
    assert (found.low, found.high) == (-3, 1)
    neither = difference_interval(empty, empty, VALUES, rng=fresh())
    assert (neither.low, neither.high) == (-4, 4)


def test_worst_case_puts_the_silent_at_either_end():
    assert worst_case_mean(COUNTS, VALUES, 16) == ((48 + 4) / 16, (48 + 20) / 16)
    assert worst_case_mean(COUNTS, VALUES, 12) == (4.0, 4.0)
    assert worst_case_mean(np.zeros(5), VALUES, 3) == (1.0, 5.0)


def test_worst_case_holds_the_interval():
    low, high = worst_case_mean(COUNTS, VALUES, 16)
    found = mean_interval(COUNTS, VALUES, rng=fresh(), invited=16)
    assert low <= found.low < found.high <= high


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: posterior([4], draws=9, rng=fresh()), "two points"),
        (lambda: mean_interval([4], [1], rng=fresh()), "two points"),
        (lambda: mean_interval([1, -1], [1, 2], rng=fresh()), "none negative"),
        (lambda: mean_interval([1.5, 1], [1, 2], rng=fresh()), "whole numbers"),
        (lambda: mean_interval([1, 1], [1, 2, 3], rng=fresh()), "one value for each point"),
        (lambda: mean_interval([4, 4], [1, 2], rng=fresh(), invited=7), "only 7 were invited"),
        (lambda: mean_interval([4, 4], [1, 2], rng=fresh(), level=95), "level"),
        (lambda: share_interval([4, 4], {2}, rng=fresh()), "between 0 and 1"),
        (lambda: median_interval([4, 4], [2, 1]), "ascend"),
        (lambda: median_interval([4, 4], [1, 2], level=1), "level"),
        (lambda: difference_interval([1, 1], [1, 1, 1], [1, 2], rng=fresh()), "same points"),
        (lambda: worst_case_mean([0, 0], [1, 2], 0), "nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
