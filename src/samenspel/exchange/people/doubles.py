"""Parties that may be one under two names. These are suggestions: nothing is joined before a person says so."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from samenspel.exchange.people.words import cleaned, key_of

Reason = Literal["spelling", "added-word", "abbreviation", "other-name", "typo"]

# A letter too many is a slip in a short name too (Haaren, Haren); another letter makes another name of it (Goes, Does).
ADDED_FROM, OTHER_FROM = 5, 8
_PLURAL = re.compile(r"\b([A-Z]{2,})['’]?(?:en|s)\b")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"['’`´]")
_ADDED = {
    "gemeente": "gemeente",
    "gem": "gemeente",
    "municipality": "gemeente",
    "stichting": "stichting",
    "st": "stichting",
    "sticht": "stichting",
    "foundation": "stichting",
    "vereniging": "vereniging",
    "ver": "vereniging",
    "bv": "bv",
    "nv": "nv",
    "vof": "vof",
    "ltd": "ltd",
    "cooperatie": "cooperatie",
    "ua": "cooperatie",
    "de": "the",
    "het": "the",
    "the": "the",
}
_OTHER_NAMES = {"den haag": "s gravenhage", "den bosch": "s hertogenbosch"}


@dataclass(frozen=True)
class Double:
    """Two names that may be one party, in the order of the list, and why; `words.reason_text` says it in a sentence."""

    first: str
    second: str
    reason: Reason


@dataclass(frozen=True)
class _Name:
    """One reading of a name: all its words, those that tell it apart, and the others (Gemeente, B.V.)."""

    words: tuple[str, ...]
    core: tuple[str, ...]
    added: frozenset[str]

    @property
    def whole(self) -> str:
        return "".join(self.words)

    @property
    def bare(self) -> str:
        return "".join(self.core)


def doubles(names: Iterable[str]) -> tuple[Double, ...]:
    """Pairs of different names that may be one party, each with the surest reason.

    Equal but for capitals, punctuation or a plural; but for a word such as Gemeente, Stichting or B.V.; with and
    without an abbreviation in brackets; two names of one place; or one letter apart in a word long enough for a slip.
    """
    known = list({key_of(name): cleaned(name) for name in reversed(list(names)) if cleaned(name)}.values())[::-1]
    found: dict[tuple[int, int], Reason] = {}
    readings = [_readings(name) for name in known]
    sought: tuple[tuple[Iterator[tuple[int, int]], Reason], ...] = (
        (_alike(readings, "whole"), "spelling"),
        (_alike(readings, "bare"), "added-word"),
        (_shortened(known, readings), "abbreviation"),
        (_other_names(readings), "other-name"),
        (_one_letter(readings), "typo"),
    )
    for pairs, reason in sought:
        for first, second in pairs:
            found.setdefault((min(first, second), max(first, second)), reason)
    return tuple(Double(known[one], known[other], reason) for (one, other), reason in sorted(found.items()))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name without capitals, accents, dots of abbreviations and plurals of abbreviations."""
    text = _PLURAL.sub(r"\1", _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), name))
    text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return tuple(_WORD.findall(_JOINED.sub("", text).casefold()))


def _readings(name: str) -> tuple[_Name, ...]:
    """How a name can be read: "St." may be short for Stichting or for Sint."""
    said = _words(name)
    saint = tuple("sint" if word == "st" else word for word in said)
    return tuple(_reading(words) for words in dict.fromkeys((said, saint)) if words)


def _reading(said: tuple[str, ...]) -> _Name:
    core = tuple(word for word in said if word not in _ADDED)
    if not core:
        return _Name(said, said, frozenset())
    return _Name(said, core, frozenset(_ADDED[word] for word in said if word in _ADDED))


def _alike(readings: list[tuple[_Name, ...]], part: Literal["whole", "bare"]) -> Iterator[tuple[int, int]]:
    """Names with the same words, or the same words that tell them apart."""
    places: dict[str, list[tuple[int, _Name]]] = {}
    for place, ways in enumerate(readings):
        for way in ways:
            same = places.setdefault(getattr(way, part), [])
            yield from ((other, place) for other, known in same if other != place and _fit(known, way))
            same.append((place, way))


def _fit(one: _Name, other: _Name) -> bool:
    """Whether the added words of two names go together: a gemeente is not a stichting of the same name."""
    return one.added <= other.added or other.added <= one.added


def _shortened(known: list[str], readings: list[tuple[_Name, ...]]) -> Iterator[tuple[int, int]]:
    """A name with something in brackets, and the same name without it or with only the abbreviation."""
    places: dict[str, list[int]] = {}
    for place, ways in enumerate(readings):
        for text in {text for way in ways for text in (way.whole, way.bare)}:
            places.setdefault(text, []).append(place)
    for place, name in enumerate(known):
        for variant in _variants(name):
            for text in {text for way in _readings(variant) for text in (way.whole, way.bare)}:
                yield from ((other, place) for other in places.get(text, []) if other != place)


def _variants(name: str) -> Iterator[str]:
    """Without the brackets; the abbreviation alone; and the abbreviation before the last words of the name."""
    inside = _BRACKETS.search(name)
    if not inside:
        return
    bare = f"{name[: inside.start()]} {name[inside.end() :]}"
    yield bare
    short = inside[1].strip()
    if len(short) > 1:
        said = bare.split()
        yield from (" ".join((short, *said[start:])) for start in range(1, len(said) + 1))


def _other_names(readings: list[tuple[_Name, ...]]) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for place, ways in enumerate(readings):
        for way in ways:
            places.setdefault(" ".join(way.core), []).append(place)
    for one, other in _OTHER_NAMES.items():
        for first in places.get(one, []):
            yield from ((first, second) for second in places.get(other, []))


def _one_letter(readings: list[tuple[_Name, ...]]) -> Iterator[tuple[int, int]]:
    """Names of which one word differs by a letter. Such names are equal when each may lose one letter."""
    places: dict[str, list[tuple[int, _Name]]] = {}
    for place, ways in enumerate(readings):
        for way in ways:
            text = way.bare
            for shorter in {text, *(text[:cut] + text[cut + 1 :] for cut in range(len(text)))}:
                same = places.setdefault(shorter, [])
                yield from ((other, place) for other, known in same if other != place and _slip(known, way))
                same.append((place, way))


def _slip(one: _Name, other: _Name) -> bool:
    differing = [pair for pair in zip(one.core, other.core, strict=False) if pair[0] != pair[1]]
    return len(one.core) == len(other.core) and len(differing) == 1 and _fit(one, other) and is_slip(*differing[0])


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a slip: one letter more, or in a long word one other letter or two swapped."""
    if any(char.isdigit() for char in one + other):
        return False
    short, long = sorted((one, other), key=len)
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    left, right = short[start:], long[start:]
    if len(long) == len(short) + 1:
        return len(short) >= ADDED_FROM and left == right[1:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return len(short) == len(long) >= OTHER_FROM and (left[1:] == right[1:] or swapped)
