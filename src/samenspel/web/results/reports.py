"""The files that are made of a result: asked for, and thrown away when what they tell has changed."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q, Subquery

from samenspel.web.networks.access import require
from samenspel.web.results.models import Publication, Report

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round


def ask_report(publication: Publication, *, by: Any, now: datetime, kind: str, language: str) -> Report:
    """The report of this publication, kind and language: the one that there is, or a new one that will be made.

    One that failed, or that has been waiting so long that its maker must be gone, is made again.
    """
    from samenspel.web.results.tasks import make_report

    require(by, publication.round.network, "viewer")
    with transaction.atomic():
        known = {"publication": publication, "number": publication.number, "kind": kind, "language": language}
        found, new = Report.objects.defer("file").get_or_create(**known, defaults={"asked_at": now})
        if new or is_stuck(found, now):
            found.state, found.step, found.asked_at = "waiting", "", now
            found.save(update_fields=["state", "step", "asked_at"])
            transaction.on_commit(partial(make_report.enqueue, found.pk))
    return found


def is_stuck(report: Report, now: datetime) -> bool:
    """Whether a report failed, or is not made after minutes: then it may be asked for again."""
    waiting = (now - report.asked_at).total_seconds()
    return report.state == "failed" or (report.state != "ready" and waiting > 120)


def forget_reports(round: "Round") -> None:
    """Throw away the files that tell of a round, its own and those of later rounds that look back at it: what they
    tell has changed. Who asks again gets new ones.
    """
    closing = Subquery(Publication.objects.filter(round=round).values("closing"))
    later = Q(publication__round__network=round.network_id, publication__closing__gt=closing)
    Report.objects.filter(Q(publication__round=round) | later).delete()
