"""What people answered: one column per item, in arrays. The form in which answers come in, from file or round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samenspel.analysis.counts import GroupCounter
from samenspel.theory.instrument import Choice, Instrument, Item, Multiple, OpenText, Rating

BLANK = -1
"""Nothing was filled in."""
SKIPPED = -2
""""Don't know" or "not for me" was chosen."""

Codes = NDArray[np.int16]


@dataclass(frozen=True)
class Groups:
    """Which group each person belongs to: `names`, and per person a number into them, or -1 for none."""

    names: tuple[str, ...]
    member: NDArray[np.int32]
    _counters: dict[int, GroupCounter] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Groups":
        """Groups from one label per person, in alphabetical order; an empty label is no group."""
        names = tuple(sorted({label for label in labels if label}, key=lambda name: (name.casefold(), name)))
        number = {name: place for place, name in enumerate(names)} | {"": -1}
        return cls(names, np.array([number[label] for label in labels], dtype=np.int32))

    def count(self, codes: NDArray[np.integer], points: int) -> NDArray[np.int64]:
        """How many of each group chose each point, shape (groups + 1, points); the last row is for who is in none."""
        if points not in self._counters:
            self._counters[points] = GroupCounter(self.member, points, len(self.names))
        return self._counters[points].count(codes)


@dataclass(frozen=True)
class Answers:
    """The answers of one round to one instrument; every array has one place per person.

    codes: per rating the number of the point chosen (0 = lowest), per choice the number of the option; BLANK, SKIPPED.
    picks: per multiple item a table people x options of 0 and 1; a row of BLANK where nothing was filled in.
    texts: per open question the words, empty where nothing was written.
    may_quote: per person whether their remarks may be read in an open (by party) round; None when nobody was asked.
    """

    instrument: Instrument
    people: int
    codes: Mapping[str, Codes]
    picks: Mapping[str, Codes] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    party: Groups | None = None
    breakdown: Groups | None = None
    breakdown_name: str | None = None
    invited: int | None = None
    may_quote: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        """Refuse columns of the wrong length and codes outside the instrument: both would be silent errors later."""
        for item_id, column in {**self.codes, **self.picks}.items():
            item = self.instrument.item(item_id)
            if len(column) != self.people:
                raise ValueError(f"{item_id}: {len(column)} answers for {self.people} people")
            if column.size and (column.min() < SKIPPED or column.max() >= _codes_of(item)):
                raise ValueError(f"{item_id}: an answer that the instrument does not offer")
        if self.invited is not None and self.invited < self.people:
            raise ValueError(f"{self.people} people answered, more than the {self.invited} invited")

    @property
    def asked(self) -> tuple[Item, ...]:
        """The items of the instrument that this round asked, in the instrument's order."""
        present = {*self.codes, *self.picks, *self.texts}
        return tuple(item for item in self.instrument.items if item.id in present)

    @property
    def missing(self) -> tuple[Item, ...]:
        """The items, open questions aside, that the form of this round has and that are not among the answers."""
        present = {item.id for item in self.asked}
        meant = self.instrument.form_of(present)
        absent = (item for item in self.instrument.items if item.id in meant and item.id not in present)
        return tuple(item for item in absent if not isinstance(item.kind, OpenText))


def _codes_of(item: Item) -> int:
    match item.kind:
        case Rating(points=points):
            return points
        case Choice(options=options):
            return len(options)
        case Multiple():
            return 2
        case _:
            raise ValueError(f"{item.id}: free words are no codes")
