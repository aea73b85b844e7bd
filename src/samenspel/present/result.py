"""Everything that is told of a round: what page, report, slides and sheet all take, so that they tell the same."""

import datetime
from dataclasses import dataclass

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.outcome import Outcome
from samenspel.diagnosis.programme import Programme
from samenspel.diagnosis.stands_out import SetAside
from samenspel.reading.release import Release


@dataclass(frozen=True)
class Moment:
    """An earlier round of the same network: its title, the day it closed, and what was released of it."""

    title: str
    date: datetime.date
    release: Release


@dataclass(frozen=True)
class Result:
    """A round as it is told in one language.

    title: of the document ("network · round"); round: what the round is called among others, when not that. date: the
    day it was released; closed: the day the round closed, where that is known. earlier: oldest first. agreed: what the
    conversation about this round led to; before: what the one about the round before led to.
    """

    release: Release
    findings: tuple[Finding, ...]
    title: str
    lang: str
    date: datetime.date
    set_aside: tuple[SetAside, ...] = ()
    earlier: tuple[Moment, ...] = ()
    programme: Programme | None = None
    agreed: Outcome | None = None
    before: Outcome | None = None
    closed: datetime.date | None = None
    round: str = ""
