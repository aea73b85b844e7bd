"""The full screen before a group, one step at a time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samenspel.web.conversations.queries import programme_of
from samenspel.web.networks.access import in_network
from samenspel.web.results import queries
from samenspel.web.results.screen import talk
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.words import language


@in_network()
@require_GET
def screen(request: HttpRequest, round: str) -> HttpResponse:
    """One step of a result, as large as the screen is. Without "stap" the picture is built up before the group."""
    found, lang = rounds.round_of(request.network, round), language()
    publication = queries.publication_of(found)
    steps = queries.screen_for(publication, lang) if publication else ()
    if not steps:
        return redirect("results:result", request.network.code, found.code)
    steps = (*steps, talk(programme_of(found, lang), lang))
    at = _place(request.GET.get("stap", ""), len(steps))
    here = reverse("results:screen", args=[request.network.code, found.code])
    context: dict[str, Any] = {
        "round": found,
        "step": steps[at - 1],
        "at": at,
        "all": len(steps),
        "before": f"{here}?stap={at - 1}" if at > 1 else "",
        "next": f"{here}?stap={at + 1}" if at < len(steps) else "",
        "first": f"{here}?stap=1",
        "last": f"{here}?stap={len(steps)}",
        "builds": "stap" not in request.GET,
    }
    return render(request, "results/screen.html", context)


def _place(asked: str, most: int) -> int:
    """The step that was asked for, as far as it is there; the first for anything else."""
    return min(max(int(asked), 1), most) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
