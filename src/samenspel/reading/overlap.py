"""Whether two sets of answers come from the same people: then both releases together tell of whoever is in one only."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from samenspel.reading.answers import BLANK, Answers, Codes, Groups

FEWEST_ITEMS = 4
"""On fewer answers two people are alike by chance."""


@dataclass(frozen=True)
class Overlap:
    """What two sets of answers have in common, over the items that both asked.

    same: how many people are in both, counting those who gave `FEWEST_ITEMS` answers that are not all the same.
    smaller: how many people there are in the smaller set.
    fewest: the fewest people in whom the two differ, over all items in which they do; 0 when no number differs.
    regrouped: whether anything differs when the answers are told apart by party and breakdown.
    """

    same: int
    smaller: int
    fewest: int
    regrouped: bool

    def is_shared(self, k: int) -> bool:
        """Whether this is no chance: at least k + 1 people, and half of the smaller set, are in both."""
        return self.same >= k + 1 and 2 * self.same >= self.smaller


def overlap(one: Answers, other: Answers) -> Overlap:
    """How far two sets of answers are those of the same people. People are known by their answers, in any order."""
    items = [item for item in one.codes if item in other.codes]
    same = (_telling_rows(one, items) & _telling_rows(other, items)).total()
    apart = [abs(one.people - other.people)]
    regrouped = False
    groups, others = _groups(one), _groups(other)
    for column, matching in _columns(one, other):
        apart.append(_apart(_given(column), _given(matching)))
        regrouped = regrouped or _apart(_given(column, groups), _given(matching, others)) > 0
    return Overlap(same, min(one.people, other.people), min(filter(None, apart), default=0), regrouped)


def _telling_rows(answers: Answers, items: list[str]) -> Counter[tuple[int, ...]]:
    """The answers of each person who gave enough of them, and did not choose one point for everything."""
    if len(items) < FEWEST_ITEMS:
        return Counter()
    rows = np.maximum(np.column_stack([answers.codes[item] for item in items]), BLANK)
    answered, highest = rows > BLANK, rows.max(axis=1, keepdims=True)
    varied = (answered & (rows != highest)).any(axis=1)
    return Counter(map(tuple, rows[varied & (answered.sum(axis=1) >= FEWEST_ITEMS)].tolist()))


def _columns(one: Answers, other: Answers) -> Iterator[tuple[Codes, Codes]]:
    """The answers to each item that both asked; of a list to tick, to each of its options."""
    for item in one.codes.keys() & other.codes.keys():
        yield one.codes[item], other.codes[item]
    for item in one.picks.keys() & other.picks.keys():
        yield from zip(one.picks[item].T, other.picks[item].T, strict=False)


def _groups(answers: Answers) -> list[Hashable]:
    """Per person the groups in which they are counted."""
    return list(zip(_names(answers.party, answers), _names(answers.breakdown, answers), strict=True))


def _names(groups: Groups | None, answers: Answers) -> list[str]:
    return [""] * answers.people if groups is None else [groups.names[one] if one >= 0 else "" for one in groups.member]


def _given(column: Codes, groups: list[Hashable] | None = None) -> Counter[Hashable]:
    """How often each answer was given, in each group."""
    values = column.tolist()
    return Counter(one for one in zip(values, groups or [""] * len(values), strict=True) if one[0] > BLANK)


def _apart(one: Counter[Hashable], other: Counter[Hashable]) -> int:
    """How many answers are left of the fuller one, after all that is in both was taken away."""
    return max((one - other).total(), (other - one).total())
