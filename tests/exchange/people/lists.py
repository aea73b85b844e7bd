"""Short ways to read lists in the tests of this room."""

from samenspel.exchange.people import EntryList, match_fields, read_list, read_parties, read_people
from samenspel.theory.words import Bilingual

SECTORS = {"care": Bilingual("Zorg", "Care"), "state": Bilingual("Overheid", "Government")}
RINGS = {"core": Bilingual("Kern", "Core"), "outer": Bilingual("Buitenste ring", "Outer ring")}
ALLOWED = {"sector": SECTORS, "ring": RINGS}


def people(text: str, chosen=None, **how) -> EntryList:
    """The people in pasted text."""
    table = read_list(text)
    return read_people(table, match_fields(table, "people", chosen), **how)


def parties(text: str, chosen=None, **how) -> EntryList:
    """The parties in pasted text."""
    table = read_list(text)
    return read_parties(table, match_fields(table, "parties", chosen), **how)


def who(text: str) -> list[tuple[str, str]]:
    """Names and addresses in pasted text."""
    return [(one.name, one.email) for one in people(text).rows]
