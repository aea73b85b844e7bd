"""The attacker: an insider who knows their own answer, the rules, and everything that was published.

A *world* is one way in which people may have answered: counts per group and point. Worlds that publish the same are
one class; inside it the insider keeps the worlds that hold their own answer, and looks at what others may have said.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from samenspel.reading.disclosure import kinds_needed

World = NDArray[np.int64]


@cache
def all_counts(n: int, points: int) -> NDArray[np.int64]:
    """Every way in which n people can spread over the points, one a row."""
    bars = np.array(list(combinations(range(n + points - 1), points - 1)), dtype=np.int64)
    edges = np.concatenate([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), n + points - 1)], axis=1)
    return np.diff(edges, axis=1) - 1


def fewest_possible_answers(worlds: Iterable[World], publish: Callable[[World], Hashable]) -> tuple[int, object]:
    """Over all publications and all insiders: the fewest points that another person may still have chosen.

    A world is an array groups x points (one group: the totals). Returns the number and what was published there.
    """
    classes: dict[Hashable, list[World]] = defaultdict(list)
    for world in worlds:
        classes[publish(world)].append(world)
    fewest, where = 99, None
    for published, members in classes.items():
        found = _fewest_in_class(np.array(members))
        if found < fewest:
            fewest, where = found, published
    return fewest, where


def _fewest_in_class(worlds: NDArray[np.int64]) -> int:
    """worlds: (worlds x groups x points)."""
    fewest = 99
    for group in range(worlds.shape[1]):
        for own in range(worlds.shape[2]):
            mine = worlds[worlds[:, group, own] >= 1].copy()
            if not len(mine):
                continue
            mine[:, group, own] -= 1
            possible = (mine > 0).any(axis=0).sum(axis=1)
            crowded = mine.sum(axis=2).max(axis=0) > 0
            fewest = min(fewest, *(int(p) for p, c in zip(possible, crowded, strict=True) if c))
    return fewest


def enough(points: int) -> int:
    """The rule: never fewer than three points of seven, and in proportion."""
    return kinds_needed(points)
