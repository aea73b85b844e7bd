"""Patterns: what may be worth a conversation, in words. When each is seen, `samenspel.diagnosis` decides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from samenspel.errors import LANGUAGES
from samenspel.theory.library import coverage
from samenspel.theory.table import Table, read_file
from samenspel.theory.words import Bilingual

FORMAT = "samenspel.pattern/1"
KINDS = ("strength", "risk")
FEWEST_QUESTIONS, MOST_QUESTIONS = 2, 4

_SHELF = files("samenspel.theory").joinpath("patterns")


@dataclass(frozen=True)
class Said:
    """What is said when a pattern is seen: the observation, what it may also be, and open questions to read aloud."""

    see: Bilingual
    maybe: Bilingual
    questions: tuple[Bilingual, ...]


@dataclass(frozen=True)
class Pattern:
    """A named pattern. Its texts have {places} for names; `variants` say it for one condition or one direction.

    counterpart: for a risk, the strength that stands across from it, where there is one.
    """

    slug: str
    kind: Literal["strength", "risk"]
    name: Bilingual
    see: Bilingual
    maybe: Bilingual
    questions: tuple[Bilingual, ...]
    sources: tuple[str, ...]
    counterpart: str | None
    variants: Mapping[str, Said]

    def said(self, variant: str | None = None) -> Said:
        """The texts of a variant, or those of the pattern itself; KeyError for a variant that it does not have."""
        return Said(self.see, self.maybe, self.questions) if variant is None else self.variants[variant]


def pattern_slugs() -> tuple[str, ...]:
    """The slugs of the patterns that come with Samenspel, in alphabetical order."""
    names = (entry.name for entry in _SHELF.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def pattern(slug: str) -> Pattern:
    """The pattern with this slug; FileNotFoundError when none ships, TheoryError when its file does not hold."""
    name = f"{slug}.toml"
    return parse_pattern(_SHELF.joinpath(name).read_text("utf-8"), name)


def parse_pattern(text: str, file: str) -> Pattern:
    """The pattern in a text; `file` is the name that messages use. Raises TheoryError with all problems."""
    return read_file(text, file, FORMAT, _pattern)


def _pattern(root: Table) -> Pattern:
    kind = root.text("kind")
    if kind not in KINDS:
        root.note("theory-unknown-kind", "kind", kind=kind, kinds=", ".join(KINDS))
    sources = root.names("sources")
    for one in sources:
        if one not in coverage():
            root.note("pattern-unknown-source", "sources", source=one)
    if not sources:
        root.note("theory-missing-key", None, key="sources")
    own = _said(root)
    return Pattern(
        slug=root.text("slug"),
        kind="strength" if kind == "strength" else "risk",
        name=root.said("name"),
        see=own.see,
        maybe=own.maybe,
        questions=own.questions,
        sources=sources,
        counterpart=root.text("counterpart", "") or None,
        variants=_variants(root),
    )


def _variants(root: Table) -> dict[str, Said]:
    tables = root.table("variants")
    found = {}
    for name in tables.data:
        table = tables.table(name)
        found[name] = _said(table)
        table.close()
    return found


def _said(table: Table) -> Said:
    questions = table.tables("questions")
    if not FEWEST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
        count, least, most = len(questions), FEWEST_QUESTIONS, MOST_QUESTIONS
        table.note("pattern-questions", "questions", count=count, least=least, most=most)
    see, maybe = (_same_places(table, key) for key in ("see", "maybe"))
    return Said(see, maybe, tuple(_question(one) for one in questions))


def _question(table: Table) -> Bilingual:
    words = Bilingual(*(table.text(lang) for lang in LANGUAGES))
    table.close()
    _check_places(table, words, None)
    return words


def _same_places(table: Table, key: str) -> Bilingual:
    words = table.said(key)
    _check_places(table, words, key)
    return words


def _check_places(table: Table, words: Bilingual, key: str | None) -> None:
    nl, en = (places(words[lang]) for lang in LANGUAGES)
    if nl != en:
        table.note("pattern-places-differ", key, nl=_braced(nl), en=_braced(en))


def places(text: str) -> frozenset[str]:
    """The names of the {places} in a text."""
    return frozenset(re.findall(r"\{(\w+)\}", text))


def _braced(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "-"
