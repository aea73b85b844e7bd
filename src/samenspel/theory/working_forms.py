"""Working forms: ways to hold a part of a conversation, as data."""

from dataclasses import dataclass

from samenspel.theory.words import Bilingual


@dataclass(frozen=True)
class WorkingForm:
    """One way to talk. how: its steps, in order. patterns: slugs of the patterns that it suits."""

    slug: str
    name: Bilingual
    how: tuple[Bilingual, ...]
    patterns: tuple[str, ...]
    sources: tuple[str, ...]
