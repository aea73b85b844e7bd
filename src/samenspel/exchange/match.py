"""Which column of a table holds which item. Wordings are equal but for capitals, punctuation and markup: no guesses."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.headers import SUBMITTED, Wordings, is_of_tool
from samenspel.exchange.mapping import ColumnMap, Target
from samenspel.exchange.matching import By, Match, Matching, Place, Unmatched
from samenspel.exchange.table import Table
from samenspel.exchange.wording import compact, plain, shortened, tidy
from samenspel.theory.instrument import Instrument, Item, Multiple, Option
from samenspel.theory.words import Bilingual

MOST_HEADERS = 12
MAY_QUOTE = {
    compact(said)
    for said in ("may-quote", "Mijn opmerkingen mogen in het verslag", "My remarks may be shown in the report")
}
"""Headers of the column in which people give leave to show their remarks."""


def match_columns(
    table: Table,
    instrument: Instrument,
    mapping: ColumnMap | None = None,
    party: str | None = None,
    breakdown: str | None = None,
) -> Matching:
    """Which columns hold the items, the party and the breakdown (by their headers), and what was not found.

    The map goes before ids, ids before texts. Raises AnswersError with every problem: a header that is asked for and
    not there, two columns for one item, options of a multiple item without a column, or no item found at all.
    """
    search = _Search(table, instrument)
    if mapping:
        search.follow(mapping)
    search.name("party", party)
    search.name("breakdown", breakdown)
    search.look()
    return search.result()


@dataclass(frozen=True)
class _Hit:
    place: Place
    by: By
    option: str | None = None


@dataclass
class _Search:
    """One search: what is left of the columns, what was found for the items, and what is wrong."""

    table: Table
    instrument: Instrument
    roles: dict[str, Place] = field(default_factory=dict)
    ignored: list[Place] = field(default_factory=list)
    hits: dict[str, list[_Hit]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = {number: Place(number, header) for number, header in enumerate(self.table.header)}
        self.wordings = Wordings(self.instrument)

    def follow(self, mapping: ColumnMap) -> None:
        """Give the columns that the map names to what it names."""
        for header, target in mapping.columns.items():
            place = self._column(header, mapping.where(header), "map-unknown-column", "map-column-twice")
            if place:
                self._give(place, target)

    def name(self, role: str, header: str | None) -> None:
        """Give the column with this header a role; it goes before the map."""
        if header is None:
            return
        place = self._column(header, Where(self.table.file), "answers-unknown-column", "answers-column-twice")
        if place:
            self.roles[role] = place
            self.left.pop(place.column, None)
            self.hits = {item: [hit for hit in hits if hit.place != place] for item, hits in self.hits.items()}

    def look(self) -> None:
        """Find the items of the columns that are left, by id and by text."""
        shared: dict[tuple[str, ...], list[Place]] = {}
        for place in tuple(self.left.values()):
            found = self.wordings.named(place.header)
            if len(found.items) > 1:
                shared.setdefault(found.items, []).append(place)
            elif found.items:
                self._hit(found.items[0], _Hit(place, found.by, found.option))
            elif compact(place.header) in MAY_QUOTE and "may-quote" not in self.roles:
                self._give(place, Target("may-quote"))
        for items, places in shared.items():
            if len(items) == len(places):
                for item, place in zip(items, places, strict=True):
                    self._hit(item, _Hit(place, "order"))

    def result(self) -> Matching:
        """What was found. Raises AnswersError with everything that is wrong."""
        matches = tuple(self._matches())
        if not matches and not self.problems:
            self.problems.append(self._nothing())
        if self.problems:
            raise AnswersError(*self.problems)
        found = {match.item for match in matches}
        missing = tuple(item.id for item in self.instrument.items if item.id not in found)
        left = [place for place in self.left.values() if plain(place.header)]
        of_tool = tuple(place for place in left if is_of_tool(place.header))
        close = self.wordings.closest(missing)
        return Matching(
            matches,
            tuple(Unmatched(place, close(place.header)) for place in left if place not in of_tool),
            missing,
            self.roles.get("party"),
            self.roles.get("breakdown"),
            self.roles.get("may-quote"),
            next((place for place in of_tool if plain(place.header) in SUBMITTED), None),
            tuple(self.ignored),
            of_tool,
        )

    def _column(self, header: str, where: Where, unknown: str, twice: str) -> Place | None:
        """The one column with this header: the same characters, or else the same words."""
        places = [Place(number, name) for number, name in enumerate(self.table.header)]
        found = [place for place in places if place.header == tidy(header)]
        found = found or [place for place in places if plain(place.header) == plain(header) != ""]
        if len(found) == 1:
            return found[0]
        values = {"column": shortened(header), **_asked(header, [place.header for place in places if place.header])}
        self.problems.append(Problem(twice if found else unknown, where, values))
        return None

    def _give(self, place: Place, target: Target) -> None:
        if target.name == "ignore":
            self.ignored.append(place)
        elif target.name in ("party", "breakdown", "may-quote"):
            self.roles[target.name] = place
        else:
            self._hit(target.name, _Hit(place, "map", target.option))
        self.left.pop(place.column, None)

    def _hit(self, item: str, hit: _Hit) -> None:
        self.hits.setdefault(item, []).append(hit)
        self.left.pop(hit.place.column, None)

    def _matches(self) -> Iterator[Match]:
        for item in self.instrument.items:
            hits = self.hits.get(item.id, [])
            options = tuple(hit.option for hit in hits if hit.option is not None)
            if not hits:
                continue
            if len(hits) > max(1, len(set(options))) or 0 < len(options) < len(hits):
                headers = ", ".join(f'"{shortened(hit.place.header)}"' for hit in hits)
                self._note("answers-item-twice", item=item.id, headers=headers)
            elif options and isinstance(item.kind, Multiple):
                self._note_absent(item, item.kind.options, options)
            yield Match(item.id, tuple(hit.place for hit in hits), hits[0].by, options)

    def _note_absent(self, item: Item, options: tuple[Option, ...], found: tuple[str, ...]) -> None:
        absent = ", ".join(option.id for option in options if option.id not in found)
        if absent:
            self._note("answers-option-without-column", item=item.id, options=absent)

    def _nothing(self) -> Problem:
        headers = ", ".join(f'"{shortened(header, 30)}"' for header in self.table.header[:6] if header)
        items = ", ".join(item.id for item in self.instrument.items[:6])
        values = {"headers": headers, "items": items, "instrument": self.instrument.slug}
        if self.table.sheet and len(self.table.sheets) > 1:
            values |= {"sheet": self.table.sheet, "sheets": ", ".join(self.table.sheets)}
            return Problem("answers-nothing-matched-on-sheet", Where(self.table.file), values)
        return Problem("answers-nothing-matched", Where(self.table.file), values)

    def _note(self, message: str, **values: str) -> None:
        self.problems.append(Problem(message, Where(self.table.file), values))


def _asked(header: str, headers: Sequence[str]) -> dict[str, str]:
    """The headers that there are, for a message: first the one that comes closest, which the message asks about."""
    near = _nearest(header, headers)
    shown = [*near, *(one for one in headers if one not in near)]
    listed = ", ".join(f'"{shortened(one)}"' for one in shown[:MOST_HEADERS])
    meant = Bilingual("", "")
    if near:
        meant = Bilingual(f"Bedoel je '{shortened(near[0])}'? ", f"Do you mean '{shortened(near[0])}'? ")
    more = ", …" if len(shown) > MOST_HEADERS else ""
    return {"headers": listed + more, "meant_nl": meant.nl, "meant_en": meant.en}


def _nearest(header: str, headers: Sequence[str]) -> list[str]:
    """The header that comes closest, if any does: it begins in the same way, or most of its letters are the same."""
    words = plain(header)
    known = {plain(one): one for one in headers}
    begin = [one for key, one in known.items() if key and words and (key.startswith(words) or words.startswith(key))]
    close = [known[key] for key in difflib.get_close_matches(words, known, 1, 0.6)]
    return (close or begin)[:1]
