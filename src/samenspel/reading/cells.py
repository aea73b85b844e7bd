"""One cell at a time: what may be seen of a rating, a choice, a list to tick and a scale in the totals of a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from samenspel.analysis.counts import agreement_a
from samenspel.analysis.null import agreement_null
from samenspel.errors import Problem, ReleaseError
from samenspel.reading import disclosure
from samenspel.reading.disclosure import Bound, Detail
from samenspel.reading.score import ChoiceReading, MultipleReading, RatingReading, ScaleReading
from samenspel.theory.instrument import Choice, Instrument, Multiple, Rating, Scale

Visibility = Literal["totals", "party"]
AgreementWord = Literal["close", "mixed", "divided"]


@dataclass(frozen=True)
class Policy:
    """What was agreed before the round opened.

    k: the smallest number of others that hides a person. open_link: people came in without a personal link, and
    `head_count` is how many the facilitator counted in the room (rule 7).
    """

    visibility: Visibility = "totals"
    k: int = disclosure.DEFAULT_K
    open_link: bool = False
    head_count: int | None = None

    def __post_init__(self) -> None:
        """Refuse what the rules exclude."""
        if self.k < disclosure.SMALLEST_K:
            raise ReleaseError(Problem("release-k-too-small", values={"k": self.k, "least": disclosure.SMALLEST_K}))
        if self.open_link and self.visibility != "totals":
            raise ReleaseError(Problem("release-open-link-totals"))


@dataclass(frozen=True)
class Mean:
    """A published mean in the values of the item, with its 95% interval. `bound` tells when it is coded near an end."""

    value: float
    bound: Bound
    low: float
    high: float


@dataclass(frozen=True)
class Agreement:
    """How alike answers are, in a word and, where all points are shown, as van der Eijk's A beside what chance gives.

    chance: the value of A that 5% of groups of this size exceed when everyone answers at random.
    """

    word: AgreementWord
    a: float | None = None
    chance: float | None = None


@dataclass(frozen=True)
class RatingRelease:
    """One rating in the totals. `alike` says that more stays hidden because answers are too much alike."""

    item: str
    n: int
    detail: Detail
    alike: bool = False
    mean: Mean | None = None
    bands: tuple[int, int, int] | None = None
    counts: tuple[int, ...] | None = None
    agreement: Agreement | None = None


@dataclass(frozen=True)
class ChoiceRelease:
    """One choice in the totals: how many chose each option, or only what more than half chose, or nothing."""

    item: str
    n: int
    detail: Literal["none", "most", "counts"]
    counts: tuple[int, ...] | None = None
    most: str | None = None
    agreement: Agreement | None = None


@dataclass(frozen=True)
class MultipleRelease:
    """A list to tick in the totals: per option how many ticked it, with its bound."""

    item: str
    n: int
    ticked: tuple[tuple[int, Bound], ...] | None = None


@dataclass(frozen=True)
class Reliability:
    """How well the items of a scale hang together, and how much parties differ. Only in rounds that are open by party.

    within: standard deviation of people's scores inside parties. Undefined values are None.
    """

    n: int
    alpha: float | None
    omega: float | None
    item_rest: tuple[float | None, ...]
    icc1: float | None
    icc2: float | None
    within: float | None
    parties: int


@dataclass(frozen=True)
class ScaleRelease:
    """A scale: the mean of its published item means; None unless all of its items asked have one."""

    scale: str
    items: tuple[str, ...]
    n: int
    mean: Mean | None
    reliability: Reliability | None = None


def rating_cell(one: RatingReading, policy: Policy, *, broken_down: bool) -> RatingRelease:
    """What may be seen of a rating: see `disclosure.detail`; everything in a round open by party."""
    if policy.visibility == "party":
        return _open_rating(one)
    how = disclosure.detail(one.counts, policy.k, broken_down=broken_down)
    if how == "none":
        return RatingRelease(one.item.id, one.n, "none")
    if how == "mean":
        alike = one.n >= disclosure.BANDS_FROM
        return RatingRelease(
            one.item.id, one.n, "mean", alike, coarse_mean(one.item.kind, one.counts, one.interval.invited)
        )
    three = disclosure.bands(one.counts)
    return RatingRelease(
        one.item.id,
        one.n,
        how,
        mean=_mean(one, broken_down=broken_down),
        bands=three,
        counts=tuple(int(count) for count in one.counts) if how == "points" else None,
        agreement=_agreement(one.counts, number=True) if how == "points" else _agreement(three, number=False),
    )


def _open_rating(one: RatingReading) -> RatingRelease:
    if one.n == 0:
        return RatingRelease(one.item.id, 0, "none")
    interval, values = one.interval, _values(one.item.kind)
    return RatingRelease(
        one.item.id,
        one.n,
        "points",
        mean=Mean(*_on(values, interval.estimate, "exact", interval.low, interval.high)),
        bands=disclosure.bands(one.counts),
        counts=tuple(int(count) for count in one.counts),
        agreement=_agreement(one.counts, number=True),
    )


def _mean(one: RatingReading, *, broken_down: bool) -> Mean:
    """The mean of varied answers, with the interval of its own posterior; coarser near an end and with a breakdown.

    With a breakdown the answers of two groups cannot simply be swapped, so there the interval follows from the bands.
    """
    mean, invited = disclosure.published_mean(one.counts), one.interval.invited
    if mean.bound != "exact":
        return coarse_mean(one.item.kind, one.counts, invited)
    low, high = round(one.interval.low, 1), round(one.interval.high, 1)
    if broken_down:
        low, high = disclosure.interval_of_bands(mean, disclosure.bands(one.counts), len(one.counts), invited)
    return Mean(*_on(_values(one.item.kind), mean.value, mean.bound, min(low, mean.value), max(high, mean.value)))


def coarse_mean(kind: object, counts: disclosure.Counts, invited: int | None) -> Mean:
    """A published mean with the interval that follows from it, in the values of the item."""
    mean, n = disclosure.published_mean(counts), int(counts.sum())
    return Mean(*_on(_values(kind), mean.value, mean.bound, *disclosure.coarse_interval(mean, n, len(counts), invited)))


def _values(kind: object) -> tuple[float, float]:
    """Where the points of a rating start, and the step between them."""
    assert isinstance(kind, Rating)
    return kind.low, (kind.high - kind.low) / (kind.points - 1)


def _on(
    values: tuple[float, float], mean: float, bound: Bound, low: float, high: float
) -> tuple[float, Bound, float, float]:
    start, step = values
    return start + step * mean, bound, start + step * low, start + step * high


def _agreement(counts: Sequence[int] | disclosure.Counts, *, number: bool) -> Agreement:
    """A word from the counts that are published, so that it tells nothing more; the number only beside all points."""
    counts = np.asarray(counts)
    a, n = float(agreement_a(counts)), int(counts.sum())
    if n < 2 or np.isnan(a):
        return Agreement("mixed")
    chance = _chance(n, len(counts))
    low, _, high = disclosure.bands(counts)
    apart = min(low, high) >= max(2, n / 4)
    word: AgreementWord = "divided" if apart else "close" if a > max(chance, 0.5) else "mixed"
    return Agreement(word, round(a, 2), round(chance, 2)) if number else Agreement(word)


@lru_cache(maxsize=1024)
def _chance(n: int, points: int) -> float:
    """What agreement 5% of groups of n reach that answer at random. The draws are always the same."""
    return agreement_null(n, points, rng=np.random.default_rng(0)).high


def choice_cell(one: ChoiceReading, policy: Policy) -> ChoiceRelease:
    """What may be seen of a choice: see `disclosure.choice_detail`; everything in a round open by party."""
    assert isinstance(one.item.kind, Choice)
    n = int(one.counts.sum())
    how = disclosure.choice_detail(one.counts, policy.k)
    if policy.visibility == "party" and n:
        how = "counts"
    if how == "none":
        return ChoiceRelease(one.item.id, n, "none")
    if how == "most":
        most = disclosure.most_chosen(one.counts, policy.k)
        return ChoiceRelease(one.item.id, n, "most", most=one.item.kind.options[most or 0].id)
    agreement = _agreement(one.counts, number=False) if one.item.kind.ordered else None
    return ChoiceRelease(one.item.id, n, "counts", counts=tuple(int(c) for c in one.counts), agreement=agreement)


def multiple_cell(one: MultipleReading, policy: Policy) -> MultipleRelease:
    """What may be seen of a list to tick: from 10 answers, ends not told apart; everything in an open round."""
    assert isinstance(one.item.kind, Multiple)
    if policy.visibility == "party":
        return MultipleRelease(one.item.id, one.n, tuple((int(count), "exact") for count in one.ticked))
    if one.n < disclosure.BANDS_FROM or not disclosure.is_big_enough(one.n, policy.k):
        return MultipleRelease(one.item.id, one.n)
    shares = tuple(disclosure.published_share(int(count), one.n) for count in one.ticked)
    return MultipleRelease(one.item.id, one.n, shares)


def scale_cell(one: ScaleReading, instrument: Instrument, cells: Mapping[str, RatingRelease]) -> ScaleRelease:
    """A scale in the totals, from the published means of its items."""
    means = {item: cells[item].mean for item in one.items}
    n = min(cells[item].n for item in one.items)
    return ScaleRelease(one.scale.id, one.items, n, mean_of_items(one.scale, one.items, instrument, means))


def open_scale(
    one: ScaleReading, invited: int | None, instrument: Instrument, cells: Mapping[str, RatingRelease]
) -> ScaleRelease:
    """A scale in a round open by party, from people's own scores, with what shows how far to trust it.

    A scale of one item is that item: the same number, with the same interval.
    """
    if len(one.items) == 1:
        mean = scale_cell(one, instrument, cells).mean
    else:
        mean = _open_scale_mean(one, invited, instrument) if one.n else None
    return ScaleRelease(one.scale.id, one.items, one.n, mean, _reliability(one))


def mean_of_items(
    scale: Scale, items: Sequence[str], instrument: Instrument, means: Mapping[str, Mean | None]
) -> Mean | None:
    """The mean of published item means, and of their intervals: it tells nothing that the items do not.

    The interval is that of items which move together entirely, so it errs on the wide side. None when an item has no
    mean, and when items are coded near both ends, since nobody can say then on which side of their mean it lies.
    """
    parts = [_turned(means.get(item), item in scale.reversed, instrument.item(item).kind) for item in items]
    known = [part for part in parts if part is not None]
    bounds = {part.bound for part in known} - {"exact"}
    if len(known) < len(parts) or len(bounds) > 1:
        return None
    value, low, high = (sum(getattr(part, name) for part in known) / len(known) for name in ("value", "low", "high"))
    return Mean(round(value, 3), bounds.pop() if bounds else "exact", round(low, 3), round(high, 3))


def _turned(mean: Mean | None, reverse: bool, kind: object) -> Mean | None:
    """The mean of a reversed item, counted from the other end."""
    assert isinstance(kind, Rating)
    if mean is None or not reverse:
        return mean
    other: dict[Bound, Bound] = {"exact": "exact", "or more": "or less", "or less": "or more"}
    ends = kind.low + kind.high
    return Mean(ends - mean.value, other[mean.bound], ends - mean.high, ends - mean.low)


def _open_scale_mean(one: ScaleReading, invited: int | None, instrument: Instrument) -> Mean:
    """The mean of people's scores, with Student's interval narrowed by the share of the invited that answered."""
    kind = instrument.item(one.items[0]).kind
    assert isinstance(kind, Rating)
    scores = one.scores[np.isfinite(one.scores)]
    mean = float(scores.mean())
    if one.n == 1:
        return Mean(mean, "exact", kind.low, kind.high)
    from scipy.special import stdtrit

    missing = 1.0 if invited is None else max(0.0, 1 - one.n / invited)
    half = float(stdtrit(one.n - 1, 0.975)) * float(scores.std(ddof=1)) * (missing / one.n) ** 0.5
    return Mean(mean, "exact", max(kind.low, mean - half), min(kind.high, mean + half))


def _reliability(one: ScaleReading) -> Reliability:
    between = one.between_parties
    return Reliability(
        n=one.n,
        alpha=_defined(one.alpha),
        omega=_defined(one.omega),
        item_rest=tuple(_defined(float(r)) for r in one.item_rest),
        icc1=_defined(between.icc1) if between else None,
        icc2=_defined(between.icc2) if between else None,
        within=_defined(float(np.sqrt(between.msw))) if between else None,
        parties=between.groups if between else 0,
    )


def _defined(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
