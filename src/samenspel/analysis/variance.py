"""How much groups differ, set against how much people within them do: the one-way analysis of variance, and ICC."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NAN = float("nan")
# Group means that differ by less than this share of the variation differ by rounding only.
ROUNDING = 1e-24


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
    return _one_way(between, within, scores.size, present)


def one_way_counts(counts: npt.ArrayLike, values: npt.ArrayLike) -> OneWay:
    """The one-way analysis of variance of answers that were counted: what `one_way` gives for the same answers.

    `counts`, shape (groups, K), tells how many of each group gave each of the K `values`. It costs nothing per person,
    so it is the one to take where many people share few values. ValueError when the shapes do not fit.
    """
    table, points = np.asarray(counts, dtype=np.float64), np.asarray(values, dtype=np.float64)
    if table.ndim != 2 or points.shape != table.shape[1:]:
        raise ValueError("counts must be groups x values, with one number for each value")
    given = table.sum(axis=0)
    if not given.any():
        return OneWay(NAN, NAN, 0, 0)
    points = points - points[np.argmax(given > 0)]
    sizes = table.sum(axis=1)
    means = (table * points).sum(axis=1) / np.maximum(sizes, 1.0)
    overall = float((given * points).sum() / given.sum())
    between = float((sizes * (means - overall) ** 2).sum())
    within = float((table * (points - means[:, None]) ** 2).sum())
    return _one_way(between, within, int(given.sum()), int(np.count_nonzero(sizes)))


def _one_way(between: float, within: float, n: int, groups: int) -> OneWay:
    """From sums of squares to mean squares."""
    if groups < 2 or n == groups:
        return OneWay(NAN, NAN, n, groups)
    if between < ROUNDING * within:
        between = 0.0
    return OneWay(between / (groups - 1), within / (n - groups), n, groups)


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
