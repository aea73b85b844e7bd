"""What a picture shows, before it has a form: the items of each scale with the mean that was released."""

from dataclasses import dataclass

from samenspel.present.palette import Theme, colours
from samenspel.reading.cells import Mean
from samenspel.reading.disclosure import Bound
from samenspel.reading.release import Release
from samenspel.theory.instrument import Item, Rating, Scale

BESIDE = "CHA"
"""C-2: no reading of the conditions appears without the connection to the challenge beside it."""

_TURNED: dict[Bound, Bound] = {"exact": "exact", "or more": "or less", "or less": "or more"}


@dataclass(frozen=True)
class Part:
    """One rated item in the direction of its scale: a reversed item is counted from the other end."""

    item: Item
    n: int
    mean: Mean | None
    turned: bool

    @property
    def kind(self) -> Rating:
        """How the item was answered."""
        assert isinstance(self.item.kind, Rating)
        return self.item.kind

    def place(self, value: float) -> float:
        """Where a value lies on the range of the item: 0 at its low end, 1 at its high end."""
        return min(1.0, max(0.0, (value - self.kind.low) / (self.kind.high - self.kind.low)))


@dataclass(frozen=True)
class Group:
    """A scale that was asked, with its mean and its items."""

    scale: Scale
    n: int
    mean: Mean | None
    parts: tuple[Part, ...]

    def place(self, value: float) -> float:
        """Where a value lies on the range of the scale: 0 at its low end, 1 at its high end."""
        return self.parts[0].place(value)

    @property
    def low(self) -> float:
        """The low end of the range."""
        return self.parts[0].kind.low

    @property
    def high(self) -> float:
        """The high end of the range."""
        return self.parts[0].kind.high


def scale_groups(release: Release) -> tuple[Group, ...]:
    """Every scale that was asked, in the order of the instrument."""
    return tuple(_group(release, scale) for scale in release.instrument.scales if scale.id in release.scales)


def scale_colours(release: Release, theme: Theme = "light") -> dict[str, str]:
    """The colour of every scale of the instrument, asked or not, so that it is the same in every picture and round."""
    return colours([scale.id for scale in release.instrument.scales], theme)


def petal_groups(release: Release) -> tuple[Group, ...]:
    """The scales that form the flower; the connection to the challenge stands beside it."""
    return tuple(group for group in scale_groups(release) if group.scale.id != BESIDE)


def beside(release: Release) -> Group | None:
    """The connection to the challenge; None when it was not asked."""
    return next((group for group in scale_groups(release) if group.scale.id == BESIDE), None)


def misses_challenge(release: Release) -> bool:
    """Whether an instrument that has a connection to the challenge was asked without it."""
    return release.instrument.scale(BESIDE) is not None and BESIDE not in release.scales


def loose_items(release: Release) -> tuple[Item, ...]:
    """Rated items that stand by themselves: they count in no scale, or most of theirs is missing from the file."""
    in_scales = {item for scale in release.scales.values() for item in scale.items}
    return tuple(item for item in release.instrument.items if item.id in release.ratings and item.id not in in_scales)


def _group(release: Release, scale: Scale) -> Group:
    found = release.scales[scale.id]
    parts = tuple(_part(release, item, item in scale.reversed) for item in found.items)
    return Group(scale, found.n, found.mean, parts)


def _part(release: Release, item_id: str, turned: bool) -> Part:
    item, one = release.instrument.item(item_id), release.ratings[item_id]
    assert isinstance(item.kind, Rating)
    mean = one.mean
    if mean is not None and turned:
        ends = item.kind.low + item.kind.high
        mean = Mean(ends - mean.value, _TURNED[mean.bound], ends - mean.high, ends - mean.low)
    return Part(item, one.n, mean, turned)
