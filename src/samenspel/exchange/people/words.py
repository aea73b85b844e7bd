"""The words of lists: what columns are called, what fields are called, and why two names may be one party."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from samenspel.errors import LANGUAGES
from samenspel.exchange.wording import plain, tidy
from samenspel.theory.words import Bilingual

Kind = Literal["people", "parties"]
"""The two lists: of people, and of the parties that they come from."""

KINDS: tuple[Kind, ...] = get_args(Kind)
# signs that nobody sees, and that keep two equal names apart (or turn a name around on the screen)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


@cache
def words() -> dict[str, Any]:
    """Everything in `words.toml`."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def fields_of(kind: Kind) -> tuple[str, ...]:
    """The fields that a list can have."""
    return tuple(words()["headers"][kind])


def field_name(field: str) -> Bilingual:
    """What the product calls a field."""
    return _bilingual(words()["fields"][field])


def reason_text(reason: str) -> Bilingual:
    """Why two names may be one party, in a sentence."""
    return _bilingual(words()["reasons"][reason])


@cache
def header_words(kind: Kind) -> dict[str, tuple[str, ...]]:
    """Per field the headers that it goes by, the surest first, as `wording.plain` writes them."""
    headers = words()["headers"][kind]
    return {field: tuple(dict.fromkeys((*said["nl"], *said["en"]))) for field, said in headers.items()}


@cache
def languages() -> dict[str, str]:
    """What people write for a language, and its code."""
    return {word: code for code, said in words()["languages"].items() for lang in LANGUAGES for word in said[lang]}


def is_header_word(cell: str) -> bool:
    """Whether a cell is the name of a field in either list."""
    return any(plain(cell) in said for kind in KINDS for said in header_words(kind).values())


def cleaned(cell: str) -> str:
    """A cell as people see it: no unseen signs, no double spaces."""
    return tidy(_UNSEEN.sub("", cell))


def key_of(name: str) -> str:
    """By what names are compared: capitals and spaces do not count."""
    return cleaned(name).casefold()


def _bilingual(said: dict[str, str]) -> Bilingual:
    return Bilingual(said["nl"], said["en"])
