"""The rules of disclosure: what may be published about a cell of answers. The reasons: `docs/adr/0013-disclosure.md`.

Small groups are our rule, and the attacker may be one of them: an insider knows their own answer and everything that
was ever published. They may not find another person's answer, nor narrow it to fewer than `kinds_needed` points.

Two ideas carry all the rules:

* *big enough*: a cell holds at least k + 1 answers, and so does what a cell leaves hidden;
* *varied enough*: whoever is left out of the cell, enough different answers remain. Then any two others could swap
  their answers and nothing published would change, whatever is published about the cell; so nobody is narrowed.

Where answers are not varied enough, only a mean appears, coded at the ends so widely that an insider at the other end
still leaves the others enough room (`end_band`). The functions are pure and work on counts per point.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

SMALLEST_K = 4
DEFAULT_K = 5
BANDS_FROM = 10
POINTS_FROM = 20
REMARKS_FROM = 10
OPEN_LINK_FROM = 10

Bound = Literal["exact", "or more", "or less"]
Detail = Literal["none", "mean", "bands", "points"]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class PublishedMean:
    """A mean as it may be seen, in points from 0: rounded to a tenth of a step, or only known to lie near an end."""

    value: float
    bound: Bound


def kinds_needed(points: int) -> int:
    """How many different answers must stay possible for everyone: three of seven, and in proportion (at least two)."""
    return max(2, math.ceil(3 * points / 7))


def is_big_enough(n: int, k: int) -> bool:
    """Rule 1: at least k + 1 answers, since the attacker may have given one of them."""
    return n >= k + 1


def is_varied(counts: Sequence[int] | Counts) -> bool:
    """Whether enough different answers remain whoever is left out: at least three, so never for a yes or no.

    Three also where two would do (`kinds_needed`): that less is shown tells an insider that answers are alike, and the
    ways of being alike must be many.
    """
    present = sum(1 for count in counts if count > 0)
    loses_one = any(count == 1 for count in counts)
    return present - loses_one >= max(3, kinds_needed(len(counts)))


def is_safe_cell(counts: Sequence[int] | Counts, k: int) -> bool:
    """Whether anything at all that treats people alike may be published about these answers."""
    return is_big_enough(int(sum(counts)), k) and is_varied(counts)


def detail(counts: Sequence[int] | Counts, k: int, *, broken_down: bool = False) -> Detail:
    """Rule 3: how much of a rating may be seen in the totals.

    Below k + 1 nothing; below 10 a mean; from 10 three bands and from 20 all points, but only a mean where the
    answers are too much alike. In a round with a breakdown never more than bands: that groups of an item are withheld
    tells that one of them is alike, and beside all points of the total this can give a group away.
    """
    n = int(sum(counts))
    if not is_big_enough(n, k):
        return "none"
    if n < BANDS_FROM or not is_varied(counts):
        return "mean"
    return "bands" if n < POINTS_FROM or broken_down else "points"


def end_band(n: int, points: int) -> float:
    """How near an end (in steps) a mean of n answers is coded "or more" / "or less".

    Half a point at least. For small n it is wider: an insider at the far end is points - 1 steps away, and the others
    must still have kinds_needed - 1 steps between them to be anywhere on enough points.
    """
    half = 0.5 if points >= 5 else 0.0
    return max(half, (points - 1 + kinds_needed(points) - 1) / n)


def published_mean(counts: Sequence[int] | Counts) -> PublishedMean:
    """Rule 3: the mean of a cell in points from 0, to one decimal, coded near the ends. Undefined for an empty cell."""
    points, n = len(counts), int(sum(counts))
    total = sum(point * int(count) for point, count in enumerate(counts))
    band = end_band(n, points)
    upper = math.floor(round((points - 1 - band) * 10, 9)) / 10
    lower = math.ceil(round(band * 10, 9)) / 10
    if total >= upper * n - 1e-9:
        return PublishedMean(upper, "or more")
    if total <= lower * n + 1e-9:
        return PublishedMean(lower, "or less")
    return PublishedMean(round(total / n, 1), "exact")


def bands(counts: Sequence[int] | Counts) -> tuple[int, int, int]:
    """Rule 3: how many answers lie in the lowest third of the range, in the middle, and in the highest third."""
    low = sum(1 for point in range(len(counts)) if 3 * point < len(counts) - 1)
    values = [int(count) for count in counts]
    return sum(values[:low]), sum(values[low : len(values) - low]), sum(values[len(values) - low :])


@lru_cache(maxsize=4096)
def coarse_interval(mean: PublishedMean, n: int, points: int, invited: int | None) -> tuple[float, float]:
    """The 95% interval that goes with a published mean, in points from 0, rounded outwards to a tenth.

    It follows from what is published anyway (n, mean, number invited) and so tells nothing more. It takes Student's t
    and a spread that is wider than that of most real answers: a quarter of the way, in variance, from the most open
    distribution with that mean (maximum entropy, Jaynes 1957) to the widest, half of the people at each end. With the
    first alone, groups that are split over both ends were covered in 86 of 100 cases. At full response nothing is
    uncertain.
    """
    return _interval(mean, _cautious_spread(mean.value, points), n, points, invited)


def interval_of_bands(
    mean: PublishedMean, three: tuple[int, int, int], points: int, invited: int | None
) -> tuple[float, float]:
    """The 95% interval that goes with a published mean and its three bands, in points from 0, rounded outwards.

    It takes the spread of answers that lie evenly inside their band, with one answer more over all points; so it tells
    nothing that mean and bands do not.
    """
    outer = sum(1 for point in range(points) if 3 * point < points - 1)
    widths = (outer, points - 2 * outer, outer)
    counts = np.concatenate([np.full(width, count / max(width, 1)) for count, width in zip(three, widths, strict=True)])
    shares = (counts + 1 / points) / (counts.sum() + 1)
    values = np.arange(points)
    spread = math.sqrt(float(shares @ values**2 - (shares @ values) ** 2))
    return _interval(mean, spread, sum(three), points, invited)


def _interval(mean: PublishedMean, spread: float, n: int, points: int, invited: int | None) -> tuple[float, float]:
    """Student's interval, cut off at the ends of the range and open to the side on which a mean is coded."""
    from scipy.special import stdtrit

    missing = 1.0 if invited is None else max(0.0, 1 - n / invited)
    half = float(stdtrit(n - 1, 0.975)) * spread * math.sqrt(missing / n)
    low = 0.0 if mean.bound == "or less" else max(0.0, mean.value - half)
    high = float(points - 1) if mean.bound == "or more" else min(points - 1.0, mean.value + half)
    return math.floor(round(low * 10, 6)) / 10, math.ceil(round(high * 10, 6)) / 10


def _cautious_spread(mean: float, points: int) -> float:
    """A standard deviation on 0 … points - 1 that most groups with this mean stay below."""
    return math.sqrt(0.75 * _open_variance(mean, points) + 0.25 * mean * (points - 1 - mean))


def _open_variance(mean: float, points: int) -> float:
    """The variance of the maximum-entropy distribution on 0 … points - 1 with this mean."""
    values = np.arange(points)
    low, high = -50.0, 50.0
    for _ in range(80):
        tilt = (low + high) / 2
        shares = np.exp(tilt * values - max(0.0, tilt * (points - 1)))
        shares /= shares.sum()
        if shares @ values < mean:
            low = tilt
        else:
            high = tilt
    return max(0.0, float(shares @ values**2 - (shares @ values) ** 2))


def groups_to_show(sizes: Sequence[int], ungrouped: int, k: int) -> tuple[bool, ...]:
    """Rules 1 and 2: which groups of a breakdown are big enough, given that what stays hidden must be too.

    It depends on sizes only. Groups below k + 1 are hidden; while the hidden rest (with `ungrouped` people) is smaller
    than k + 1 but not empty, the smallest group that is shown goes into hiding as well.
    """
    shown = [is_big_enough(size, k) for size in sizes]
    while any(shown):
        hidden = ungrouped + sum(size for size, show in zip(sizes, shown, strict=True) if not show)
        if hidden == 0 or is_big_enough(hidden, k):
            break
        smallest = min((size, place) for place, size in enumerate(sizes) if shown[place])[1]
        shown[smallest] = False
    return tuple(shown)


def breakdown_to_show(groups: Counts, total: Sequence[int] | Counts, k: int) -> tuple[bool, ...]:
    """Which groups of one item appear beside its total: all that are big enough, or none when a cell is too much alike.

    groups: (groups x points). The hidden rest is a cell too, since anyone can subtract.
    """
    sizes = groups.sum(axis=1).tolist()
    shown = groups_to_show(sizes, int(np.sum(total)) - sum(sizes), k)
    visible = groups[list(shown)]
    rest = (np.asarray(total) - visible.sum(axis=0)).tolist()
    cells = [*visible.tolist(), *([rest] if any(rest) else [])]
    return shown if all(is_varied(cell) for cell in cells) else (False,) * len(shown)


def most_chosen(counts: Sequence[int] | Counts, k: int) -> int | None:
    """The option that more than half of them chose; None when there is none, or too few answered."""
    n, most = int(sum(counts)), int(np.argmax(counts))
    return most if n >= BANDS_FROM and is_big_enough(n, k) and 2 * int(counts[most]) > n else None


def choice_detail(counts: Sequence[int] | Counts, k: int) -> Literal["none", "most", "counts"]:
    """How much of a choice may be seen in the totals: from 10 all counts if they are varied, else only the most."""
    if sum(counts) >= BANDS_FROM and is_safe_cell(counts, k):
        return "counts"
    return "none" if most_chosen(counts, k) is None else "most"


def published_share(count: int, n: int) -> tuple[int, Bound]:
    """How many ticked an option, as it may be seen: two or fewer, and all but two or fewer, are not told apart."""
    if count <= 2:
        return 2, "or less"
    if count >= n - 2:
        return n - 2, "or more"
    return count, "exact"


def may_replace(unchanged: Counts, taken_out: Counts, put_in: Counts, k: int) -> bool:
    """Rule 5: whether an item may get a new number, given the answers that stayed, left and came.

    Somebody may have kept the old release and subtract. So each of the three is a cell: empty, or big and varied
    enough.
    """
    return all(not cell.any() or is_safe_cell(cell, k) for cell in (unchanged, taken_out, put_in))


def may_replace_ticks(unchanged: Counts, taken_out: Counts, put_in: Counts, k: int) -> bool:
    """Rule 5 for a list to tick, from the rows of 0 and 1 that stayed, left and came.

    Each of the three must be empty, or be such that it might be published alone with every share exact: subtracting two
    releases gives exact shares, also where each of them was coded at an end.
    """
    return all(not len(rows) or _ticks_are_safe(rows, k) for rows in (unchanged, taken_out, put_in))


def _ticks_are_safe(rows: Counts, k: int) -> bool:
    n = len(rows)
    exact = all(published_share(int(count), n)[1] == "exact" for count in rows.sum(axis=0))
    return n >= BANDS_FROM and is_big_enough(n, k) and exact
