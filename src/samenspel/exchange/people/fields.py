"""Which column of a list holds which field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.matching import Place
from samenspel.exchange.people.addresses import holds_address, name_and_address
from samenspel.exchange.people.words import Kind, fields_of, header_words, languages
from samenspel.exchange.table import Table
from samenspel.exchange.wording import plain

By = Literal["header", "content", "chosen"]
_MAIL = frozenset(("mail", "email", "mailadres", "emailadres"))


@dataclass(frozen=True)
class FieldMatch:
    """The column of one field, and by what it was found: its header, its content, or the choice of a person."""

    field: str
    place: Place
    by: By


@dataclass(frozen=True)
class FieldMatching:
    """What was found in a list, and what not.

    unmatched: columns that no field was found for. missing: fields without a column.
    """

    kind: Kind
    matches: tuple[FieldMatch, ...]
    unmatched: tuple[Place, ...]
    missing: tuple[str, ...]

    def of(self, name: str) -> Place | None:
        """The column of a field, or None."""
        return next((match.place for match in self.matches if match.field == name), None)

    def headers(self) -> dict[str, str]:
        """Per field the header of its column, to remember for the next list; columns without one are left out."""
        return {match.field: match.place.header for match in self.matches if match.place.header}


def remembered(table: Table, headers: Mapping[str, str]) -> dict[str, int]:
    """The columns that now have the headers remembered for fields, to pass to `match_fields` as `chosen`."""
    places = {plain(header): number for number, header in reversed(list(enumerate(table.header))) if plain(header)}
    return {name: places[plain(header)] for name, header in headers.items() if plain(header) in places}


def match_fields(table: Table, kind: Kind, chosen: Mapping[str, int | None] | None = None) -> FieldMatching:
    """Which columns hold the fields of a list of people or parties.

    `chosen` goes first: per field the column that a person chose (0 = the first), or None for no column at all.
    Then the headers decide, in Dutch or English; then, for columns without a header, what they hold.
    Raises AnswersError when a field or column that was chosen does not exist.
    """
    search = _Search(table, kind)
    search.choose(chosen or {})
    search.by_header()
    search.by_content()
    return search.result()


@dataclass
class _Search:
    table: Table
    kind: Kind
    found: dict[str, tuple[int, By]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def choose(self, chosen: Mapping[str, int | None]) -> None:
        """Take over what a person chose."""
        for name, column in chosen.items():
            if name not in fields_of(self.kind) or (column is not None and not 0 <= column < len(self.table.header)):
                raise AnswersError(Problem("list-wrong-choice", Where(self.table.file or None), {"field": name}))
            self.closed.add(name)
            if column is not None:
                self.found[name] = (column, "chosen")

    def by_header(self) -> None:
        """Find fields by the words in the headers."""
        headers = [plain(header) for header in self.table.header]
        for name, said in header_words(self.kind).items():
            columns = (column for word in said for column, header in enumerate(headers) if header == word)
            self._take(name, columns, "header")
        mail = [column for column, said in enumerate(headers) if _MAIL & set(said.replace("e mail", "email").split())]
        self._take("email", (column for column in mail if self._share_of_addresses(column) > 0.5), "header")
        self._surname()

    def by_content(self) -> None:
        """Find fields in the columns that are left, by what they hold."""
        free = self._free()
        bare = [column for column in free if not self.table.header[column]]
        if self.kind == "people":
            mail = sorted(free, key=self._share_of_addresses, reverse=True)
            self._take("email", (column for column in mail if self._share_of_addresses(column) >= 0.5), "content")
            self._take("language", (column for column in bare if self._is_language(column)), "content")
        else:
            self._take("code", (column for column in bare if self._is_code(column)), "content")
        words = [column for column in bare if self._has_words(column)]
        if not {"first_name", "last_name"} & self.found.keys() and not self._has_names_beside_addresses():
            self._take("name", words if bare else self._only_column(), "content")
        if self.kind == "people":
            self._take("party", words, "content")

    def result(self) -> FieldMatching:
        """What was found."""
        places = [Place(column, header) for column, header in enumerate(self.table.header)]
        found = {name: self.found[name] for name in fields_of(self.kind) if name in self.found}
        matches = tuple(FieldMatch(name, places[column], by) for name, (column, by) in found.items())
        missing = tuple(name for name in fields_of(self.kind) if name not in found)
        return FieldMatching(self.kind, matches, tuple(places[column] for column in self._free()), missing)

    def _take(self, name: str, columns: Iterable[int], by: By) -> None:
        if name in self.found or name in self.closed or name not in fields_of(self.kind):
            return
        free = self._free()
        column = next((column for column in columns if column in free), None)
        if column is not None:
            self.found[name] = (column, by)

    def _surname(self) -> None:
        """Beside first names, a column called "naam" holds the last names."""
        if "first_name" in self.found and "last_name" not in self.found and "last_name" not in self.closed:
            column, by = self.found.get("name", (-1, "content"))
            if by == "header" and plain(self.table.header[column]) in ("naam", "name"):
                self.found["last_name"] = self.found.pop("name")

    def _free(self) -> list[int]:
        used = {column for column, _ in self.found.values()}
        return [column for column in range(len(self.table.header)) if column not in used]

    def _values(self, column: int) -> list[str]:
        return [value for value in self.table.columns[column].values if value.strip()]

    def _share_of_addresses(self, column: int) -> float:
        values = self._values(column)
        return sum(map(holds_address, values)) / len(values) if values else 0.0

    def _is_language(self, column: int) -> bool:
        values = self._values(column)
        return bool(values) and all(plain(value) in languages() for value in values)

    def _is_code(self, column: int) -> bool:
        values = self._values(column)
        return bool(values) and all(value.strip().isdigit() for value in values)

    def _has_words(self, column: int) -> bool:
        return any(char.isalpha() for value in self._values(column) for char in value)

    def _has_names_beside_addresses(self) -> bool:
        if "email" not in self.found:
            return False
        values = self._values(self.found["email"][0])
        return sum(name_and_address(value)[0] != "" for value in values) * 2 >= len(values)

    def _only_column(self) -> list[int]:
        return [0] if len(self.table.header) == 1 and not holds_address(self.table.columns[0].values[0]) else []
