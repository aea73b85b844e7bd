"""What a list holds: people, parties, and rows that cannot be taken as they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from samenspel.errors import Problem
from samenspel.exchange.people.words import key_of


@dataclass(frozen=True)
class Party:
    """A party in a list; what the list does not say is "".

    code: an id that others gave it, as text: 0678 is not 678. key: the caller's own number for it, carried along.
    """

    name: str
    sector: str = ""
    kind: str = ""
    ring: str = ""
    code: str = ""
    key: int | None = field(default=None, compare=False)

    @property
    def first_key(self) -> str:
        """By what it is recognised first: its code. A spreadsheet may have taken zeros from the front of a number."""
        code = key_of(self.code)
        return (code.lstrip("0") or "0") if code.isdigit() else code

    @property
    def second_key(self) -> str:
        """By what it is recognised without a code: its name."""
        return key_of(self.name)


@dataclass(frozen=True)
class Person:
    """A person in a list; what the list does not say is "".

    sector: that of the party. key: the caller's own number for this person, carried along. former: the party that
    they came from, which is there no longer: without an address they are still recognised by it.
    """

    name: str
    email: str = ""
    party: str = ""
    language: str = ""
    role: str = ""
    sector: str = ""
    key: int | None = field(default=None, compare=False)
    former: str = field(default="", compare=False)

    @property
    def first_key(self) -> str:
        """By what a person is recognised first: the e-mail address."""
        return key_of(self.email)

    @property
    def second_key(self) -> str:
        """By what a person is recognised without an address: the name and the party."""
        return f"{key_of(self.name)}\n{key_of(self.party or self.former)}" if self.name else ""


Entry = TypeVar("Entry", Party, Person)


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be taken: its number in the spreadsheet, its cells, and what is wrong with them."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class EntryList(Generic[Entry]):
    """The rows of a list that can be taken, and those that were left out.

    repeated: how many rows said again what a row above said, and were joined with it (parties only).
    """

    file: str
    rows: tuple[Entry, ...]
    bad_rows: tuple[BadRow, ...] = ()
    repeated: int = 0

    def __len__(self) -> int:
        """The number of people or parties."""
        return len(self.rows)


PeopleList = EntryList[Person]
PartyList = EntryList[Party]


def parties_of(people: Iterable[Person]) -> tuple[Party, ...]:
    """The parties that people in a list come from, in order of appearance, with the sector that the list gives."""
    found: dict[str, Party] = {}
    for person in people:
        if person.party:
            known = found.get(key_of(person.party))
            if known is None or (person.sector and not known.sector):
                name = known.name if known else person.party
                found[key_of(person.party)] = Party(name, person.sector)
    return tuple(found.values())
