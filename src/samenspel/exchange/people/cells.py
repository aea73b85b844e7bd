"""One row of a list: each field read from its cell, and what is wrong with it noted with row and column."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samenspel.errors import Problem, Where
from samenspel.exchange.people.addresses import is_address, name_and_address
from samenspel.exchange.people.fields import FieldMatching
from samenspel.exchange.people.words import cleaned, field_name, languages
from samenspel.exchange.table import Table
from samenspel.exchange.wording import MISSING, plain, shortened
from samenspel.theory.words import Bilingual

LONGEST = 200
# how a file tells a spreadsheet to leave the zeros of a code alone: ="0678"
_AS_TEXT = re.compile(r'="([^"]*)"')

Allowed = Mapping[str, Mapping[str, Bilingual]]
"""Per field (sector, kind, ring) the options that exist: their ids and names. Elsewhere any text will do."""


@dataclass
class Row:
    """A row being read: its number in the spreadsheet, its cells, and what was wrong so far."""

    file: str
    number: int
    cells: tuple[str, ...]
    matching: FieldMatching
    allowed: Allowed
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The text of a field; "" where there is none. Notes text that is longer than a name can be."""
        place = self.matching.of(name)
        text = cleaned(self.cells[place.column]) if place else ""
        quoted = _AS_TEXT.fullmatch(text)
        text = quoted[1] if quoted else text
        if text in MISSING:
            return ""
        if len(text) > LONGEST:
            self.note("list-too-long", name, value=shortened(text, 30), most=LONGEST)
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
        parts = (self.text("first_name"), self.text("infix"), self.text("last_name"))
        name, in_name = name_and_address(self.text("name") or " ".join(part for part in parts if part))
        beside, address = name_and_address(self.text("email"))
        if not address and beside:
            # words without an address
            self.note("list-bad-email", "email", value=shortened(beside))
        address = address or in_name
        if address and not is_address(address):
            self.note("list-bad-email", "email", value=shortened(address))
        name = name or (beside if address else "")
        if not name and not (address and self._is_nameless()) and not self.problems:
            self.note("list-no-name", "name")
        return name, address

    def note(self, key: str, name: str, **values: object) -> None:
        """Note a problem at the cell of a field."""
        place = self.matching.of(name)
        column = (place.header or str(place.column + 1)) if place else None
        where = Where(self.file or None, row=self.number, column=column)
        values.setdefault("field_nl", field_name(name).nl)
        values.setdefault("field_en", field_name(name).en)
        self.problems.append(Problem(key, where, values))

    def _is_nameless(self) -> bool:
        """Whether the whole list goes without a column for names."""
        return not any(self.matching.of(name) for name in ("name", "first_name", "last_name"))


def rows_of(table: Table, matching: FieldMatching, allowed: Allowed) -> Iterator[Row]:
    """The rows of a table. Cells that are missing at the end of a row are empty; cells too many are a problem."""
    too_long: dict[int, list[Problem]] = {}
    for place, problem in table.problems:
        if problem.key == "answers-long-row":
            too_long.setdefault(place, []).append(problem)
    for place, number in enumerate(table.numbers.tolist()):
        cells = tuple(column[place] for column in table.columns)
        row = Row(table.file, number, cells, matching, allowed, too_long.get(place, []))
        if any(cleaned(cell) for cell in cells):
            yield row
