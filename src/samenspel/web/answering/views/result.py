"""The result for who took part: the total, with their own answers beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenspel.web.answering.doors import explained, known, recognised, visited
from samenspel.web.answering.queries import response_of
from samenspel.web.conversations.queries import outcome_before, outcome_of
from samenspel.web.results.queries import (
    ALL,
    OF_PARTICIPANTS,
    discussed_of,
    page_of,
    publication_of,
    route_of,
    thawed,
)
from samenspel.web.rounds.queries import Visit
from samenspel.web.shared.words import language


@require_GET
@visited("closed", "ok")
def result(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """What was released, once the round has closed and where the round shows it to those who were asked."""
    if visit.invitation is None:  # of a room, where the result is on the link of each
        return explained(request, visit, secret)
    round, invitation = known(visit)
    publication = publication_of(round) if round.show_participants and visit.state == "closed" else None
    if publication is None:
        return explained(request, visit, secret) if visit.state == "closed" else _too_early(request, visit, secret)
    response = response_of(invitation)
    own = response.published if response and response.sent and recognised(request, visit, response) else None
    context = {"round": round, "network": round.network, "secret": secret, "own": own}
    context["page"] = page_of(thawed(publication), discussed_of(publication), language(), own=own)
    context |= {"routes": OF_PARTICIPANTS, "route": route_of(request.GET.get("lezen"), OF_PARTICIPANTS, ALL)}
    context |= {"agreed": outcome_of(round), "before": outcome_before(round)}
    return render(request, "answering/result.html", context)


def _too_early(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    context = {"state": "no-result-yet", "round": visit.round, "secret": secret}
    return render(request, "answering/explained.html", context)
