"""The conversation guide (C-10): from what stands out to an ordered programme that fits the time there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.outcome import Outcome
from samenspel.theory.words import Bilingual
from samenspel.theory.working_forms import WorkingForm

Kind = Literal["opening", "look-back", "look", "strength", "talk", "leverage", "closing", "own"]
LENGTHS = (60, 90, 120)


@dataclass(frozen=True)
class Step:
    """One part of a programme.

    key: the same after recomputation: "opening", "look", "talk/<key of the finding>". text: what happens, for who
    guides the conversation. findings: what this part speaks of.
    """

    key: str
    kind: Kind
    minutes: int
    title: Bilingual
    text: Bilingual
    questions: tuple[Bilingual, ...]
    form: WorkingForm | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Guide:
    """The steps in their order; their minutes add up to `minutes`."""

    minutes: int
    steps: tuple[Step, ...]


def guide(findings: Sequence[Finding], minutes: int, *, before: Outcome | None = None) -> Guide:
    """The programme for what stands out, in 60, 90 or 120 minutes. before: what the last conversation led to."""
    raise NotImplementedError
