"""One row of a list: each field read from its cell, and what is wrong with it noted with row and column."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samenspel.errors import Problem, Where
from samenspel.exchange.people.addresses import is_address, name_and_address
from samenspel.exchange.people.fields import FieldMatching
from samenspel.exchange.people.words import cleaned, field_name, languages
from samenspel.exchange.table import Table
from samenspel.exchange.wording import MISSING, is_error, plain, shortened
from samenspel.theory.words import Bilingual

LONGEST = {"name": 120, "party": 120, "code": 40}
"""How many characters of a field are kept; of the others the options say it, or they are not kept."""

_LONGEST_OTHER = 200
_OF_ONE_PERSON = ("name", "first_name", "infix", "last_name", "email")
# how a file tells a spreadsheet to leave the zeros of a code alone: ="0678"
_AS_TEXT = re.compile(r'="([^"]*)"')

Allowed = Mapping[str, Mapping[str, Bilingual]]
"""Per field (sector, kind, ring) the options that exist: their ids and names. Elsewhere any text will do."""


@dataclass
class Row:
    """A row being read: its number in the spreadsheet, its cells, and what was wrong so far.

    filled: the columns in which this row takes over what stands in merged cells.
    """

    file: str
    number: int
    cells: tuple[str, ...]
    matching: FieldMatching
    allowed: Allowed
    problems: list[Problem] = field(default_factory=list)
    filled: frozenset[int] = frozenset()

    def text(self, name: str) -> str:
        """The text of a field; "" where there is none. Notes text that is longer than what is kept of it."""
        text = self._said(name)
        self._fits(text, name, LONGEST.get(name, _LONGEST_OTHER))
        return text

    def option(self, name: str) -> str:
        """The id of the option that a cell names; the text itself for a field without options."""
        text = self.text(name)
        options = self.allowed.get(name)
        if not text or options is None:
            return text
        said = plain(text)
        for option, called in options.items():
            if text == option or said in {plain(option), plain(called.nl), plain(called.en)} - {""}:
                return option
        nl, en = (", ".join(called[lang] for called in options.values()) for lang in ("nl", "en"))
        self.note("list-unknown-option", name, value=shortened(text), options_nl=nl, options_en=en)
        return ""

    def language(self) -> str:
        """The code of the language that a cell names."""
        text = self.text("language")
        code = languages().get(plain(text), "")
        if text and not code:
            self.note("list-unknown-language", "language", value=shortened(text))
        return code

    def person(self) -> tuple[str, str]:
        """The name and the e-mail address, each from its own cell or both from one."""
        parts = (self._said("first_name"), self._said("infix"), self._said("last_name"))
        name, in_name = name_and_address(self._said("name") or " ".join(part for part in parts if part))
        beside, address = name_and_address(self._said("email"))
        if not address and beside:
            # words without an address
            self.note("list-bad-email", "email", value=shortened(beside))
        address = address or in_name
        if address and not is_address(address):
            self.note("list-bad-email", "email", value=shortened(address))
        name = name or (beside if address else "")
        if not name and not (address and self._is_nameless()) and not self.problems:
            self.note("list-no-name", "name")
        # somebody without a name goes by the address
        address_as_name = address if self._is_nameless() else ""
        self._fits(name or address_as_name, self._place_of_name(), LONGEST["name"], "name" if name else "email")
        return name, address

    def note(self, key: str, name: str, **values: object) -> None:
        """Note a problem at the cell of a field."""
        place = self.matching.of(name)
        column = (place.header or str(place.column + 1)) if place else None
        where = Where(self.file or None, row=self.number, column=column)
        values.setdefault("field_nl", field_name(name).nl)
        values.setdefault("field_en", field_name(name).en)
        self.problems.append(Problem(key, where, values))

    def _said(self, name: str) -> str:
        """What stands in the cell of a field. Notes an error, and merged cells with the name of more people at once."""
        place = self.matching.of(name)
        text = cleaned(self.cells[place.column]) if place else ""
        quoted = _AS_TEXT.fullmatch(text)
        text = quoted[1] if quoted else text
        if text in MISSING:
            return ""
        if is_error(text):
            self.note("list-error-cell", name, value=text)
            return ""
        if place and place.column in self.filled and self.matching.kind == "people" and name in _OF_ONE_PERSON:
            self.note("list-merged-cell", name, value=shortened(text))
        return text

    def _fits(self, text: str, name: str, most: int, called: str = "") -> None:
        """Note text that is too long at the cell of a field; `called` is what the text is, where that is another."""
        if len(text) > most:
            said = field_name(called or name)
            self.note("list-too-long", name, value=shortened(text, 30), most=most, field_nl=said.nl, field_en=said.en)

    def _place_of_name(self) -> str:
        """The field in whose column names are."""
        return next((name for name in ("name", "last_name", "first_name") if self.matching.of(name)), "email")

    def _is_nameless(self) -> bool:
        """Whether the whole list goes without a column for names."""
        return self._place_of_name() == "email"


def rows_of(table: Table, matching: FieldMatching, allowed: Allowed) -> Iterator[Row]:
    """The rows of a table. Cells that are missing at the end of a row are empty; cells too many are a problem."""
    filled = {match.place.column: table.filled(match.place.column) for match in matching.matches}
    too_long: dict[int, list[Problem]] = {}
    for place, problem in table.problems:
        if problem.key == "answers-long-row":
            too_long.setdefault(place, []).append(problem)
    for place, number in enumerate(table.numbers.tolist()):
        cells = tuple(column[place] for column in table.columns)
        taken_over = frozenset(column for column, rows in filled.items() if rows[place])
        row = Row(table.file, number, cells, matching, allowed, too_long.get(place, []), taken_over)
        if any(cleaned(cell) for cell in cells):
            yield row
