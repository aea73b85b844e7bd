"""From a table to people or parties, or to everything that is wrong with it at once."""

from collections.abc import Callable
from dataclasses import replace

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.people.cells import Allowed, Row, rows_of
from samenspel.exchange.people.entries import BadRow, Party, PartyList, PeopleList, Person
from samenspel.exchange.people.fields import FieldMatching
from samenspel.exchange.people.template import is_example
from samenspel.exchange.people.words import key_of
from samenspel.exchange.table import Table
from samenspel.exchange.wording import shortened

MOST_TOLD = 50


def read_people(
    table: Table, matching: FieldMatching, *, allowed: Allowed | None = None, skip_bad_rows: bool = False
) -> PeopleList:
    """The people in a table, one a row.

    Somebody needs a name, or where no column holds names an e-mail address. Of options the id, or the name in either
    language, gives the id. A party is spelled as it came first. Merged cells may name the party of more people, but
    not their names.
    Raises AnswersError with all problems (the first 50): row, column and what to do. With `skip_bad_rows` those rows
    are left out instead and listed in `bad_rows`, so that a person can look before deciding.
    """
    if not any(matching.of(name) for name in ("name", "first_name", "last_name", "email")):
        raise AnswersError(Problem("list-no-people", Where(table.file or None)))
    people = _People()
    bad = _bad_rows(table, matching, allowed or {}, people.take, skip_bad_rows)
    return PeopleList(table.file, tuple(people.taken), bad)


def read_parties(
    table: Table, matching: FieldMatching, *, allowed: Allowed | None = None, skip_bad_rows: bool = False
) -> PartyList:
    """The parties in a table. A party that stands in more rows is one party, as long as the rows agree.

    Otherwise as `read_people`.
    """
    if not matching.of("name"):
        raise AnswersError(Problem("list-no-parties", Where(table.file or None)))
    parties = _Parties()
    bad = _bad_rows(table, matching, allowed or {}, parties.take, skip_bad_rows)
    return PartyList(table.file, tuple(party for party, _ in parties.taken.values()), bad, parties.repeated)


def merged_rows(table: Table, matching: FieldMatching) -> int:
    """In how many rows of a list a field takes over what stands in merged cells."""
    filled = [table.filled(match.place.column).tolist() for match in matching.matches]
    return sum(map(any, zip(*filled, strict=True)))


def _bad_rows(
    table: Table, matching: FieldMatching, allowed: Allowed, take: Callable[[Row], None], skip: bool
) -> tuple[BadRow, ...]:
    """The rows that `take` found something wrong with. Raises AnswersError with all of it unless they are skipped."""
    bad: list[BadRow] = []
    for row in rows_of(table, matching, allowed):
        take(row)
        if row.problems:
            bad.append(BadRow(row.number, row.cells, tuple(row.problems)))
    problems = [problem for row in bad for problem in row.problems]
    if problems and not skip:
        more = len(problems) - MOST_TOLD
        rest = [Problem("list-more-problems", Where(table.file or None), {"count": more})] if more > 0 else []
        raise AnswersError(*problems[:MOST_TOLD], *rest)
    return tuple(bad)


class _People:
    """People taken so far, and in which row each of them stood."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.taken: list[Person] = []
        self.addresses: dict[str, int] = {}
        self.names: dict[str, list[tuple[int, bool]]] = {}
        self.parties: dict[str, str] = {}
        self.sectors: dict[str, tuple[str, int]] = {}

    def take(self, row: Row) -> None:
        """Take the person in a row, or note what is wrong."""
        name, email = row.person()
        party, role = row.text("party"), row.text("role")
        person = Person(name, email, party, row.language(), role, row.option("sector"))
        if is_example("people", name):
            row.note("list-example-row", "name", value=name)
        self._not_twice(row, person)
        self._one_sector(row, person)
        if not row.problems:
            spelled = self.parties.setdefault(key_of(party), party)
            self.taken.append(replace(person, party=spelled))

    def _not_twice(self, row: Row, person: Person) -> None:
        if person.email:
            before = self.addresses.setdefault(person.first_key, row.number)
            if before != row.number:
                row.note("list-email-twice", "email", value=shortened(person.email), other=before)
        if person.name:
            same = self.names.setdefault(person.second_key, [])
            # two people may share a name when each has an address of their own
            clash = next((number for number, has_email in same if not (has_email and person.email)), None)
            if clash is not None and not row.problems:
                row.note("list-person-twice", "name", value=shortened(person.name), other=clash)
            same.append((row.number, bool(person.email)))

    def _one_sector(self, row: Row, person: Person) -> None:
        if person.party and person.sector:
            sector, before = self.sectors.setdefault(key_of(person.party), (person.sector, row.number))
            if key_of(sector) != key_of(person.sector):
                row.note("list-party-differs", "sector", party=shortened(person.party), other=before)


class _Parties:
    """Parties taken so far by their names, and in which row each of them stood."""

    def __init__(self) -> None:
        """Start with no party."""
        self.taken: dict[str, tuple[Party, int]] = {}
        self.codes: dict[str, tuple[str, int]] = {}
        self.repeated = 0

    def take(self, row: Row) -> None:
        """Take the party in a row, join it with the same one above, or note what is wrong."""
        kind, ring = row.option("kind"), row.option("ring")
        told = len(row.problems)
        name = row.text("name")
        if not name and len(row.problems) == told:
            row.note("list-no-name", "name")
        party = Party(name, row.option("sector"), kind, ring, row.text("code"))
        if is_example("parties", party.name):
            row.note("list-example-row", "name", value=party.name)
        self._one_name_a_code(row, party)
        before, number = self.taken.get(party.second_key, (party, row.number))
        joined = _joined(row, before, party, number)
        if not row.problems:
            self.repeated += number != row.number
            self.taken[party.second_key] = (joined, number)

    def _one_name_a_code(self, row: Row, party: Party) -> None:
        if party.code and party.name:
            name, before = self.codes.setdefault(party.first_key, (party.second_key, row.number))
            if name != party.second_key:
                row.note("list-code-twice", "code", value=shortened(party.code), other=before)


def _joined(row: Row, before: Party, party: Party, number: int) -> Party:
    """The party of two rows, each filling in what the other leaves open; notes where they say different things."""
    said: dict[str, str] = {}
    for name in ("sector", "kind", "ring", "code"):
        old, new = getattr(before, name), getattr(party, name)
        if old and new and key_of(old) != key_of(new):
            row.note("list-party-differs", name, party=shortened(party.name), other=number)
        said[name] = old or new
    return Party(before.name, said["sector"], said["kind"], said["ring"], said["code"])
