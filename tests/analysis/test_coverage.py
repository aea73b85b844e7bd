"""Nominal 95% intervals at 5 to 20 answers hold the truth about as often as they say."""

import numpy as np
import pytest

from samenspel.analysis.intervals import difference_interval, mean_interval, median_interval, share_interval
from tests.analysis.coverage import ALIKE, SHAPES, SIZES, alike, holds, share_extremes, simulate


@pytest.fixture(scope="module")
def cells():
    return list(simulate(groups=1000, draws=400))


def test_every_shape_and_size_is_simulated(cells):
    assert [(cell.shape, cell.n) for cell in cells] == [(shape, n) for shape in SHAPES for n in SIZES]
    for kind in ("skewed", "polarised", "near-unanimous"):
        for points in (5, 7):
            assert any(shape.startswith(f"{points} points, {kind}") for shape in SHAPES)


@pytest.mark.parametrize("figure", ["mean", "share"])
def test_intervals_of_mean_and_share_cover_88_to_99_percent(cells, figure):
    for cell in cells:
        assert 0.88 <= getattr(cell, figure) <= 0.99, cell


def test_intervals_of_the_median_cover_at_least_93_percent(cells):
    for cell in cells:
        assert cell.median >= 0.93, cell


def test_the_median_is_covered_in_the_hardest_case():
    # Half of everyone at most at each end: the point in the middle is the median by a hair.
    chances, rng = np.array([0.4999, 0.0002, 0.4999]), np.random.default_rng(3)
    for n in range(5, 31):
        samples, times = np.unique(rng.multinomial(n, chances, size=20_000), axis=0, return_counts=True)
        held = times @ [holds(median_interval(counts, (1, 2, 3)), 2) for counts in samples] / 20_000
        assert held >= 0.925, n


def test_any_share_is_covered():
    for n, lowest, highest in share_extremes(draws=100_000):
        assert lowest >= 0.88, n
        assert highest <= 0.995, n


def test_means_of_answers_very_much_alike_are_covered_too():
    found = list(alike(groups=1000, draws=400))
    assert len(found) == len(ALIKE) * len(SIZES)
    assert min(even for _, _, even, _ in found) < 0.88
    for cell in found:
        assert cell[3] >= 0.88, cell


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("shape", ["5 points, polarised", "7 points, skewed"])
def test_differences_between_rounds_are_covered(shape, mirrored):
    before = np.array(SHAPES[shape])
    after = before[::-1] if mirrored else before
    values, rng, times = np.arange(len(before)), np.random.default_rng(8), 300
    held = 0
    for _ in range(times):
        a, b = rng.multinomial(8, before), rng.multinomial(12, after)
        held += holds(difference_interval(a, b, values, rng=rng, draws=800), (after - before) @ values)
    assert 0.88 <= held / times <= 0.99


@pytest.mark.parametrize("shape", ["5 points, polarised", "7 points, skewed"])
def test_a_known_number_of_people_is_covered(shape):
    chances, invited, n, times = np.array(SHAPES[shape]), 20, 12, 300
    points, rng = len(chances), np.random.default_rng(9)
    values, top, held = np.arange(points), (points - 2, points - 1), np.zeros(3)
    for _ in range(times):
        everyone = rng.multinomial(invited, chances)
        counts = rng.multivariate_hypergeometric(everyone, n)
        known = {"rng": rng, "draws": 800, "invited": invited}
        held += [
            holds(mean_interval(counts, values, **known), everyone @ values / invited),
            holds(share_interval(counts, top, **known), everyone[-2:].sum() / invited),
            holds(median_interval(counts, values, invited=invited), np.argmax(2 * np.cumsum(everyone) >= invited)),
        ]
    mean, share, median = held / times
    assert 0.88 <= mean <= 0.99
    assert share >= 0.88
    assert median >= 0.93
