"""What a new list changes: who is new, changed, the same, or no longer there."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Generic

from samenspel.exchange.people.entries import Entry, Party
from samenspel.exchange.people.words import key_of


@dataclass(frozen=True)
class Change:
    """One field that changes."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Changed(Generic[Entry]):
    """Somebody who is known already, and of whom the new list says something else."""

    existing: Entry
    incoming: Entry
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison(Generic[Entry]):
    """What a new list changes. `new` are as they come in; `same` and `gone` as they are now."""

    new: tuple[Entry, ...]
    changed: tuple[Changed[Entry], ...]
    same: tuple[Entry, ...]
    gone: tuple[Entry, ...]


def compare(existing: Sequence[Entry], incoming: Sequence[Entry]) -> Comparison[Entry]:
    """Compare what is there with what comes in.

    Parties are recognised by their code when both have one, else by their name; people by their e-mail address, else
    by name and party when only one on each side has them. What the new list leaves empty stays as it is.
    """
    pairs = _pairs(existing, incoming)
    known = set(pairs.values())
    changed: list[Changed[Entry]] = []
    same: list[Entry] = []
    for new, old in sorted(pairs.items(), key=lambda pair: pair[1]):
        changes = _changes(existing[old], incoming[new])
        if changes:
            changed.append(Changed(existing[old], incoming[new], changes))
        else:
            same.append(existing[old])
    return Comparison(
        tuple(entry for place, entry in enumerate(incoming) if place not in pairs),
        tuple(changed),
        tuple(same),
        tuple(entry for place, entry in enumerate(existing) if place not in known),
    )


def _pairs(existing: Sequence[Entry], incoming: Sequence[Entry]) -> dict[int, int]:
    """Places of incoming entries and of those that they are, the surest first."""
    pairs: dict[int, int] = {}
    for key in ("first_key", "second_key"):
        old = _alone(existing, key, set(pairs.values()))
        for name, new in _alone(incoming, key, set(pairs)).items():
            if name in old and (key == "first_key" or _may_be_one(existing[old[name]], incoming[new])):
                pairs[new] = old[name]
    return pairs


def _alone(entries: Sequence[Entry], key: str, paired: set[int]) -> dict[str, int]:
    """The places of entries not paired yet by their key, where no other has the same."""
    found: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        if place not in paired and getattr(entry, key):
            found.setdefault(getattr(entry, key), []).append(place)
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def _may_be_one(old: Entry, new: Entry) -> bool:
    """Whether equal names can be one: not when both parties have a code, for then those differ."""
    return not (isinstance(old, Party) and old.first_key and new.first_key)


def _changes(old: Entry, new: Entry) -> tuple[Change, ...]:
    names = [one.name for one in fields(old) if one.compare]
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in names)
    return tuple(Change(name, was, now) for name, was, now in pairs if now and not _is_equal(name, was, now, old, new))


def _is_equal(name: str, was: str, now: str, old: Entry, new: Entry) -> bool:
    """Whether two cells say the same; of names, capitals count: somebody may have mended them."""
    if name in ("code", "email"):
        return old.first_key == new.first_key
    if name == "party":
        return key_of(was) == key_of(now)
    return was == now
