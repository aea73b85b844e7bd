"""What an instrument is: items that people answer, scales that score them, forms that choose among them.

An item has one *kind* of answer. A new kind (triangle, points to divide, two readings, roster, statements to vote on)
joins by one class here, one reader in `kinds.py`, and one rule in `reading/release.py`: a kind without a rule for
release is never published.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from samenspel.theory.words import Bilingual


@dataclass(frozen=True)
class Rating:
    """A point on a line from `low` to `high`; `points` of them at equal distance, some or all with a label."""

    low: float
    high: float
    points: int
    labels: tuple[tuple[float, Bilingual], ...] = ()
    skip: Bilingual | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """The points from low to high."""
        step = (self.high - self.low) / (self.points - 1)
        return tuple(self.low + step * i for i in range(self.points))


@dataclass(frozen=True)
class Option:
    """Something one may choose."""

    id: str
    name: Bilingual
    help: Bilingual | None = None


@dataclass(frozen=True)
class Choice:
    """One of several options; `ordered` when they follow each other, as phases do."""

    options: tuple[Option, ...]
    ordered: bool = False
    skip: Bilingual | None = None


@dataclass(frozen=True)
class Multiple:
    """Any of several options."""

    options: tuple[Option, ...]
    skip: Bilingual | None = None


@dataclass(frozen=True)
class OpenText:
    """Free words, at most `longest` characters."""

    longest: int = 2000


Kind = Rating | Choice | Multiple | OpenText


@dataclass(frozen=True)
class Item:
    """One question or statement, about one thing."""

    id: str
    kind: Kind
    text: Bilingual
    short: Bilingual
    help: Bilingual | None = None
    about: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """Items that together say one thing; a person's score is the mean of the items that they answered.

    Items in `reversed` count from the other end: low + high - answer.
    """

    id: str
    name: Bilingual
    short: Bilingual
    items: tuple[str, ...]
    reversed: tuple[str, ...] = ()
    asks: Bilingual | None = None


@dataclass(frozen=True)
class Form:
    """A choice of items, in the order in which they are asked."""

    id: str
    name: Bilingual
    items: tuple[str, ...]
    minutes: int | None = None


@dataclass(frozen=True)
class Instrument:
    """A versioned set of questions. A published version never changes: `digest` is the hash of its file."""

    slug: str
    version: int
    digest: str
    audience: str
    name: Bilingual
    purpose: Bilingual
    intro: Bilingual
    thanks: Bilingual
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    forms: tuple[Form, ...]
    sources: tuple[str, ...] = ()

    def item(self, item_id: str) -> Item:
        """The item with this id; KeyError when there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def scale(self, scale_id: str) -> Scale | None:
        """The scale with this id, or None."""
        return next((scale for scale in self.scales if scale.id == scale_id), None)

    def scale_of(self, item_id: str) -> Scale | None:
        """The scale that an item counts in, or that an open question is about; None when neither."""
        about = self.item(item_id).about
        return next((scale for scale in self.scales if item_id in scale.items or scale.id == about), None)

    def form_of(self, asked: Collection[str]) -> tuple[str, ...]:
        """The items that a round meant to ask: those of the smallest form that holds all it asked, else every item."""
        fitting = [form.items for form in self.forms if set(asked) <= set(form.items)]
        return min(fitting, key=len) if fitting else tuple(item.id for item in self.items)

    def of_kind(self, *kinds: type) -> Iterator[Item]:
        """The items whose answers are of one of these kinds, in order."""
        return (item for item in self.items if isinstance(item.kind, kinds))


def combine(*instruments: Instrument) -> Instrument:
    """Several instruments asked in one round, as one: every form of the first, with all items of the others.

    Raises ValueError when two of them use the same item or scale id.
    """
    if len(instruments) == 1:
        return instruments[0]
    items = tuple(item for instrument in instruments for item in instrument.items)
    scales = tuple(scale for instrument in instruments for scale in instrument.scales)
    for ids in ([item.id for item in items], [scale.id for scale in scales]):
        if len(ids) != len(set(ids)):
            raise ValueError("instruments share an id")
    first = instruments[0]
    whole = tuple(item.id for instrument in instruments[1:] for item in instrument.items)
    return Instrument(
        slug="+".join(instrument.slug for instrument in instruments),
        version=first.version,
        digest="+".join(instrument.digest for instrument in instruments),
        audience=first.audience,
        name=first.name,
        purpose=first.purpose,
        intro=first.intro,
        thanks=first.thanks,
        items=items,
        scales=scales,
        forms=tuple(Form(form.id, form.name, (*form.items, *whole)) for form in first.forms),
        sources=tuple(source for instrument in instruments for source in instrument.sources),
    )
