"""A live example of what will be visible, before anyone is asked: the rules themselves, on who is chosen now.

It takes the case that everyone answers, and that the answers differ. Every limit comes from `reading.disclosure`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel.reading.disclosure import (
    BANDS_FROM,
    OPEN_LINK_FROM,
    POINTS_FROM,
    REMARKS_FROM,
    detail,
    groups_to_show,
    is_big_enough,
)
from samenspel.web.parties.queries import options

if TYPE_CHECKING:
    from samenspel.web.parties.models import Participant, Party

POINTS = 7


@dataclass(frozen=True)
class Group:
    """A group of the breakdown, or a party in a round that is open by party.

    why: "shown", "small" (too few people) or "beside" (big enough, but then one could work out what stays hidden).
    """

    name: str
    people: int
    why: str


@dataclass(frozen=True)
class Example:
    """What would be published if everyone who is chosen answered.

    total: how much of everyone together ("none", "mean", "bands", "points"). next_from: from how many answers there is
    more. ungrouped: how many are in no group. least, open_from: the fewest answers of a group, and of a room.
    unmailed: how many have no address.
    """

    people: int
    room: bool
    by_party: bool
    total: str
    remarks: bool
    groups: tuple[Group, ...]
    ungrouped: int
    next_from: int | None
    least: int
    open_from: int
    unmailed: int


def example(
    people: Sequence["Participant"], *, visibility: str, breakdown: str, k: int, lang: str, room: bool = False
) -> Example:
    """The example for these people under these choices. In a room nobody is known, so it has no groups.

    lang: of the network, in which groups are published; their order decides which of two equal ones is hidden.
    """
    known: Sequence[Participant] = () if room else people
    by_party = visibility == "party"
    groups, ungrouped = _groups(known, "party" if by_party else breakdown, k, lang, open_to_all=by_party)
    n = len(known)
    next_from = next((least for least in (k + 1, BANDS_FROM, POINTS_FROM) if n < least), None)
    return Example(
        people=n,
        room=room,
        by_party=by_party,
        total="points" if by_party else detail(_varied(n), k, broken_down=bool(breakdown)),
        remarks=by_party or n >= max(REMARKS_FROM, k + 1),
        groups=groups,
        ungrouped=ungrouped,
        next_from=None if by_party or (breakdown and next_from == POINTS_FROM) else next_from,
        least=k + 1,
        open_from=max(OPEN_LINK_FROM, k + 1),
        unmailed=sum(1 for person in known if not person.email),
    )


def _varied(n: int) -> list[int]:
    """The answers of n people, as different as they can be."""
    return [n // POINTS + (point < n % POINTS) for point in range(POINTS)]


def _groups(
    people: Sequence["Participant"], breakdown: str, k: int, lang: str, *, open_to_all: bool
) -> tuple[tuple[Group, ...], int]:
    """The groups with what becomes of each, and how many people are in none."""
    if not breakdown:
        return (), 0
    counts = Counter(name for person in people if (name := _group_of(person.party, breakdown, lang)))
    names = sorted(counts, key=lambda name: (name.casefold(), name))
    ungrouped = len(people) - counts.total()
    sizes = [counts[name] for name in names]
    shown = (True,) * len(names) if open_to_all else groups_to_show(sizes, ungrouped, k)
    groups = tuple(
        Group(name, size, "shown" if show else "beside" if is_big_enough(size, k) else "small")
        for name, size, show in zip(names, sizes, shown, strict=True)
    )
    return groups, ungrouped


def _group_of(party: "Party | None", breakdown: str, lang: str) -> str:
    """The group of somebody; empty when they are in none."""
    if party is None:
        return ""
    if breakdown == "party":
        return party.name
    value = getattr(party, breakdown)
    return options(breakdown)[str(value)][lang] if value else ""
