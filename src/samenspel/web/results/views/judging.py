"""What the group makes of what stands out: hold on to it, set it aside, say it in other words, or take that back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samenspel.web.networks.access import in_network
from samenspel.web.results import queries, services
from samenspel.web.results.cards import anchor
from samenspel.web.results.forms import HeadCountForm, JudgementForm
from samenspel.web.results.models import Publication
from samenspel.web.results.views.pages import result_context
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import say


@in_network("facilitator")
@require_POST
def judge(request: HttpRequest, round: str) -> HttpResponse:
    """Keep what the group makes of something that stands out."""
    publication = _publication(request, round)
    key = request.POST.get("finding", "")
    finding = next((one for one in queries.seen_in(publication) if one.key == key), None)
    if finding is None:
        messages.info(request, say("results-judge-gone"))
        return _back(request, publication)
    form = JudgementForm(request.POST, seen=(finding.see.nl, finding.see.en), auto_id=f"{anchor(key)}-%s")
    if not form.is_valid():
        context = {"count_form": HeadCountForm(), **result_context(request, publication.round, form)}
        return render(request, "results/result.html", context, status=400)
    services.judge(publication, by=request.user, now=now(), **form.cleaned_data)
    messages.success(request, say(f"results-judged-{form.cleaned_data['choice']}"))
    return _back(request, publication, key)


@in_network("facilitator")
@require_POST
def withdraw(request: HttpRequest, round: str) -> HttpResponse:
    """Take back what was said about something that stands out."""
    publication, key = _publication(request, round), request.POST.get("finding", "").replace("\0", "")
    services.withdraw(publication, by=request.user, now=now(), finding=key)
    messages.success(request, say("results-judged-withdrawn"))
    return _back(request, publication, key)


def _publication(request: HttpRequest, code: str) -> Publication:
    publication = queries.publication_of(rounds.round_of(request.network, code))
    if publication is None:
        raise NotAllowed
    return publication


def _back(request: HttpRequest, publication: Any, key: str = "") -> HttpResponse:
    """To where the reader was: the same route, at the same card."""
    round = publication.round
    route = request.POST.get("lezen", "")
    query = f"?lezen={route}" if route in ("alles", "vast") else ""
    place = f"#{anchor(key)}" if key else ""
    return redirect(f"{reverse('results:result', args=[round.network.code, round.code])}{query}{place}")
