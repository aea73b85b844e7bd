"""What is the same in every conversation about a round: the fixed parts of the guide, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samenspel.errors import LANGUAGES
from samenspel.theory.table import Table, read_file
from samenspel.theory.words import Bilingual

FORMAT = "samenspel.conversation/1"

_FILE = files("samenspel.theory").joinpath("conversation.toml")


@dataclass(frozen=True)
class FixedPart:
    """A part of the conversation that is the same whatever stands out.

    forms: slugs of the working forms that suit it, the most fitting first; none where none is needed.
    """

    title: Bilingual
    text: Bilingual
    questions: tuple[Bilingual, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Conversation:
    """The fixed parts, and lines that are said in some of the parts, by their names."""

    parts: Mapping[str, FixedPart]
    lines: Mapping[str, Bilingual]


@cache
def conversation() -> Conversation:
    """The words that come with Samenspel."""
    return parse_conversation(_FILE.read_text("utf-8"), _FILE.name)


def parse_conversation(text: str, file: str) -> Conversation:
    """The words in a text; `file` is the name that messages use. Raises TheoryError with all problems."""
    return read_file(text, file, FORMAT, _conversation)


def _conversation(root: Table) -> Conversation:
    parts, lines = root.table("parts"), root.table("lines")
    return Conversation(
        {name: _part(parts.table(name)) for name in parts.data}, {name: lines.said(name) for name in lines.data}
    )


def _part(table: Table) -> FixedPart:
    questions = tuple(_question(one) for one in table.tables("questions"))
    part = FixedPart(table.said("title"), table.said("text"), questions, table.names("forms"))
    table.close()
    return part


def _question(table: Table) -> Bilingual:
    words = Bilingual(*(table.text(lang) for lang in LANGUAGES))
    table.close()
    return words
