"""How parties and people come in: from a spreadsheet or pasted text, with everything that is wrong told at once.

Read a list (`read_list`), see which column holds what (`match_fields`), read the rows (`read_people`, `read_parties`),
and see what they change (`compare`) and which parties may be one (`doubles`). Nothing is stored or joined here.
"""

from samenspel.exchange.people.addresses import is_address
from samenspel.exchange.people.cells import Allowed
from samenspel.exchange.people.compare import Change, Changed, Comparison, compare
from samenspel.exchange.people.doubles import Double, doubles
from samenspel.exchange.people.entries import BadRow, EntryList, Party, PartyList, PeopleList, Person, parties_of
from samenspel.exchange.people.fields import FieldMatch, FieldMatching, match_fields, remembered
from samenspel.exchange.people.lists import read_list
from samenspel.exchange.people.read import merged_rows, read_parties, read_people
from samenspel.exchange.people.template import people_template
from samenspel.exchange.people.words import Kind, field_name, fields_of, reason_text

__all__ = [
    "Allowed",
    "BadRow",
    "Change",
    "Changed",
    "Comparison",
    "Double",
    "EntryList",
    "FieldMatch",
    "FieldMatching",
    "Kind",
    "Party",
    "PartyList",
    "PeopleList",
    "Person",
    "compare",
    "doubles",
    "field_name",
    "fields_of",
    "is_address",
    "match_fields",
    "merged_rows",
    "parties_of",
    "people_template",
    "read_list",
    "read_parties",
    "read_people",
    "reason_text",
    "remembered",
]
