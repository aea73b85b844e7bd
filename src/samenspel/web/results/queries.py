"""What can be asked of results. Whatever leaves here comes from a release, never from answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from samenspel.reading.disclosure import OPEN_LINK_FROM
from samenspel.reading.frozen import thaw
from samenspel.reading.release import Release
from samenspel.web.results.models import Publication, Report
from samenspel.web.results.page import Page, page_of
from samenspel.web.rounds.queries import instrument_of
from samenspel.web.shared.mishaps import NotAllowed

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round

__all__ = ["Page", "State", "page_of", "publication_of", "reading_state", "release_of", "report_of", "reports_of"]

Name = Literal["not-closed", "published", "head-count", "mismatch", "room-few", "waiting"]


@dataclass(frozen=True)
class State:
    """How far a round is on its way to a result.

    name: "not-closed"; "head-count" (a room whose people were not counted yet), "mismatch" (counted, and it differs) or
    "room-few" (a room with too few answers); "waiting" (closed a moment ago); "published". answers: only for a room.
    """

    name: Name
    answers: int = 0
    counted: int | None = None
    least: int = OPEN_LINK_FROM


def publication_of(round: "Round") -> Publication | None:
    """The publication of a round, if there is one."""
    return Publication.objects.filter(round=round).select_related("round__network").first()


def release_of(round: "Round") -> Release | None:
    """What was released of a round, if anything."""
    found = publication_of(round)
    return thaw(found.frozen, instrument_of(round)) if found else None


def reading_state(round: "Round") -> State:
    """How far a round is; of one that was opened again, how far its new release is."""
    if round.closed_at is None:
        return State("not-closed")
    if Publication.objects.filter(round=round, closing=round.closed_at).exists():
        return State("published")
    if round.door != "open":
        return State("waiting")
    answers = round.responses.filter(sent=True).count()
    if answers < OPEN_LINK_FROM:
        return State("room-few", answers)
    if round.head_count is None:
        return State("head-count", answers)
    return State("waiting" if round.head_count == answers else "mismatch", answers, round.head_count)


def reports_of(publication: Publication) -> list[Report]:
    """The reports of this publication that are there or being made."""
    return list(publication.reports.filter(number=publication.number).defer("file").order_by("kind", "language"))


def report_of(round: "Round", code: str, *, whole: bool = False) -> Report:
    """A report of the publication of this round; its file only when `whole`. Raises NotAllowed when there is none."""
    reports: Any = Report.objects if whole else Report.objects.defer("file")
    found = reports.select_related("publication").filter(code=code, publication__round=round).first()
    if found is None or found.number != found.publication.number:
        raise NotAllowed
    return found
