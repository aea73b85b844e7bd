"""Counts: how many chose each point of an ordered scale, and how far those counts agree."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

# Up to here the agreement of every possible pattern of filled points is worked out once and looked up.
MOST_POINTS_IN_TABLE = 12


def count_points(codes: npt.ArrayLike, points: int) -> IntArray:
    """How many answers fall on each of `points` points, as an int array of that length.

    `codes` is a 1-D int array of point numbers from 0; a negative code is a missing answer and is not counted.
    A code of `points` or more raises ValueError.
    """
    return np.bincount(np.add(_numbers(codes, points, "codes"), 1, dtype=np.int64), minlength=points + 1)[1:]


def count_by_group(codes: npt.ArrayLike, groups: npt.ArrayLike, points: int, group_count: int) -> IntArray:
    """How many answers of each group fall on each point: an int array of shape (group_count, points).

    `codes` and `groups` are 1-D int arrays of equal length, both numbered from 0. A negative code is a missing answer
    and a negative group is a person in no group; neither is counted. Too high a code or group raises ValueError.
    """
    return GroupCounter(groups, points, group_count).count(codes)[:-1]


class GroupCounter:
    """Counts answers per group for one item after another: what depends on the groups alone is worked out once."""

    def __init__(self, groups: npt.ArrayLike, points: int, group_count: int) -> None:
        """`groups` as in `count_by_group`; ValueError for too high a group."""
        self.points = points
        self.shape = (group_count + 1, points + 1)
        # Per person the cell of point 0 in the row of their group, after the cell of missing answers (-1). People in no
        # group have the last row. Half the width counts faster by half: many answers are a matter of reading memory.
        first = _numbers(groups, group_count, "groups").astype(np.int64)
        first[first < 0] = group_count
        first = first * (points + 1) + 1
        self.first = first.astype(np.int32) if (group_count + 1) * (points + 1) < 2**31 else first

    def count(self, codes: npt.ArrayLike) -> IntArray:
        """How many answers fall on each point: shape (group_count + 1, points), the last row for people in no group.

        `codes` as in `count_by_group`; ValueError for too high a code or another length than the groups have.
        """
        numbers = _numbers(codes, self.points, "codes")
        if numbers.shape != self.first.shape:
            raise ValueError(f"codes and groups differ in length: {numbers.size} and {self.first.size}")
        cell = np.add(self.first, numbers, dtype=self.first.dtype, casting="unsafe")
        return np.bincount(cell, minlength=self.shape[0] * self.shape[1]).reshape(self.shape)[:, 1:]


def _numbers(codes: npt.ArrayLike, limit: int, name: str) -> npt.NDArray[np.signedinteger]:
    """The codes as they are, but -1 for any negative one. Never to be changed: it may be the input itself."""
    given = np.asarray(codes)
    if given.ndim != 1 or (given.size and given.dtype.kind not in "iu"):
        raise ValueError(f"{name} must be a 1-D array of whole numbers")
    if given.size and given.max() >= limit:
        raise ValueError(f"{name} run to {given.max()}, but only 0 to {limit - 1} exist")
    if given.dtype.kind != "i":
        given = given.astype(np.int64)
    return np.maximum(given, -1) if given.size and given.min() < -1 else given


def agreement_a(counts: npt.ArrayLike) -> float:
    """Agreement A of one ordered distribution: 1 all on one point, 0 spread evenly, -1 split over the two ends.

    `counts` holds the number (or share, or percentage) on each of K equally spaced points. nan when nobody answered or
    K < 3, where one peak and two peaks cannot be told apart. Negative counts raise ValueError.
    Source: van der Eijk 2001. A is biased upward in small groups: read it against `agreement_null`.
    """
    given = np.asarray(counts, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError("agreement_a takes one distribution; agreement_a_each takes many")
    return float(agreement_a_each(given))


def agreement_a_each(counts: npt.ArrayLike) -> FloatArray:
    """Agreement A of many distributions at once: counts of shape (..., K) give an array of shape (...).

    The distribution is cut into horizontal layers; each layer is a pattern of filled and empty points, and A is the
    mean agreement of these patterns, weighted by the answers in the layer. Undefined cases as in `agreement_a`.
    """
    given = np.asarray(counts, dtype=np.float64)
    points = given.shape[-1]
    if (given < 0).any():
        raise ValueError("counts cannot be negative")
    if points < 3:
        return np.full(given.shape[:-1], np.nan)
    order = np.argsort(given, axis=-1, kind="stable")
    heights = np.take_along_axis(given, order, axis=-1)
    heights[..., 1:] -= heights[..., :-1].copy()
    weights = heights * np.arange(points, 0, -1)
    layers = _layer_agreement(order, points)
    total = given.sum(axis=-1)
    summed = np.asarray((weights * layers).sum(axis=-1))
    means: FloatArray = np.divide(summed, total, out=np.full(total.shape, np.nan), where=total > 0)
    return means


def polarization(counts: npt.ArrayLike) -> float:
    """Polarisation (1 - A) / 2 of one distribution: 0 all on one point, 0.5 spread evenly, 1 split over the two ends.

    nan where `agreement_a` is. Source: Ruedin, after van der Eijk 2001.
    """
    return (1.0 - agreement_a(counts)) / 2.0


def _layer_agreement(order: npt.NDArray[np.intp], points: int) -> FloatArray:
    """Agreement of each layer's pattern: layer i is filled on the points order[i:], the ones at least that high."""
    if points <= MOST_POINTS_IN_TABLE:
        codes = np.cumsum((1 << order)[..., ::-1], axis=-1)[..., ::-1]
        return _pattern_table(points)[codes]
    height_rank = np.argsort(order, axis=-1)
    layers = [_pattern_agreement(height_rank >= layer) for layer in range(points)]
    return np.stack(layers, axis=-1)


@lru_cache(maxsize=MOST_POINTS_IN_TABLE)
def _pattern_table(points: int) -> FloatArray:
    codes = np.arange(1 << points)
    return _pattern_agreement((codes[:, None] >> np.arange(points)) & 1 == 1)


def _pattern_agreement(filled: npt.NDArray[np.bool_]) -> FloatArray:
    """Agreement of patterns of filled and empty points, shape (..., K), by their one-peaked and two-peaked triples.

    An empty point with l filled ones to its left and r to its right is the valley of l * r two-peaked triples, and the
    flank of the one-peaked triples that pair two filled points on the same side.
    """
    points = filled.shape[-1]
    ones = filled.astype(np.float64)
    size = ones.sum(axis=-1)
    left = np.cumsum(ones, axis=-1) - ones
    right = size[..., None] - left - ones
    empty = 1.0 - ones
    two_peaked = (empty * left * right).sum(axis=-1)
    one_peaked = (empty * (left * (left - 1) + right * (right - 1)) / 2).sum(axis=-1)
    triples = one_peaked + two_peaked
    leaning = (points - 2) * one_peaked - (points - 1) * two_peaked
    # Without any such triple the pattern is a single point or all of them: one peak.
    unimodality = np.where(triples > 0, leaning / ((points - 2) * np.maximum(triples, 1.0)), 1.0)
    agreement: FloatArray = unimodality * (1.0 - (size - 1.0) / (points - 1.0))
    return agreement
