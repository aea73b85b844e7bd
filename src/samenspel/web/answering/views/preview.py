"""A round as participants will see it. Nothing is saved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenspel.web.answering.views.visit import asked, promises, welcome
from samenspel.web.networks.access import in_network
from samenspel.web.rounds.queries import instrument_of, round_of

STEPS = ("start", "questions", "thanks")


@require_GET
@in_network("viewer")
def preview(request: HttpRequest, round: str) -> HttpResponse:
    """The welcome, the questions or the thanks, as `?stap=` asks."""
    found = round_of(request.network, round)  # type: ignore[attr-defined]
    step = request.GET.get("stap", "")
    step = step if step in STEPS else STEPS[0]
    context = {"preview": True, "network": found.network, "round": found, "instrument": instrument_of(found)}
    if step == "start":
        context |= welcome(found, None)
    elif step == "questions":
        context |= asked(found, {}) | {"promises": promises(found, None), "key": "voorbeeld"}
    return render(request, f"answering/{step}.html", context)
