"""Throwing away the files that were made of a result."""

from typing import TYPE_CHECKING

from django.db.models import Q, Subquery

from samenspel.web.results.models import Publication, Report

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round


def forget_reports(round: "Round") -> None:
    """Throw away the files that tell of a round, its own and those of later rounds that look back at it: what they
    tell has changed. Who asks again gets new ones.
    """
    closing = Subquery(Publication.objects.filter(round=round).values("closing"))
    later = Q(publication__round__network=round.network_id, publication__closing__gt=closing)
    Report.objects.filter(Q(publication__round=round) | later).delete()
