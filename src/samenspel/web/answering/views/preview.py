"""A round as participants will see it. Nothing is saved."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenspel.web.answering.views.visit import asked, welcome
from samenspel.web.networks.access import in_network
from samenspel.web.rounds.queries import asked_of, instrument_of, round_of, visibility_words
from samenspel.web.shared.words import language

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round

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
        context |= welcome(found, None) | {"promises": _promises(found)}
    elif step == "questions":
        context |= asked(found, {}) | {"promises": _promises(found), "key": "voorbeeld"}
    return render(request, f"answering/{step}.html", context)


def _promises(round: "Round") -> list[str]:
    """Who will see what, as it reads for somebody of the first party that is asked."""
    asked_for = asked_of(round) if round.door == "personal" else []
    party = next((one.party for one in asked_for if one.party), None)
    return visibility_words(round, language(), party=party)
