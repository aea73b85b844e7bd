"""The figures by Samenspel."""

from collections.abc import Mapping

import numpy as np

from bench.figures import Figures
from samenspel.analysis.agreement import krippendorff_alpha, one_way
from samenspel.analysis.intervals import mean_interval
from samenspel.reading.answers import Answers
from samenspel.reading.score import read
from samenspel.theory.instrument import Rating


def of_a_round(answers: Answers) -> Figures:
    """A whole reading, and what it works out only when asked."""
    reading = read(answers)
    made: dict[str, np.ndarray] = {}
    for item, one in reading.ratings.items():
        assert isinstance(one.item.kind, Rating)
        assert one.by_party is not None
        low, interval = one.item.kind.low, one.interval
        made[f"{item} counts"] = one.counts
        made[f"{item} mean"] = np.array([one.n, interval.estimate + low])
        made[f"{item} interval"] = np.array([interval.low + low, interval.high + low])
        made[f"{item} by party"] = one.by_party
    for name, scale in reading.scales.items():
        between = scale.between_parties
        assert between is not None
        made[f"{name} scores"] = scale.scores
        made[f"{name} alpha"] = np.array(scale.alpha)
        made[f"{name} item-rest"] = scale.item_rest
        made[f"{name} by party"] = np.array(scale.party_means)
        made[f"{name} between"] = np.array([between.icc1, between.icc2, between.f, between.p])
    return made


def between_companies(scores: Mapping[str, np.ndarray], company: np.ndarray) -> Figures:
    made = {}
    for name, values in scores.items():
        one = one_way(values, company)
        made[f"{name} between"] = np.array([one.n, one.icc1, one.icc2, one.f, one.p])
    return made


def mean_of(hours: np.ndarray) -> Figures:
    values, counts = np.unique(hours, return_counts=True)
    interval = mean_interval(counts, values, rng=np.random.default_rng(0))
    return {"mean": np.array([interval.n, interval.estimate]), "interval": np.array([interval.low, interval.high])}


def alpha_of_raters(ratings: np.ndarray) -> Figures:
    return {"alpha": np.array(krippendorff_alpha(ratings, metric="ordinal"))}
