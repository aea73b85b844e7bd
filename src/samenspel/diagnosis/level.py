"""Where an item or a scale lies, and how far to trust it: worked out from what was released and from nothing else.

All values are shares of the range of the item (0 the lowest answer, 1 the highest), so that instruments with five or
seven points are judged alike. Uncertainty is that of people drawn from many, also where everyone invited answered:
a network is not its answers of one day.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from samenspel.reading.cells import Mean, RatingRelease
from samenspel.reading.disclosure import Bound, PublishedMean, coarse_interval
from samenspel.reading.release import Release
from samenspel.theory.instrument import Rating

_OTHER: dict[Bound, Bound] = {"exact": "exact", "or more": "or less", "or less": "or more"}


@dataclass(frozen=True)
class Level:
    """A mean as a share of its range, with its standard error. `bound` tells when it is only known on one side."""

    value: float
    se: float
    bound: Bound = "exact"


def item_level(release: Release, item: str) -> Level | None:
    """The level of an item, turned round where its scale counts it so; None when it has no released mean."""
    one = release.ratings.get(item)
    if one is None or one.mean is None:
        return None
    kind = _rating(release, item)
    value, se = share(one.mean, kind), spread(one, kind) / math.sqrt(one.n)
    scale = release.instrument.scale_of(item)
    if scale and item in scale.reversed:
        return Level(1 - value, se, _OTHER[one.mean.bound])
    return Level(value, se, one.mean.bound)


def items_level(release: Release, *items: str) -> Level | None:
    """The mean level of those of these items that were asked; None when none was, or one has no released mean."""
    levels = [item_level(release, item) for item in asked(release, *items)]
    known = [level for level in levels if level]
    return mean_level(known, move_together=True) if known and len(known) == len(levels) else None


def asked(release: Release, *items: str) -> tuple[str, ...]:
    """Those of these items that people were asked."""
    return tuple(item for item in items if item in release.ratings)


def scale_level(release: Release, scale: str) -> Level | None:
    """The level of a scale; None when it has no released mean.

    Its standard error is that of items which move together entirely, so it errs on the wide side.
    """
    one = release.scales.get(scale)
    if one is None or one.mean is None:
        return None
    kind = _rating(release, one.items[0])
    return Level(share(one.mean, kind), scale_spread(release, scale) / math.sqrt(one.n), one.mean.bound)


def scale_spread(release: Release, scale: str) -> float:
    """The standard deviation of people on a scale when its items move together entirely; nan without released means."""
    spreads = [spread(release.ratings[item], _rating(release, item)) for item in release.scales[scale].items]
    return sum(spreads) / len(spreads)


def mean_level(levels: Sequence[Level], *, move_together: bool) -> Level | None:
    """The mean of levels; None when they are known on opposite sides only, for then nobody knows on which side it is.

    move_together: whether their errors add up or partly cancel out. The mean of the others in a comparison may count
    them as apart: what makes people answer everything higher is then in both sides of the comparison.
    """
    bounds = {level.bound for level in levels} - {"exact"}
    if not levels or len(bounds) > 1:
        return None
    total = sum(level.se for level in levels) if move_together else math.hypot(*(level.se for level in levels))
    value = sum(level.value for level in levels) / len(levels)
    return Level(value, total / len(levels), bounds.pop() if bounds else "exact")


def share(mean: Mean, kind: Rating) -> float:
    """A mean as a share of the range of its item."""
    return (mean.value - kind.low) / (kind.high - kind.low)


def rating_of_scale(release: Release, scale: str) -> Rating:
    """The range in which a scale is counted: that of its items."""
    return _rating(release, release.scales[scale].items[0])


def _rating(release: Release, item: str) -> Rating:
    kind = release.instrument.item(item).kind
    assert isinstance(kind, Rating)
    return kind


def spread(one: RatingRelease, kind: Rating) -> float:
    """How far people's answers to an item lie apart: a standard deviation, as a share of the range.

    From the counts where they were released, else from the bands, else from the widest distribution that is likely with
    the released mean (the one behind the coarse interval); nan without a mean. Never zero: counts are read with one
    answer more, spread over all points, as in the intervals of `samenspel.analysis`.
    """
    if one.counts is not None:
        return _spread_of_counts(np.array(one.counts, dtype=np.float64))
    if one.bands is not None:
        return _spread_of_counts(_evenly(one.bands, kind.points))
    if one.mean is None:
        return math.nan
    return _widest_spread(share(one.mean, kind) * (kind.points - 1), one.n, kind.points)


def _spread_of_counts(counts: np.typing.NDArray[np.float64]) -> float:
    points = _places(len(counts))
    shares = (counts + 1 / len(counts)) / (counts.sum() + 1)
    mean = float(shares @ points)
    return math.sqrt(float(shares @ points**2) - mean**2)


@lru_cache(maxsize=64)
def _places(points: int) -> np.typing.NDArray[np.float64]:
    """Where the points of a rating lie in its range. Never to be changed: everyone gets the same array."""
    return np.linspace(0, 1, points)


def band_widths(release: Release, item: str) -> tuple[int, int, int]:
    """How many points of an item lie in the lowest band, in the middle one and in the highest."""
    return _widths(_rating(release, item).points)


def _widths(points: int) -> tuple[int, int, int]:
    outer = sum(1 for point in range(points) if 3 * point < points - 1)
    return outer, points - 2 * outer, outer


def _evenly(bands: tuple[int, int, int], points: int) -> np.typing.NDArray[np.float64]:
    widths = _widths(points)
    return np.concatenate([np.full(width, count / max(width, 1)) for count, width in zip(bands, widths, strict=True)])


def _widest_spread(mean: float, n: int, points: int) -> float:
    from scipy.special import stdtrit

    low, high = coarse_interval(PublishedMean(mean, "exact"), n, points, None)
    # the interval is cut off at the ends of the range: its longer half is whole
    half = max(mean - low, high - mean)
    return half / float(stdtrit(n - 1, 0.975)) * math.sqrt(n) / (points - 1)
