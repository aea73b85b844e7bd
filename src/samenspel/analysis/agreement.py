"""Agreement: how alike people answer within a group, and how much groups differ.

`values` are answers as numbers with nan for a missing one: 1-D for one item, 2-D (people x items) for a scale.
The measures on counts, and the null to read them against, live in `counts` and `null` and are found here too.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from .counts import FloatArray, agreement_a, agreement_a_each, count_by_group, count_points, polarization
from .null import AgreementNull, agreement_null

__all__ = [
    "AgreementNull",
    "OneWay",
    "agreement_a",
    "agreement_a_each",
    "agreement_null",
    "average_deviation",
    "awg",
    "count_by_group",
    "count_points",
    "icc1",
    "icc2",
    "krippendorff_alpha",
    "lindell_rwg_j",
    "one_way",
    "polarization",
    "rwg",
    "rwg_j",
]

NAN = float("nan")
# Group means that differ by less than this share of the variation differ by rounding only.
ROUNDING = 1e-24


def rwg(values: npt.ArrayLike, *, points: int) -> float:
    """Agreement r_wg on one item: 1 all alike, 0 as varied as answers at random (never below 0).

    1 - S2 / ((points^2 - 1) / 12), S2 with n - 1. `values` is 1-D, one step apart per point; missing answers are left
    out; nan with fewer than two answers. Source: James, Demaree & Wolf 1984.
    """
    return float(np.maximum(0.0, 1.0 - _random_share(_as_column(values), points)[0]))


def rwg_j(values: npt.ArrayLike, *, points: int) -> float:
    """Agreement r_wg(J) on a scale of J items, from 0 to 1; grows with J at the same agreement per item.

    J(1 - q) / (J(1 - q) + q), q the mean over items of S2 / ((points^2 - 1) / 12). `values` is people x items; each
    item uses the answers it has; an item with fewer than two is left out, and J counts the items that remain; nan when
    none does. Source: James, Demaree & Wolf 1984.
    """
    q, items = _random_share(_as_table(values), points)
    if np.isnan(q):
        return NAN
    return items * (1.0 - q) / (items * (1.0 - q) + q) if q < 1.0 else 0.0


def lindell_rwg_j(values: npt.ArrayLike, *, points: int) -> float:
    """Agreement r*_wg(J) on a scale: 1 all alike, 0 as varied as at random, below 0 when more varied than that.

    One minus the mean over items of S2 / ((points^2 - 1) / 12): does not grow with the number of items. Missing answers
    and nan as in `rwg_j`. Source: Lindell, Brandt & Whitney 1999.
    """
    return 1.0 - _random_share(_as_table(values), points)[0]


def average_deviation(values: npt.ArrayLike, *, about: Literal["mean", "median"] = "mean") -> float:
    """Mean absolute distance from the group's mean or median, in scale points (0 = all alike).

    For people x items the mean over items. Missing answers are left out; an item with fewer than two answers does not
    count; nan when none remains. Another `about` raises ValueError. Source: Burke, Finkelstein & Dusig 1999.
    """
    if about not in ("mean", "median"):
        raise ValueError(f"about must be mean or median, not {about!r}")
    centre = np.mean if about == "mean" else np.median
    deviations = [float(np.abs(answers - centre(answers)).mean()) for answers in _answered(values)]
    return _mean(deviations)


def awg(values: npt.ArrayLike, *, low: float, high: float) -> float:
    """Agreement a_wg: 1 all alike, 0 half of the largest variance possible at this mean, -1 that largest variance.

    1 - 2 S2 / [((high + low) M - M^2 - high low) n / (n - 1)] with mean M, `low` and `high` the ends of the scale; for
    people x items the mean over items. Answers all alike give 1, also at an end, where the formula is 0/0. Missing
    answers and nan as in `average_deviation`; an answer outside the ends raises ValueError. When the mean lies within
    (high - low) / n of an end, the value exists but Brown & Hauenstein advise not to interpret it.
    Source: Brown & Hauenstein 2005.
    """
    return _mean([_awg_item(answers, low, high) for answers in _answered(values)])


def _awg_item(answers: FloatArray, low: float, high: float) -> float:
    if answers.min() < low or answers.max() > high:
        raise ValueError(f"answers must lie between {low} and {high}")
    if answers.min() == answers.max():
        return 1.0
    n, mean = answers.size, float(answers.mean())
    largest = ((high + low) * mean - mean**2 - high * low) * n / (n - 1)
    return 1.0 - 2.0 * float(answers.var(ddof=1)) / largest


def _random_share(table: FloatArray, points: int) -> tuple[float, int]:
    """The mean item variance as a share of what answers spread at random give, and the number of items in it."""
    if points < 2:
        raise ValueError("agreement needs at least two points")
    variances = [float(answers.var(ddof=1)) for answers in _answered(table)]
    return _mean(variances) / ((points**2 - 1) / 12.0), len(variances)


def _answered(values: npt.ArrayLike) -> list[FloatArray]:
    """Per item the answers given, for the items with at least two."""
    table = _as_column(values) if np.ndim(values) == 1 else _as_table(values)
    columns = (column[~np.isnan(column)] for column in table.T)
    return [column for column in columns if column.size > 1]


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else NAN


def _as_column(values: npt.ArrayLike) -> FloatArray:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError("values must be 1-D, the answers to one item")
    return given[:, None]


def _as_table(values: npt.ArrayLike) -> FloatArray:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 2:
        raise ValueError("values must be 2-D, people x items")
    return given


@dataclass(frozen=True, slots=True)
class OneWay:
    """A one-way analysis of variance: how much groups differ, set against how much people within them do.

    `msb` and `msw` are the mean squares between and within groups, in squared scale points, `f` their ratio, `n` the
    people counted, `groups` the groups with at least one of them. All figures are nan where undefined: fewer than two
    groups, no group with two people, or all answers equal.
    """

    msb: float
    msw: float
    n: int
    groups: int

    @property
    def mean_group_size(self) -> float:
        """People per group, the plain mean (nan without groups): the convention of Bliese 2000 for ICC(1)."""
        return self.n / self.groups if self.groups else NAN

    @property
    def f(self) -> float:
        """F, the ratio of the mean squares; infinite when people within groups are all alike but groups differ."""
        if self.msw > 0.0:
            return self.msb / self.msw
        return float("inf") if self.msb > 0.0 else NAN

    @property
    def p(self) -> float:
        """The chance of an F at least this large when groups do not differ (F test)."""
        from scipy.special import fdtrc

        return NAN if np.isnan(self.f) else float(fdtrc(self.groups - 1, self.n - self.groups, self.f))

    @property
    def icc1(self) -> float:
        """ICC(1); see `icc1`."""
        spread = self.msb + (self.mean_group_size - 1.0) * self.msw
        return (self.msb - self.msw) / spread if spread > 0.0 else NAN

    @property
    def icc2(self) -> float:
        """ICC(2); see `icc2`."""
        return (self.msb - self.msw) / self.msb if self.msb > 0.0 else NAN


def one_way(values: npt.ArrayLike, groups: npt.ArrayLike) -> OneWay:
    """The one-way analysis of variance of 1-D `values` over 1-D int `groups` (codes from 0; -1 = in no group).

    A missing value or a negative group leaves that person out. Codes that nobody has are no groups.
    ValueError when the lengths differ.
    """
    scores, member = np.asarray(values, dtype=np.float64), np.asarray(groups)
    if scores.ndim != 1 or scores.shape != member.shape:
        raise ValueError("values and groups must be 1-D and equally long")
    counted = (member >= 0) & ~np.isnan(scores)
    if not counted.all():
        scores, member = scores[counted], member[counted]
    if not scores.size:
        return OneWay(NAN, NAN, 0, 0)
    # Distances from one of the answers, not from the mean: equal answers then give exactly zero.
    scores = scores - scores[0]
    sizes = np.bincount(member)
    sums = np.bincount(member, weights=scores)
    present = int(np.count_nonzero(sizes))
    means = sums / np.maximum(sizes, 1)
    between = float(sizes @ (means - scores.mean()) ** 2)
    scores -= means[member]
    # Not `scores @ scores`: for one sum of squares, waking the threads of the matrix library costs more than adding up.
    within = float(np.square(scores, out=scores).sum())
    if present < 2 or scores.size == present:
        return OneWay(NAN, NAN, scores.size, present)
    if between < ROUNDING * within:
        between = 0.0
    return OneWay(between / (present - 1), within / (scores.size - present), scores.size, present)


def icc1(values: npt.ArrayLike, groups: npt.ArrayLike) -> float:
    """ICC(1): the share of the differences between people that lies between groups; may be below 0.

    (MSB - MSW) / (MSB + (m - 1) MSW) with m the plain mean group size, as in Bliese 2000 (with unequal groups another m
    gives a slightly other figure). Input and undefined cases as in `one_way` and `OneWay`. Source: Bartko 1976.
    """
    return one_way(values, groups).icc1


def icc2(values: npt.ArrayLike, groups: npt.ArrayLike) -> float:
    """ICC(2): how reliably group means tell groups apart, at most 1; grows with group size; may be below 0.

    (MSB - MSW) / MSB; nan also when all group means are equal. Input as in `one_way`. Source: Bartko 1976; Bliese 2000.
    """
    return one_way(values, groups).icc2


def krippendorff_alpha(ratings: npt.ArrayLike, *, metric: Literal["ordinal", "interval"] = "ordinal") -> float:
    """Krippendorff's alpha of raters x units: 1 full agreement, 0 as by chance, below 0 systematic disagreement.

    nan in `ratings` is a missing rating; a unit with fewer than two ratings does not count. `metric` tells how far
    apart two ratings are: "interval" their squared difference, "ordinal" by how many ratings lie between them. nan when
    nothing can be paired or all paired ratings are equal. Another metric raises ValueError.
    Source: Krippendorff 2004, 2011.
    """
    if metric not in ("ordinal", "interval"):
        raise ValueError(f"metric must be ordinal or interval, not {metric!r}")
    table = _as_table(ratings)
    rated = ~np.isnan(table)
    paired = rated & (rated.sum(axis=0) > 1)
    levels, level = np.unique(table[paired], return_inverse=True)
    if levels.size < 2:
        return NAN
    unit = np.nonzero(paired)[1]
    chosen = np.bincount(unit * levels.size + level, minlength=table.shape[1] * levels.size)
    per_unit = chosen.reshape(table.shape[1], levels.size).astype(np.float64)
    weight = 1.0 / np.maximum(per_unit.sum(axis=1) - 1.0, 1.0)
    coincidence = per_unit.T @ (per_unit * weight[:, None]) - np.diag(weight @ per_unit)
    totals = coincidence.sum(axis=1)
    apart = _distance(levels, totals, metric)
    expected = float(totals @ apart @ totals) / (float(totals.sum()) - 1.0)
    return 1.0 - float((coincidence * apart).sum()) / expected


def _distance(levels: FloatArray, totals: FloatArray, metric: str) -> FloatArray:
    """Squared distance between every two levels; ordinally, by the middle of each level's place in the ranking."""
    place = levels if metric == "interval" else np.cumsum(totals) - totals / 2.0
    squared: FloatArray = (place[:, None] - place[None, :]) ** 2
    return squared
