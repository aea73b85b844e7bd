"""Agreement: how alike people answer within a group, and how much groups differ.

`values` are answers as numbers with nan for a missing one: 1-D for one item, 2-D (people x items) for a scale.
The measures on counts, the null to read them against and the analysis of variance live in `counts`, `null` and
`variance`, and are found here too.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt

from .counts import FloatArray, agreement_a, agreement_a_each, count_by_group, count_points, polarization
from .null import AgreementNull, agreement_null
from .variance import OneWay, icc1, icc2, one_way, one_way_counts

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
    "one_way_counts",
    "polarization",
    "rwg",
    "rwg_j",
]

NAN = float("nan")


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
    table = table[:, np.count_nonzero(~np.isnan(table), axis=0) > 1]
    levels = np.unique(table)
    levels = levels[~np.isnan(levels)]
    if levels.size < 2:
        return NAN
    # Level by level: numbering the level of every rating would take several copies of them all.
    per_unit = np.stack([np.count_nonzero(table == level, axis=0) for level in levels], axis=1).astype(np.float64)
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
