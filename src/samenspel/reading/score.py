"""Scoring answers with their instrument. A `Reading` holds every intermediate and never leaves the machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samenspel.analysis.agreement import OneWay, one_way
from samenspel.analysis.counts import count_by_group, count_points
from samenspel.analysis.intervals import Interval, mean_interval
from samenspel.analysis.scales import cronbach_alpha, item_rest, omega_total, score
from samenspel.reading.answers import SKIPPED, Answers, Codes, Groups
from samenspel.theory.instrument import Choice, Item, Multiple, OpenText, Rating, Scale

DRAWS = 4000


@dataclass(frozen=True)
class RatingReading:
    """The answers to one rating: how many chose each point, in total and per group, and the mean with its interval."""

    item: Item
    counts: NDArray[np.int64]
    skipped: int
    interval: Interval
    by_party: NDArray[np.int64] | None
    by_breakdown: NDArray[np.int64] | None

    @property
    def n(self) -> int:
        """How many people chose a point."""
        return int(self.counts.sum())


@dataclass(frozen=True)
class ChoiceReading:
    """The answers to one choice: how many chose each option."""

    item: Item
    counts: NDArray[np.int64]
    skipped: int


@dataclass(frozen=True)
class MultipleReading:
    """The answers to a list of which any may be ticked: how many answered, and how many ticked each option."""

    item: Item
    n: int
    ticked: NDArray[np.int64]


@dataclass(frozen=True)
class ScaleReading:
    """A scale: the items asked of it, everyone's score, and scores per party where parties are known."""

    scale: Scale
    items: tuple[str, ...]
    ratings: NDArray[np.float64]
    scores: NDArray[np.float64]
    party: Groups | None

    @property
    def n(self) -> int:
        """How many people have a score."""
        return int(np.isfinite(self.scores).sum())

    @cached_property
    def alpha(self) -> float:
        """Cronbach's alpha over the people who answered every item; nan when undefined."""
        return cronbach_alpha(self.ratings)

    @cached_property
    def omega(self) -> float:
        """McDonald's omega of one factor; nan when undefined."""
        return omega_total(self.ratings)

    @cached_property
    def item_rest(self) -> NDArray[np.float64]:
        """Per item its correlation with the mean of the others; nan when undefined."""
        return item_rest(self.ratings)

    @cached_property
    def between_parties(self) -> OneWay | None:
        """The analysis of variance of scores between parties; None without at least two parties."""
        if self.party is None or len(self.party.names) < 2:
            return None
        return one_way(self.scores, self.party.member)

    @cached_property
    def party_means(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Per party how many people have a score, and their mean (nan where nobody has)."""
        if self.party is None:
            return np.zeros(0, np.int64), np.zeros(0)
        known = np.isfinite(self.scores) & (self.party.member >= 0)
        groups, members = len(self.party.names), self.party.member[known]
        n = np.bincount(members, minlength=groups)
        sums = np.bincount(members, weights=self.scores[known], minlength=groups)
        return n, np.where(n > 0, sums / np.maximum(n, 1), np.nan)


@dataclass(frozen=True)
class Reading:
    """Everything that the numbers say about one round. Not to be shown: `release` decides what may be."""

    answers: Answers
    ratings: Mapping[str, RatingReading]
    choices: Mapping[str, ChoiceReading]
    multiples: Mapping[str, MultipleReading]
    texts: Mapping[str, tuple[str, ...]]
    scales: Mapping[str, ScaleReading]


def read(answers: Answers, *, seed: int = 0) -> Reading:
    """Score the answers of a round. The seed fixes the draws behind the intervals: same answers, same reading."""
    rng = np.random.default_rng(seed)
    asked = answers.asked
    return Reading(
        answers=answers,
        ratings={item.id: _rating(answers, item, rng) for item in asked if isinstance(item.kind, Rating)},
        choices={item.id: _choice(answers, item) for item in asked if isinstance(item.kind, Choice)},
        multiples={item.id: _multiple(answers, item) for item in asked if isinstance(item.kind, Multiple)},
        texts={item.id: answers.texts[item.id] for item in asked if isinstance(item.kind, OpenText)},
        scales={scale.id: reading for scale in answers.instrument.scales if (reading := _scale(answers, scale))},
    )


def _rating(answers: Answers, item: Item, rng: np.random.Generator) -> RatingReading:
    assert isinstance(item.kind, Rating)
    codes, points = answers.codes[item.id], item.kind.points
    counts = count_points(codes, points)
    interval = mean_interval(counts, np.arange(points), rng=rng, draws=DRAWS, invited=answers.invited)
    return RatingReading(
        item,
        counts,
        int(np.count_nonzero(codes == SKIPPED)),
        interval,
        _by_group(codes, points, answers.party),
        _by_group(codes, points, answers.breakdown),
    )


def _by_group(codes: Codes, points: int, groups: Groups | None) -> NDArray[np.int64] | None:
    return None if groups is None else count_by_group(codes, groups.member, points, len(groups.names))


def _choice(answers: Answers, item: Item) -> ChoiceReading:
    assert isinstance(item.kind, Choice)
    codes = answers.codes[item.id]
    return ChoiceReading(item, count_points(codes, len(item.kind.options)), int(np.count_nonzero(codes == SKIPPED)))


def _multiple(answers: Answers, item: Item) -> MultipleReading:
    picks = answers.picks[item.id]
    answered = picks[:, 0] >= 0
    return MultipleReading(item, int(answered.sum()), picks[answered].sum(axis=0, dtype=np.int64))


def _scale(answers: Answers, scale: Scale) -> ScaleReading | None:
    items = tuple(item for item in scale.items if item in answers.codes)
    if not items:
        return None
    ratings = np.empty((answers.people, len(items)), dtype=np.float64)
    for place, item_id in enumerate(items):
        kind = answers.instrument.item(item_id).kind
        assert isinstance(kind, Rating)
        values = np.array(kind.values)
        if item_id in scale.reversed:
            values = kind.low + kind.high - values
        # one spare value at the end catches BLANK and SKIPPED, which are negative
        codes = answers.codes[item_id]
        ratings[:, place] = np.append(values, np.nan)[np.where(codes < 0, len(values), codes)]
    return ScaleReading(scale, items, ratings, score(ratings), answers.party)
