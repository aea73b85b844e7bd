"""Scoring answers with their instrument. A `Reading` holds every intermediate and never leaves the machine."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from samenspel.analysis.counts import count_points
from samenspel.analysis.intervals import Interval, mean_interval
from samenspel.analysis.scales import (
    alpha_from_covariance,
    complete_covariance,
    item_rest_from_covariance,
    omega_from_covariance,
    score,
)
from samenspel.analysis.variance import OneWay, one_way_counts
from samenspel.reading.answers import BLANK, SKIPPED, Answers, Codes, Groups
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
    """A scale: the items asked of it, everyone's score, and scores per party where parties are known.

    patterns: different ways to answer the items, one per row, in values (reversed items turned, nan = no answer).
    pattern: per person the row that holds their answers. Figures about items are worked out over patterns, since a
    million people have no more than 6,561 ways to answer four items of seven points.
    """

    scale: Scale
    items: tuple[str, ...]
    patterns: NDArray[np.float64]
    pattern: NDArray[np.integer]
    party: Groups | None

    @property
    def ratings(self) -> NDArray[np.float64]:
        """Everyone's answers in values, people x items; a fresh table at every call."""
        everyone: NDArray[np.float64] = self.patterns[self.pattern]
        return everyone

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Everyone's score, nan for who answered too few items."""
        everyone: NDArray[np.float64] = self.pattern_scores[self.pattern]
        return everyone

    @cached_property
    def pattern_scores(self) -> NDArray[np.float64]:
        """The score that goes with each pattern."""
        return score(self.patterns)

    @property
    def n(self) -> int:
        """How many people have a score."""
        return int(np.isfinite(self.scores).sum())

    @cached_property
    def covariance(self) -> NDArray[np.float64]:
        """Covariance of the items over the people who answered every item; nan when there are fewer than two."""
        return complete_covariance(self.patterns, times=np.bincount(self.pattern, minlength=len(self.patterns)))

    @property
    def alpha(self) -> float:
        """Cronbach's alpha over the people who answered every item; nan when undefined."""
        return alpha_from_covariance(self.covariance)

    @cached_property
    def omega(self) -> float:
        """McDonald's omega of one factor; nan when undefined."""
        return omega_from_covariance(self.covariance)

    @property
    def item_rest(self) -> NDArray[np.float64]:
        """Per item its correlation with the mean of the others; nan when undefined."""
        return item_rest_from_covariance(self.covariance)

    @cached_property
    def party_scores(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """How many people of each party have each score (parties x scores), and the scores that are possible."""
        if self.party is None:
            return np.zeros((0, 0), np.int64), np.zeros(0)
        possible, place = np.unique(self.pattern_scores, return_inverse=True)
        possible = possible[np.isfinite(possible)]
        codes = np.where(np.isnan(self.pattern_scores), BLANK, place).astype(np.int32)
        return self.party.count(codes[self.pattern], len(possible))[:-1], possible

    @cached_property
    def between_parties(self) -> OneWay | None:
        """The analysis of variance of scores between parties; None without at least two parties."""
        if self.party is None or len(self.party.names) < 2:
            return None
        return one_way_counts(*self.party_scores)

    @cached_property
    def party_means(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Per party how many people have a score, and their mean (nan where nobody has)."""
        counts, scores = self.party_scores
        n = counts.sum(axis=1)
        return n, np.where(n > 0, counts @ scores / np.maximum(n, 1), np.nan)


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
    asked = answers.asked
    return Reading(
        answers=answers,
        ratings={item.id: _rating(answers, item, seed) for item in asked if isinstance(item.kind, Rating)},
        choices={item.id: _choice(answers, item) for item in asked if isinstance(item.kind, Choice)},
        multiples={item.id: _multiple(answers, item) for item in asked if isinstance(item.kind, Multiple)},
        texts={item.id: answers.texts[item.id] for item in asked if isinstance(item.kind, OpenText)},
        scales={scale.id: reading for scale in answers.instrument.scales if (reading := _scale(answers, scale))},
    )


def _rating(answers: Answers, item: Item, seed: int) -> RatingReading:
    """A rating. Its draws are its own: in one stream for all, intervals of later items would tell of earlier ones."""
    assert isinstance(item.kind, Rating)
    codes, points = answers.codes[item.id], item.kind.points
    by_party = answers.party.count(codes, points) if answers.party else None
    by_breakdown = answers.breakdown.count(codes, points) if answers.breakdown else None
    counts = count_points(codes, points) if by_party is None else by_party.sum(axis=0)
    rng = np.random.default_rng([seed, *item.id.encode()])
    return RatingReading(
        item,
        counts,
        int(np.count_nonzero(codes == SKIPPED)),
        mean_interval(counts, np.arange(points), rng=rng, draws=DRAWS, invited=answers.invited),
        None if by_party is None else by_party[:-1],
        None if by_breakdown is None else by_breakdown[:-1],
    )


def _choice(answers: Answers, item: Item) -> ChoiceReading:
    assert isinstance(item.kind, Choice)
    codes = answers.codes[item.id]
    return ChoiceReading(item, count_points(codes, len(item.kind.options)), int(np.count_nonzero(codes == SKIPPED)))


def _multiple(answers: Answers, item: Item) -> MultipleReading:
    picks = answers.picks[item.id]
    answered = picks[:, 0] >= 0
    return MultipleReading(item, int(answered.sum()), picks[answered].sum(axis=0, dtype=np.int64))


def _scale(answers: Answers, scale: Scale) -> ScaleReading | None:
    """A scale; None when most of what the round meant to ask of it is not there: the rest would pass for the whole."""
    items = tuple(item for item in scale.items if item in answers.codes)
    missing = sum(1 for item in answers.missing if item.id in scale.items)
    if not items or len(items) < missing:
        return None
    values = [_values(answers.instrument.item(item), turned=item in scale.reversed) for item in items]
    codes, pattern = _patterns([answers.codes[item] for item in items], [len(one) for one in values])
    patterns = np.column_stack([one[column] for one, column in zip(values, codes.T, strict=True)])
    return ScaleReading(scale, items, patterns, pattern, answers.party)


def _values(item: Item, *, turned: bool) -> NDArray[np.float64]:
    """The value of each point, from the other end when turned; then nan, where SKIPPED (-2) and BLANK (-1) look."""
    assert isinstance(item.kind, Rating)
    values = np.array(item.kind.values)
    return np.append(item.kind.low + item.kind.high - values if turned else values, (np.nan, np.nan))


def _patterns(columns: list[Codes], sizes: list[int]) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
    """Ways to answer some items, as a table of codes, and per person the row of their own.

    sizes: per item how many codes there are, SKIPPED and BLANK among them. With fewer people than possible ways, every
    person has a row.
    """
    people, ways = len(columns[0]), math.prod(sizes)
    if ways > people:
        return np.column_stack(columns), np.arange(people)
    pattern = np.zeros(people, dtype=np.result_type(np.int16, np.min_scalar_type(-ways)))
    for column, size in zip(columns, sizes, strict=True):
        pattern *= size
        pattern += column
        pattern -= SKIPPED
    return np.indices(sizes).reshape(len(sizes), ways).T + SKIPPED, pattern
