"""Intervals for small groups: how far a mean, share or median of everyone may lie from that of those who answered.

Everything works on counts (how many chose each of K points), so the order of answers cannot matter. With `invited`
given, "everyone" is exactly that many people, and the uncertainty shrinks to nothing as all of them answer; it
assumes that who did not answer resembles who did, and `worst_case_mean` shows what happens when they do not at all.
Without `invited`, "everyone" is a large population that the answers are a sample of.

Coverage at 5 to 20 answers was measured; see docs/explanation/coverage-of-intervals.md.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

NAN = float("nan")
# How far the guaranteed coverage of a median interval may fall short of its level. At five answers no interval short
# of the whole scale guarantees more than 93.75%.
MEDIAN_SHORTFALL = 0.02
# Differences smaller than this are rounding.
HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the interval around it, in the unit of the values (a share: 0 to 1).

    `n` answered out of `invited` (None: number not known); `level` is the nominal chance that the interval holds the
    figure for everyone. The interval always holds the estimate. With n = 0 the estimate is nan and the interval is all
    that is possible.
    """

    estimate: float
    low: float
    high: float
    n: int
    invited: int | None
    level: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The second figure minus the first, its interval, and the posterior probability that the second is higher.

    When one side has no answers, estimate and probability are nan and the interval is all that is possible.
    """

    estimate: float
    low: float
    high: float
    probability: float
    n_a: int
    n_b: int
    level: float


def posterior(counts: npt.ArrayLike, *, draws: int, rng: np.random.Generator, invited: int | None = None) -> FloatArray:
    """Draws of the shares of everyone on the K points, shape (draws, K); each row sums to 1.

    Dirichlet(counts + 1/K): a total prior mass of one answer. With `invited` the answers count as they are, and those
    who did not answer are drawn from the Dirichlet-multinomial predictive. ValueError for fewer than two points,
    counts that are not whole or negative, or fewer invited than answers.
    """
    given = _checked(counts)
    return _shares(given, np.full(given.size, 1.0 / given.size), draws, rng, invited)


def mean_interval(
    counts: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 4000,
    invited: int | None = None,
) -> Interval:
    """The mean and its interval; `values` are the K numbers that the points stand for. ValueError as in `posterior`.

    Spans the equal-tailed intervals of two posteriors with a prior mass of one answer each: laid evenly over all points
    (`posterior`), and laid evenly over the points chosen and their neighbours. The first alone is drawn so far to the
    middle of the scale that near-unanimous answers fall out of it (measured: down to 75% coverage instead of 95%); the
    second alone would be blind to a far minority that did not answer.
    """
    given, points = _checked(counts), _as_values(values, counts)
    n = _size(given, invited)
    if n == 0:
        return Interval(NAN, float(points.min()), float(points.max()), 0, invited, level)
    estimate = _mean(given, points)
    sets = [_shares(given, prior, draws, rng, invited) @ points for prior in _priors(given)]
    return Interval(estimate, *_span(sets, estimate, level), n, invited, level)


def share_interval(
    counts: npt.ArrayLike,
    points: Collection[int],
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 4000,
    invited: int | None = None,
) -> Interval:
    """The share (0 to 1) that chose one of `points` (point numbers from 0), and its interval.

    Asks one thing, inside or not, so the prior mass of one answer lies half inside and half outside (Jeffreys). A share
    of 1/K per point would give a single point so little that its interval misses up to a quarter of the time.
    ValueError as in `posterior`, and for a point that does not exist.
    """
    given = _checked(counts)
    n = _size(given, invited)
    if not all(0 <= point < given.size for point in points):
        raise ValueError(f"points must lie between 0 and {given.size - 1}")
    if n == 0:
        return Interval(NAN, 0.0, 1.0, 0, invited, level)
    inside = float(given[sorted(set(points))].sum())
    drawn = posterior([n - inside, inside], draws=draws, rng=rng, invited=invited)[:, 1]
    return Interval(inside / n, *_span([drawn], inside / n, level), n, invited, level)


def median_interval(
    counts: npt.ArrayLike, values: npt.ArrayLike, *, level: float = 0.95, invited: int | None = None
) -> Interval:
    """The median and its interval, both always one of the points. Exact: there is nothing to draw.

    The median is the lower one: the smallest point that at least half of everyone is at or below (`values`
    ascending). A point is left out when the answers make it too unlikely as median whatever the shape of the
    population: by the binomial distribution, or the hypergeometric when `invited` is known. This is the posterior
    with its one unit of prior mass laid where it speaks most against leaving the point out; laid evenly it would
    guarantee only 89% at six answers on seven points. Guaranteed coverage: at least `level` - 0.02 from five answers
    on; with four or fewer (level 95%, number invited not known) the interval is the whole scale. ValueError as in
    `posterior`, and when values do not ascend.
    """
    given, points = _checked(counts), _as_values(values, counts)
    if (np.diff(points) <= 0).any():
        raise ValueError("the values of the points must ascend")
    n = _size(given, invited)
    if n == 0:
        return Interval(NAN, float(points[0]), float(points[-1]), 0, invited, level)
    below = np.cumsum(given)
    middle = int(np.argmax(2 * below >= n))
    fewest, most = _plausible_below(n, invited, _tail(level) + MEDIAN_SHORTFALL / 2.0)
    low = int(np.argmax(below >= fewest))
    high = int(np.argmax(below >= most)) if most <= n else given.size - 1
    return Interval(float(points[middle]), float(points[low]), float(points[high]), n, invited, level)


def difference_interval(
    counts_a: npt.ArrayLike,
    counts_b: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 4000,
    invited_a: int | None = None,
    invited_b: int | None = None,
) -> Difference:
    """The mean of b minus the mean of a: two rounds or two groups, taken as independent samples.

    Where the same people are in both, the true uncertainty is usually smaller. The interval spans the two posteriors of
    `mean_interval`; the probability that b is higher is that of `posterior` (a tie is not higher). ValueError as there.
    """
    a, b, points = _checked(counts_a), _checked(counts_b), _as_values(values, counts_a)
    if a.size != b.size:
        raise ValueError("both counts must be on the same points")
    n_a, n_b = _size(a, invited_a), _size(b, invited_b)
    if n_a == 0 or n_b == 0:
        (low_a, high_a), (low_b, high_b) = _possible(a, points), _possible(b, points)
        return Difference(NAN, low_b - high_a, high_b - low_a, NAN, n_a, n_b, level)
    estimate = _mean(b, points) - _mean(a, points)
    sets = [
        _shares(b, prior_b, draws, rng, invited_b) @ points - _shares(a, prior_a, draws, rng, invited_a) @ points
        for prior_a, prior_b in zip(_priors(a), _priors(b), strict=True)
    ]
    probability = float(np.mean(sets[0] > HAIR))
    return Difference(estimate, *_span(sets, estimate, level), probability, n_a, n_b, level)


def worst_case_mean(counts: npt.ArrayLike, values: npt.ArrayLike, invited: int) -> tuple[float, float]:
    """The mean if all who were invited but did not answer chose the lowest value, and if all chose the highest.

    Assumes nothing about them. ValueError as in `posterior`, and when nobody was invited.
    """
    given, points = _checked(counts), _as_values(values, counts)
    if invited < 1:
        raise ValueError("nobody was invited")
    unseen = invited - _size(given, invited)
    known = float(given @ points)
    return (known + unseen * float(points.min())) / invited, (known + unseen * float(points.max())) / invited


def _priors(counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """One unit of prior mass, evenly over all points, and evenly over the points chosen and their neighbours."""
    near = counts > 0
    near[1:] |= counts[:-1] > 0
    near[:-1] |= counts[1:] > 0
    return np.full(counts.size, 1.0 / counts.size), near / near.sum()


def _shares(
    counts: FloatArray, prior: FloatArray, draws: int, rng: np.random.Generator, invited: int | None
) -> FloatArray:
    drawn = rng.dirichlet(counts + prior, size=draws)
    if invited is None:
        return drawn
    unseen = rng.multinomial(invited - _size(counts, invited), drawn)
    shares: FloatArray = (counts + unseen) / invited
    return shares


def _span(sets: list[FloatArray], estimate: float, level: float) -> tuple[float, float]:
    """The outermost equal-tailed limits of the sets of draws, and the estimate if it lies further out."""
    tail = _tail(level)
    low, high = np.quantile(np.array(sets), (tail, 1.0 - tail), axis=1)
    return min(float(low.min()), estimate), max(float(high.max()), estimate)


def _tail(level: float) -> float:
    if not 0.0 < level < 1.0:
        raise ValueError("level must lie between 0 and 1")
    return (1.0 - level) / 2.0


def _plausible_below(n: int, invited: int | None, tail: float) -> tuple[int, int]:
    """How many of n answers at or below a point let it pass as median, and how many rule out every point above it.

    Both by the case hardest to tell apart, half of everyone at or below the point: then each answer is a coin, or a
    draw from the `invited`.
    """
    half = 0 if invited is None else (invited + 1) // 2
    from_below = np.cumsum(_draw_chances(n, invited, half))
    from_above = np.cumsum(_draw_chances(n, invited, half - 1)[::-1])
    fewest, spare = (int(np.searchsorted(chances, tail, side="right")) for chances in (from_below, from_above))
    return fewest, n + 1 - spare


def _draw_chances(n: int, invited: int | None, marked: int) -> FloatArray:
    """The chance of 0 to n marked among n: each marked by a coin, or n drawn from `invited` of whom `marked` are."""
    factorial = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, max(n, invited or 0) + 1)))))

    def ways(total: int, taken: npt.NDArray[np.int64]) -> FloatArray:
        possible = (taken >= 0) & (taken <= total)
        chosen = np.clip(taken, 0, total)
        return np.where(possible, factorial[total] - factorial[chosen] - factorial[total - chosen], -np.inf)

    found = np.arange(n + 1)
    if invited is None:
        chances: FloatArray = np.exp(ways(n, found) - n * np.log(2.0))
    else:
        chances = np.exp(ways(marked, found) + ways(invited - marked, n - found) - ways(invited, np.array([n])))
    return chances


def _possible(counts: FloatArray, points: FloatArray) -> tuple[float, float]:
    """The mean twice when there are answers, else the lowest and highest value it could have."""
    if counts.sum():
        return (_mean(counts, points),) * 2
    return float(points.min()), float(points.max())


def _mean(counts: FloatArray, points: FloatArray) -> float:
    return float(counts @ points) / float(counts.sum())


def _size(counts: FloatArray, invited: int | None) -> int:
    n = int(counts.sum())
    if invited is not None and invited < n:
        raise ValueError(f"{n} answers, but only {invited} were invited")
    return n


def _checked(counts: npt.ArrayLike) -> FloatArray:
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 1 or given.size < 2:
        raise ValueError("counts must be 1-D, on at least two points")
    if not ((given >= 0) & (given == np.floor(given))).all():
        raise ValueError("counts are whole numbers of people, none negative")
    return given


def _as_values(values: npt.ArrayLike, counts: npt.ArrayLike) -> FloatArray:
    given = np.asarray(values, dtype=np.float64)
    if given.shape != np.shape(counts):
        raise ValueError("there must be one value for each point")
    return given
