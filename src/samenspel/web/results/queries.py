"""What can be asked of results. Whatever leaves here comes from a release, never from answers."""

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.utils import timezone

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.stands_out import Discussed, discussed, stands_out
from samenspel.errors import SamenspelError
from samenspel.present.comparison import Comparison, comparison
from samenspel.present.result import Moment
from samenspel.reading.disclosure import OPEN_LINK_FROM
from samenspel.reading.frozen import thaw
from samenspel.reading.release import Release
from samenspel.web.results.beside import PartyRound, party_round
from samenspel.web.results.front import Front, Glance, front_page, glance_of
from samenspel.web.results.kept import is_kept, kept, stamp_of
from samenspel.web.results.mentions import mentions_of
from samenspel.web.results.models import Publication, Report
from samenspel.web.results.page import Page, page_of
from samenspel.web.results.routes import ALL, OF_PARTICIPANTS, route_of
from samenspel.web.results.screen import Step, steps_of
from samenspel.web.rounds.queries import instrument_of
from samenspel.web.shared.mishaps import NotAllowed

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network
    from samenspel.web.rounds.models import Round

__all__ = [
    "ALL", "OF_PARTICIPANTS", "Front", "Glance", "Page", "PartyRound", "State", "closing_day", "compared_of",
    "discussed_of", "front_of", "glances_of", "judgements_of", "mentions_of", "moments_of", "page_for", "page_of",
    "party_rounds", "publication_of", "published_among", "published_in", "reading_state", "release_of", "report_of",
    "reports_of", "route_of", "screen_for", "seen_in", "thawed", "told_of",
]  # fmt: skip

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
    found = Publication.objects.filter(round=round).select_related("round__network").defer("frozen").first()
    return _with_frozen([found])[0] if found else None


def published_in(network: "Network") -> list[Publication]:
    """Every publication of a network with its round, the round that closed last first."""
    published = Publication.objects.filter(round__network=network, round__deleted_at=None)
    return list(published.select_related("round__network").defer("frozen").order_by("-closing", "-pk"))


def _with_frozen(publications: Iterable[Publication]) -> list[Publication]:
    """Publications with what was frozen of those that this process has not thawed lately, in one question.

    A release is large, and reading it costs more than all else that a page asks; most are known already.
    """
    found = list(publications)
    unknown = [one.pk for one in found if not is_kept(("release", stamp_of(one)))]
    frozen = dict(Publication.objects.filter(pk__in=unknown).values_list("pk", "frozen")) if unknown else {}
    for one in found:
        if one.pk in frozen:
            one.frozen = frozen[one.pk]
    return found


def published_of(rounds: Iterable[int]) -> list[Publication]:
    """The publications of these rounds by their numbers, wherever they are, with their round and network."""
    return list(Publication.objects.filter(round__in=rounds).select_related("round__network").order_by("pk"))


def published_among(rounds: Iterable["Round"]) -> frozenset[int]:
    """The numbers of those of these rounds whose last closing has been published."""
    closings = {one.pk: one.closed_at for one in rounds if one.closed_at}
    there = Publication.objects.filter(round__in=closings).values_list("round_id", "closing")
    return frozenset(number for number, closing in there if closing == closings[number])


def release_of(round: "Round") -> Release | None:
    """What was released of a round, if anything."""
    found = publication_of(round)
    return thawed(found) if found else None


def thawed(publication: Publication) -> Release:
    """The release of a publication. Raises SamenspelError when its questionnaire is not on this server any more."""
    instrument = instrument_of(publication.round)
    return kept(("release", stamp_of(publication)), lambda: thaw(publication.frozen, instrument))


def seen_in(publication: Publication) -> tuple[Finding, ...]:
    """What stands out in a publication, before the group judged it."""
    release = thawed(publication)
    return kept(("findings", stamp_of(publication)), lambda: stands_out(release))


def judgements_of(publication: Publication) -> list[Judgement]:
    """What the group decided about what stands out."""
    judged: Any = sorted(publication.judgements.all(), key=lambda one: one.pk)
    return [Judgement(one.finding, one.choice, one.reason, one.words) for one in judged]


def discussed_of(publication: Publication) -> Discussed:
    """What stands out in a publication, after the group judged it."""
    return discussed(seen_in(publication), judgements_of(publication))


def party_rounds(network: "Network", party: str, lang: str) -> list[PartyRound]:
    """What the results of a network tell a party of itself, the round that closed last first."""
    publications = _with_frozen(published_in(network))
    prefetch_related_objects(publications, "judgements")
    told = []
    for one in publications:
        release = _still(one)
        findings = discussed_of(one).findings if release else ()
        told.append(party_round(one, release, findings, party, closing_day(one), lang))
    return told


def moments_of(publication: Publication) -> tuple[Moment, ...]:
    """The earlier rounds of the network that can still be read, oldest first, with the day on which they closed."""
    earlier = Publication.objects.filter(
        round__network=publication.round.network, round__deleted_at=None, closing__lt=publication.closing
    )
    return _moments(_with_frozen(earlier.select_related("round__network").defer("frozen").order_by("closing", "pk")))


def _moments(publications: Iterable[Publication]) -> tuple[Moment, ...]:
    found = ((one, _still(one)) for one in publications)
    return tuple(Moment(one.round.title, closing_day(one), release) for one, release in found if release is not None)


def compared_of(publication: Publication, lang: str) -> Comparison | None:
    """A publication beside the earlier rounds of its network; None where none of them asked anything alike."""
    title, day = publication.round.title, closing_day(publication)
    return comparison(thawed(publication), title, day, moments_of(publication), lang)


def page_for(publication: Publication, lang: str) -> Page:
    """What the team reads of a publication. The same is worked out once, as long as nothing that it tells changes."""
    release, found = thawed(publication), discussed_of(publication)
    key = ("page", lang, *told_of(publication))
    return kept(key, lambda: page_of(release, found, lang, compared=compared_of(publication, lang)))


def screen_for(publication: Publication, lang: str) -> tuple[Step, ...]:
    """What the full screen shows of a publication, step by step; worked out once, as the page is."""
    release, found = thawed(publication), discussed_of(publication)
    key = ("screen", lang, *told_of(publication))
    return kept(key, lambda: steps_of(release, found, compared_of(publication, lang), lang))


def told_of(publication: Publication) -> tuple[Hashable, ...]:
    """All that the page of a publication depends on: the releases of its network so far, and what the group judged."""
    network = publication.round.network
    until = Publication.objects.filter(round__network=network, round__deleted_at=None, closing__lte=publication.closing)
    rounds = until.order_by("pk").values_list("pk", "number", "made_at", "closing", "round__title")
    return publication.pk, network.time_zone, tuple(rounds), tuple(judgements_of(publication))


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


def front_of(network: "Network", lang: str) -> Front | None:
    """What the front page of a network shows of its results; None before the first one."""
    publications = _with_frozen(published_in(network))
    release = _still(publications[0]) if publications else None
    if release is None:
        return None
    last, *earlier = publications
    key = ("front", lang, network.time_zone, tuple(map(_named, publications)), tuple(judgements_of(last)))
    day, glance = closing_day(last), _glance(last, release, lang)
    return kept(key, lambda: front_page(glance, release, _moments(reversed(earlier)), day, lang))


def glances_of(networks: Iterable["Network"], lang: str) -> dict[int, Glance]:
    """The last result of each of these networks at a glance, by the number of the network."""
    same = Publication.objects.filter(round__network=OuterRef("round__network"), round__deleted_at=None)
    last = Publication.objects.filter(
        round__network__in=[one.pk for one in networks], pk=Subquery(same.order_by("-closing", "-pk").values("pk")[:1])
    )
    found = {}
    for one in _with_frozen(last.select_related("round__network").defer("frozen").prefetch_related("judgements")):
        release = _still(one)
        if release is not None:
            found[one.round.network_id] = _glance(one, release, lang)
    return found


def _glance(publication: Publication, release: Release, lang: str) -> Glance:
    found, day = discussed_of(publication), closing_day(publication)
    key = ("glance", lang, day, _named(publication), tuple(judgements_of(publication)))
    return kept(key, lambda: glance_of(publication, release, found, day, lang))


def _named(publication: Publication) -> Hashable:
    """A release under the name and the day that its pages show."""
    return stamp_of(publication), publication.round.title, publication.closing


def _still(publication: Publication) -> Release | None:
    """Its release; None when its questionnaire is not on this server any more."""
    try:
        return thawed(publication)
    except SamenspelError:
        return None


def closing_day(publication: Publication) -> datetime.date:
    """The day on which its round closed, where the network is."""
    return timezone.localdate(publication.closing, timezone=ZoneInfo(publication.round.network.time_zone))
