"""Trend: what changed between two rounds, for a group and for one person."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .intervals import Difference, Interval, difference_interval, mean_interval


@dataclass(frozen=True, slots=True)
class Change:
    """The mean before and after, each with its interval, and the difference (after minus before) with its own.

    `difference.probability` is the posterior probability that the mean went up.
    """

    before: Interval
    after: Interval
    difference: Difference


def change(
    counts_before: npt.ArrayLike,
    counts_after: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 4000,
    invited_before: int | None = None,
    invited_after: int | None = None,
) -> Change:
    """The change between two rounds in which nobody can be recognised, taken as independent samples and named so.

    `counts_before` and `counts_after` say how many chose each of K points, `values` what the points stand for. Much
    the same people usually answer both rounds, so the interval is rather too wide than too narrow. Undefined cases
    and errors as in `mean_interval` and `difference_interval`.
    """
    before = mean_interval(counts_before, values, rng=rng, level=level, draws=draws, invited=invited_before)
    after = mean_interval(counts_after, values, rng=rng, level=level, draws=draws, invited=invited_after)
    difference = difference_interval(
        counts_before,
        counts_after,
        values,
        rng=rng,
        level=level,
        draws=draws,
        invited_a=invited_before,
        invited_b=invited_after,
    )
    return Change(before, after, difference)


def reliable_change(before: float, after: float, *, sd: float, reliability: float) -> float:
    """Reliable change index of one person: beyond -1.96 or 1.96 the change exceeds what error of measurement explains.

    (after - before) / sqrt(2 sd^2 (1 - reliability)), with the standard deviation before and the reliability of the
    scale (at most 1, else ValueError). nan when there is no error to compare with: sd 0 or reliability 1. Not for
    groups: see `change`. Source: Jacobson & Truax 1991.
    """
    if sd < 0 or reliability > 1:
        raise ValueError("sd cannot be negative, reliability cannot exceed 1")
    error = float(np.sqrt(2.0 * sd**2 * (1.0 - reliability)))
    return (after - before) / error if error > 0 else float("nan")
