"""How often the intervals hold the truth. `python -m tests.analysis.coverage` prints the tables of the docs."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import numpy as np

from samenspel.analysis.intervals import Interval, mean_interval, median_interval, posterior, share_interval

# What everyone would answer, per point.
SHAPES = {
    "5 points, skewed": (0.05, 0.10, 0.15, 0.30, 0.40),
    "5 points, skewed low": (0.50, 0.25, 0.15, 0.07, 0.03),
    "5 points, polarised": (0.40, 0.10, 0.00, 0.10, 0.40),
    "5 points, near-unanimous": (0.02, 0.02, 0.02, 0.04, 0.90),
    "7 points, skewed": (0.02, 0.03, 0.05, 0.10, 0.20, 0.30, 0.30),
    "7 points, polarised": (0.30, 0.15, 0.05, 0.00, 0.05, 0.15, 0.30),
    "7 points, near-unanimous": (0.01, 0.01, 0.01, 0.02, 0.03, 0.07, 0.85),
    "7 points, near-unanimous, one below the end": (0.00, 0.00, 0.01, 0.02, 0.05, 0.82, 0.10),
}
# So much alike that the posterior with evenly laid prior mass misses the mean.
ALIKE = {
    "5 points, 5% one below the top": (0.00, 0.00, 0.00, 0.05, 0.95),
    "7 points, 10% one below the top": (0.00, 0.00, 0.00, 0.00, 0.00, 0.10, 0.90),
    "7 points, 5% on each side of the sixth": (0.00, 0.00, 0.00, 0.00, 0.05, 0.90, 0.05),
}
SIZES = (5, 8, 12, 20)


@dataclass(frozen=True)
class Coverage:
    """The share of simulated groups whose 95% interval holds the truth."""

    shape: str
    n: int
    mean: float
    share: float
    median: float


def simulate(groups: int, draws: int, seed: int = 2026) -> Iterator[Coverage]:
    """Coverage of mean, share of the two highest points, and lower median, per shape and size."""
    rng = np.random.default_rng(seed)
    for shape, chances in SHAPES.items():
        for n in SIZES:
            yield _one_cell(shape, np.array(chances), n, groups, draws, rng)


def _one_cell(shape: str, chances: np.ndarray, n: int, groups: int, draws: int, rng: np.random.Generator) -> Coverage:
    points = len(chances)
    values, top = np.arange(1, points + 1), (points - 2, points - 1)
    # The same answers come up again and again in small groups: one interval serves them all.
    samples, times = np.unique(rng.multinomial(n, chances, size=groups), axis=0, return_counts=True)
    truths = (chances @ values, chances[-2:].sum(), values[np.argmax(np.cumsum(chances) >= 0.5 - 1e-12)])
    held = [
        [
            holds(mean_interval(counts, values, rng=rng, draws=draws), truths[0]),
            holds(share_interval(counts, top, rng=rng, draws=draws), truths[1]),
            holds(median_interval(counts, values), truths[2]),
        ]
        for counts in samples
    ]
    return Coverage(shape, n, *(times @ np.array(held) / groups))


def alike(groups: int, draws: int, seed: int = 2026) -> Iterator[tuple[str, int, float, float]]:
    """Per very alike shape and size, coverage of the mean: evenly laid prior mass only, and `mean_interval`."""
    rng = np.random.default_rng(seed)
    for shape, chances in ALIKE.items():
        values = np.arange(1, len(chances) + 1)
        truth = float(np.dot(chances, values))
        for n in SIZES:
            samples, times = np.unique(rng.multinomial(n, chances, size=groups), axis=0, return_counts=True)
            plain = [
                np.quantile(posterior(counts, draws=draws, rng=rng) @ values, (0.025, 0.975)) for counts in samples
            ]
            even = times @ [low <= truth <= high for low, high in plain] / groups
            both = times @ [holds(mean_interval(counts, values, rng=rng, draws=draws), truth) for counts in samples]
            yield shape, n, even, both / groups


def share_extremes(draws: int, seed: int = 2026) -> Iterator[tuple[int, float, float]]:
    """Per size the lowest and highest coverage of a share of .01 to .99, exact but for the draws in the intervals."""
    rng = np.random.default_rng(seed)
    truths = np.arange(1, 100) / 100
    for n in SIZES:
        found = [share_interval((n - inside, inside), {1}, rng=rng, draws=draws) for inside in range(n + 1)]
        held = np.array([[holds(interval, truth) for truth in truths] for interval in found])
        chances = np.array([comb(n, inside) * truths**inside * (1 - truths) ** (n - inside) for inside in range(n + 1)])
        covered = (held * chances).sum(axis=0)
        yield n, covered.min(), covered.max()


def holds(interval: Interval, truth: float) -> bool:
    """Whether the interval holds the truth, up to rounding."""
    return interval.low - 1e-9 <= truth <= interval.high + 1e-9


def main() -> None:
    """Print the three tables."""
    print("| what everyone would answer | answers | mean | share | median |\n|---|---|---|---|---|")
    for cell in simulate(groups=4000, draws=4000):
        print(f"| {cell.shape} | {cell.n} | {cell.mean:.3f} | {cell.share:.3f} | {cell.median:.3f} |")
    print("\n| what everyone would answer | answers | even prior mass only | as used |\n|---|---|---|---|")
    for shape, n, even, both in alike(groups=4000, draws=4000):
        print(f"| {shape} | {n} | {even:.3f} | {both:.3f} |")
    print("\n| answers | lowest | highest |\n|---|---|---|")
    for n, lowest, highest in share_extremes(draws=100_000):
        print(f"| {n} | {lowest:.3f} | {highest:.3f} |")


if __name__ == "__main__":
    main()
