"""A conversation guide as people read it: in one language, with what the facilitator changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenspel.diagnosis.guide import Guide, Kind


@dataclass(frozen=True)
class Part:
    """One part of the programme. edited: somebody changed it. findings: what it speaks of, a line for each.

    form: the name of the working form, or empty; how: its steps.
    """

    key: str
    kind: Kind
    minutes: int
    title: str
    text: str
    questions: tuple[str, ...]
    form: str = ""
    how: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True)
class Programme:
    """The parts in their order. asked: the minutes it was made for. removed: parts that were taken out."""

    asked: int
    parts: tuple[Part, ...]
    removed: tuple[Part, ...] = ()

    @property
    def minutes(self) -> int:
        """How long all parts take together; after edits perhaps not what was asked."""
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True)
class Edit:
    """What was changed in a part; None leaves it as it is computed.

    after: the key of the part that it now follows, "" for the first place; an own part always has one.
    """

    minutes: int | None = None
    title: str | None = None
    text: str | None = None
    questions: tuple[str, ...] | None = None
    removed: bool = False
    after: str | None = None


@dataclass(frozen=True)
class Edits:
    """Every change, by the key of the part; own parts have keys that start with "own/"."""

    parts: Mapping[str, Edit]

    def form(self) -> dict[str, Any]:
        """The edits as plain dicts, to be kept."""
        raise NotImplementedError

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Edits":
        """The edits that were kept; what is not understood is left out."""
        raise NotImplementedError


def programme(guide: Guide, edits: Edits, lang: str) -> Programme:
    """The programme: the guide in one language with the edits laid over it; edits of parts that are gone wait."""
    raise NotImplementedError
