"""A whole table as codes and texts, row by row, with every cell that could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samenspel.errors import Problem, Where
from samenspel.exchange.coding import UNKNOWN, code_column, code_joined, code_ticks, expected, yes_or_no
from samenspel.exchange.mapping import ColumnMap
from samenspel.exchange.matching import Match, Matching, Place
from samenspel.exchange.table import Column, Table
from samenspel.exchange.wording import MISSING, is_error, label, shortened
from samenspel.theory.instrument import Instrument, Item, Multiple, OpenText
from samenspel.theory.words import Bilingual

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samenspel.reading.answers import Codes


@dataclass(frozen=True)
class Flaw:
    """Cells in one column that cannot be read, by the places of their rows."""

    rows: NDArray[np.intp]
    place: Place
    message: str
    values: Mapping[str, str]


@dataclass
class Coded:
    """The answers in all rows of a table; as in `samenspel.reading.answers.Answers`, but cells may be UNKNOWN."""

    table: Table
    codes: dict[str, Codes] = field(default_factory=dict)
    picks: dict[str, Codes] = field(default_factory=dict)
    texts: dict[str, NDArray[np.object_]] = field(default_factory=dict)
    may_quote: Codes | None = None
    flaws: list[Flaw] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note which rows have too many or too few cells: what their cells hold is not judged."""
        import numpy as np

        self.ragged = np.zeros(len(self.table), dtype=np.bool_)
        self.ragged[[row for row, _ in self.table.problems]] = True

    @property
    def bad(self) -> NDArray[np.bool_]:
        """Per row whether it has a problem."""
        bad = self.ragged.copy()
        for flaw in self.flaws:
            bad[flaw.rows] = True
        return bad

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Per row whether anything was answered in it."""
        from samenspel.reading.answers import BLANK

        answered = self.ragged.copy()
        for codes in (*self.codes.values(), *(picks[:, 0] for picks in self.picks.values())):
            answered |= codes != BLANK
        for texts in self.texts.values():
            answered |= texts != ""
        return answered

    def problems(self) -> list[tuple[int, Problem]]:
        """The problem of every cell in the order of their rows, as (place of the row, problem)."""
        found = list(self.table.problems)
        for flaw in self.flaws:
            found += [(int(row), self._problem(flaw, int(row))) for row in flaw.rows]
        return sorted(found, key=lambda one: one[0])

    def folded(self, most: int) -> tuple[list[Problem], int]:
        """One problem for all cells that hold the same: the first `most` by first row, and how many more there are.

        A word is one problem in all columns that expect the same, for people chose it from a list; a number may be a
        slip of the hand, so each column tells its own.
        """
        alike: dict[object, list[_Cells]] = {}
        for flaw in self.flaws:
            for cells in _distinct(flaw, self.table.columns[flaw.place.column]):
                alike.setdefault(cells.key, []).append(cells)
        first = sorted(alike.values(), key=lambda cells: min(one.row for one in cells))[:most]
        found = [*self.table.problems[:most], *(self._folded(cells) for cells in first)]
        told = [problem for _, problem in sorted(found, key=lambda one: one[0])[:most]]
        return told, len(self.table.problems) + len(alike) - len(told)

    def note(self, unknown: NDArray[np.bool_], place: Place, message: str, expected: Bilingual) -> None:
        """Note the rows in which a cell of a column with answers is unknown, in merged cells, or an error."""
        merged = self.table.filled(place.column)
        errors = unknown & self._errors(place) & ~merged
        self._flaw(unknown & ~merged & ~errors, place, message, expected)
        self._flaw(errors, place, "answers-error-cell", Bilingual("", ""))
        # what one person answered is not what another did, even where somebody made one cell of both
        self._flaw(merged, place, "answers-merged-cell", Bilingual("", ""))

    def note_words(self, place: Place) -> None:
        """The same for answers in people's own words, of which none is unknown."""
        self.note(self._errors(place), place, "answers-error-cell", Bilingual("", ""))

    def note_group(self, place: Place) -> None:
        """Note the rows with answers whose group is an error. Merged cells do name the group of each row."""
        self._flaw(self._errors(place) & self.answered, place, "answers-error-cell", Bilingual("", ""))

    def _flaw(self, found: NDArray[np.bool_], place: Place, message: str, expected: Bilingual) -> None:
        import numpy as np

        rows = np.flatnonzero(found & ~self.ragged)
        if rows.size:
            values = {"expected_nl": expected.nl, "expected_en": expected.en}
            self.flaws.append(Flaw(rows, place, message, values))

    def _errors(self, place: Place) -> NDArray[np.bool_]:
        import numpy as np

        column = self.table.columns[place.column]
        return np.array([is_error(value) for value in column.values], dtype=np.bool_)[column.which]

    def _folded(self, alike: list[_Cells]) -> tuple[int, Problem]:
        first = min(alike, key=lambda one: one.row)
        count, columns = sum(one.count for one in alike), len({one.flaw.place for one in alike})
        often = Bilingual("", "")
        if columns > 1:
            often = Bilingual(
                f" (en zo staat het in {count} cellen, in {columns} kolommen)",
                f" (and it is in {count} cells, in {columns} columns)",
            )
        elif count > 1:
            often = Bilingual(f" (en zo staat het in {count} cellen)", f" (and it is in {count} cells)")
        return first.row, self._problem(first.flaw, first.row, often)

    def _problem(self, flaw: Flaw, row: int, often: Bilingual | None = None) -> Problem:
        where = Where(self.table.file, row=int(self.table.numbers[row]), column=shortened(flaw.place.header))
        value = self.table.columns[flaw.place.column][row]
        values = {"value": shortened(value), "label": json.dumps(shortened(value, 200), ensure_ascii=False)}
        values |= {"often_nl": often.nl if often else "", "often_en": often.en if often else ""}
        return Problem(flaw.message, where, {**values, **flaw.values})


@dataclass(frozen=True)
class _Cells:
    """Cells of one flaw that hold the same: the place of the first, and how many there are."""

    flaw: Flaw
    key: tuple[object, ...]
    row: int
    count: int


def _distinct(flaw: Flaw, column: Column) -> Iterator[_Cells]:
    import numpy as np

    places, first, counts = np.unique(column.which[flaw.rows], return_index=True, return_counts=True)
    for place, at, count in zip(places.tolist(), first.tolist(), counts.tolist(), strict=True):
        value = column.values[place]
        alone = None if any(char.isalpha() for char in value) else flaw.place.column
        key = (flaw.message, flaw.values["expected_nl"], label(value), alone)
        yield _Cells(flaw, key, int(flaw.rows[at]), count)


def code_table(table: Table, matching: Matching, instrument: Instrument, mapping: ColumnMap | None) -> Coded:
    """Every matched column of a table as codes or texts."""
    coded = Coded(table)
    for match in matching.matches:
        labels = mapping.labels.get(match.item, {}) if mapping else {}
        _code_item(coded, instrument.item(match.item), match, labels)
    if matching.may_quote:
        coded.may_quote = yes_or_no(table.columns[matching.may_quote.column])
        words = Bilingual("ja, nee", "yes, no")
        coded.note(coded.may_quote == UNKNOWN, matching.may_quote, "answers-unknown-tick", words)
    for place in (matching.party, matching.breakdown):
        if place:
            coded.note_group(place)
    return coded


def _code_item(coded: Coded, item: Item, match: Match, labels: Mapping[str, int]) -> None:
    first = match.places[0]
    column = coded.table.columns[first.column]
    if isinstance(item.kind, OpenText):
        coded.texts[item.id] = _texts(column)
        coded.note_words(first)
    elif not isinstance(item.kind, Multiple):
        coded.codes[item.id] = code_column(item, labels, column)
        coded.note(coded.codes[item.id] == UNKNOWN, first, "answers-unknown-answer", expected(item.kind))
    elif not match.options:
        coded.picks[item.id] = code_joined(item, labels, column)
        coded.note(coded.picks[item.id][:, 0] == UNKNOWN, first, "answers-unknown-options", expected(item.kind))
    else:
        _code_ticks(coded, item, item.kind, match)


def _code_ticks(coded: Coded, item: Item, kind: Multiple, match: Match) -> None:
    places = dict(zip(match.options, match.places, strict=True))
    picks = code_ticks(item, {option: coded.table.columns[place.column] for option, place in places.items()})
    coded.picks[item.id] = picks
    words = Bilingual("ja, nee", "yes, no")
    for number, option in enumerate(kind.options):
        coded.note(picks[:, number] == UNKNOWN, places[option.id], "answers-unknown-tick", words)


def _texts(column: Column) -> NDArray[np.object_]:
    import numpy as np

    words = [value.strip() for value in column.values]
    return np.array(["" if text in MISSING else text for text in words], dtype=object)[column.which]
