"""Each group set against all others on every scale: how far it lies away, and how far it would lie by chance."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspel.diagnosis.level import rating_of_scale, scale_spread, share
from samenspel.reading.release import Release

MOST_BORROWED = 2.0
FEWEST_DEGREES = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contrast:
    """How far a group lies from all others on a scale, as a share of its range; below zero when it lies lower.

    scale: None for all scales together. degrees: of Student's t, infinite where the spread is assumed wide rather than
    estimated. can_be_lower, can_be_higher: false where a coded mean ("or more") leaves that direction open.
    """

    group: str
    scale: str | None
    size: float
    se: float
    degrees: float
    can_be_lower: bool
    can_be_higher: bool

    @property
    def chance(self) -> float:
        """How often a contrast this large or larger in this direction appears where groups do not differ."""
        from scipy.special import ndtr, stdtr

        if self.se == 0:
            return 0.0 if self.size else 0.5
        t = -abs(self.size) / self.se
        return float(ndtr(t) if math.isinf(self.degrees) else stdtr(self.degrees, t))


@dataclass(frozen=True)
class _Side:
    """The groups released on one scale: their names, people, means as shares of the range, and coded means."""

    scale: str
    names: list[str]
    n: Floats
    means: Floats
    coded_high: NDArray[np.bool_]
    coded_low: NDArray[np.bool_]

    @property
    def others(self) -> Floats:
        """Per group the number of people in all others."""
        others: Floats = self.n.sum() - self.n
        return others

    @property
    def rest(self) -> Floats:
        """Per group the mean of the people in all others."""
        rest: Floats = (self.n @ self.means - self.n * self.means) / self.others
        return rest


def contrasts(release: Release) -> tuple[Contrast, ...]:
    """Every group on every scale of which at least two groups were released; none without groups."""
    sides = [side for scale in release.scales if (side := _side(release, scale))]
    if release.policy.visibility == "party":
        return _open_contrasts(release, sides)
    found = []
    for side in sides:
        spread = np.full(len(side.names), scale_spread(release, side.scale))
        found += _contrasts(side, spread, np.full(len(side.names), math.inf))
    return tuple(found)


def throughout(found: Iterable[Contrast]) -> tuple[Contrast, ...]:
    """Per group the mean of its contrasts over all scales, for groups with at least two.

    The standard error is that of scales which move together entirely: people who answer everything lower are common.
    """
    groups: dict[str, list[Contrast]] = {}
    for one in found:
        groups.setdefault(one.group, []).append(one)
    return tuple(_mean(parts) for parts in groups.values() if len(parts) > 1)


def _mean(parts: list[Contrast]) -> Contrast:
    return Contrast(
        parts[0].group,
        None,
        sum(one.size for one in parts) / len(parts),
        sum(one.se for one in parts) / len(parts),
        min(one.degrees for one in parts),
        all(one.can_be_lower for one in parts),
        all(one.can_be_higher for one in parts),
    )


def _side(release: Release, scale: str) -> _Side | None:
    groups = release.breakdown.groups if release.breakdown else ()
    cells = {group.name: group.scales[scale] for group in groups if scale in group.scales}
    if len(cells) < 2:
        return None
    kind = rating_of_scale(release, scale)
    return _Side(
        scale,
        list(cells),
        np.array([cell.n for cell in cells.values()], dtype=np.float64),
        np.array([share(cell.mean, kind) for cell in cells.values()]),
        np.array([cell.mean.bound == "or more" for cell in cells.values()]),
        np.array([cell.mean.bound == "or less" for cell in cells.values()]),
    )


def _contrasts(side: _Side, spread: Floats, degrees: Floats) -> list[Contrast]:
    sizes, errors = side.means - side.rest, spread * np.sqrt(1 / side.n + 1 / side.others)
    other_high = side.coded_high.sum() - side.coded_high
    other_low = side.coded_low.sum() - side.coded_low
    lower, higher = ~side.coded_high & (other_low == 0), ~side.coded_low & (other_high == 0)
    columns = (sizes, errors, degrees, lower, higher)
    return [
        Contrast(name, side.scale, *(column[place].item() for column in columns))
        for place, name in enumerate(side.names)
    ]


def _open_contrasts(release: Release, sides: list[_Side]) -> tuple[Contrast, ...]:
    """In a round open by party: two-sample t tests, with a spread that scales lend each other.

    The spread that a t test estimates from some thirty people is itself uncertain. Scales of one instrument have much
    the same spread, so each is drawn towards their mean as if that were known from `borrowed` times as many degrees of
    freedom (Smyth 2004). A party of one borrows nothing and a party of two half: the fewer people, the less their mean
    follows the curve behind the test.
    """
    known = [(side, squares) for side in sides if (squares := _squares(release, side)) is not None]
    if not known:
        return ()
    lent, borrowed = _lent(known), _borrowed(release, [side.scale for side, _ in known])
    found = []
    for side, squares in known:
        degrees = side.n.sum() - 2
        mean = np.array([lent[name] for name in side.names])
        variance = (squares / degrees + borrowed * mean) / (1 + borrowed)
        found += _contrasts(side, np.sqrt(variance), degrees * (1 + borrowed * np.minimum(1, (side.n - 1) / 2)))
    return tuple(found)


def _squares(release: Release, side: _Side) -> Floats | None:
    """Per party the sum of squares that remains when it is taken apart: within all parties, and between the others.

    None when there are too few people, or what lies within parties was not released.
    """
    people, parties = side.n.sum(), len(side.names)
    reliability = release.scales[side.scale].reliability
    within = reliability.within if reliability else None
    if people - 2 < FEWEST_DEGREES or (within is None and people > parties):
        return None
    kind = rating_of_scale(release, side.scale)
    inside = ((within or 0.0) / (kind.high - kind.low)) ** 2 * (people - parties)
    away = side.n * (side.means - side.n @ side.means / people) ** 2
    # the sum between all others: what all parties give, less what the contrast itself accounts for
    contrast = side.n * side.others / people * (side.means - side.rest) ** 2
    remains: Floats = inside + np.maximum(0.0, away.sum() - contrast)
    return remains


def _lent(known: list[tuple[_Side, Floats]]) -> dict[str, float]:
    """Per party the mean variance over all scales, each counting by its degrees of freedom."""
    squares: dict[str, float] = {}
    degrees: dict[str, float] = {}
    for side, remains in known:
        for name, one in zip(side.names, remains, strict=True):
            squares[name] = squares.get(name, 0.0) + float(one)
            degrees[name] = degrees.get(name, 0.0) + float(side.n.sum() - 2)
    return {name: squares[name] / degrees[name] for name in squares}


def _borrowed(release: Release, scales: list[str]) -> float:
    """How many times the degrees of freedom of a scale the others lend it.

    The more the items of scales hang together (alpha), the more people answer everything alike; scales then err
    together, and have less to lend. Nothing where there is one scale, or alpha is not known.
    """
    reliabilities = [release.scales[scale].reliability for scale in scales]
    alphas = [min(max(one.alpha, 0.0), 1.0) for one in reliabilities if one and one.alpha is not None]
    if len(scales) < 2 or not alphas:
        return 0.0
    return MOST_BORROWED * (1 - sum(alphas) / len(alphas))
