"""What agreement looks like when there is none: the null, simulated at the number of people who really answered."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .counts import FloatArray, agreement_a_each

Shape = Literal["uniform", "skewed"]

# James, Demaree & Wolf 1984, slight skew on five points: people tend to answer on the friendly side (leniency).
SLIGHT_SKEW = (0.05, 0.15, 0.20, 0.35, 0.25)


@dataclass(frozen=True, slots=True)
class AgreementNull:
    """Agreement A of `n` people who answer at random on `points` points, from `draws` simulated groups.

    `low`, `median` and `high` are the 5%, 50% and 95% points. Two nulls are equal when these figures are; one may be
    kept and reused for every item with the same n and number of points.
    """

    n: int
    points: int
    shape: Shape
    draws: int
    mean: float
    low: float
    median: float
    high: float
    _sorted: FloatArray = field(repr=False, compare=False)

    def share_at_or_above(self, observed: float) -> float:
        """The share of random groups that agree as much as `observed` or more (0 to 1); nan when observed is nan."""
        if np.isnan(observed):
            return float("nan")
        # A hair of room, so that the same distribution summed in another order still counts as equal.
        below = np.searchsorted(self._sorted, observed - 1e-9, side="left")
        return float(1.0 - below / self.draws)


def agreement_null(
    n: int, points: int, *, rng: np.random.Generator, draws: int = 4000, shape: Shape = "uniform"
) -> AgreementNull:
    """Agreement A for n answers spread at random, independently, over the points.

    `shape` "uniform" gives every point the same chance, the weakest null; "skewed" leans to one side as people do who
    answer kindly: on five points .05, .15, .20, .35, .25 (slight skew; James, Demaree & Wolf 1984), on another number
    of points the same cumulative distribution read at equal steps. A is the same for a skew to the other side.
    nan for all figures when points < 3; n < 1 or another shape raises ValueError. Source: van der Eijk 2001 for A.
    """
    if n < 1 or draws < 1:
        raise ValueError("the null needs at least one answer and one draw")
    samples = np.sort(agreement_a_each(rng.multinomial(n, _chances(points, shape), size=draws)))
    samples.flags.writeable = False
    low, median, high = (float(point) for point in np.quantile(samples, (0.05, 0.5, 0.95)))
    return AgreementNull(n, points, shape, draws, float(samples.mean()), low, median, high, samples)


def _chances(points: int, shape: Shape) -> FloatArray:
    if shape == "uniform":
        return np.full(points, 1.0 / points)
    if shape != "skewed":
        raise ValueError(f"unknown shape {shape!r}: uniform or skewed")
    known = np.linspace(0.0, 1.0, len(SLIGHT_SKEW) + 1)
    cumulative = np.interp(np.linspace(0.0, 1.0, points + 1), known, np.concatenate(([0.0], np.cumsum(SLIGHT_SKEW))))
    return np.diff(cumulative)
