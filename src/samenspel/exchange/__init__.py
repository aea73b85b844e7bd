"""How answers come in: from a spreadsheet of any usual make to `Answers`."""

from samenspel.exchange.answers import Import, read_answers
from samenspel.exchange.mapping import ColumnMap, parse_map, read_map
from samenspel.exchange.match import match_columns
from samenspel.exchange.matching import Match, Matching, Place, Unmatched
from samenspel.exchange.table import Column, Progress, Table, read_table

__all__ = [
    "Column",
    "ColumnMap",
    "Import",
    "Match",
    "Matching",
    "Place",
    "Progress",
    "Table",
    "Unmatched",
    "match_columns",
    "parse_map",
    "read_answers",
    "read_map",
    "read_table",
]
