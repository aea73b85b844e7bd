"""The guide of a conversation: the programme, its length, and undoing the last change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from samenspel.diagnosis.guide import LENGTHS
from samenspel.diagnosis.programme import Edits, programme
from samenspel.web.conversations import queries, services
from samenspel.web.conversations.forms import CourseForm
from samenspel.web.conversations.page import rows_of, slug_of
from samenspel.web.conversations.seen import stamp
from samenspel.web.networks.access import in_network, may
from samenspel.web.results.queries import publication_of, reading_state
from samenspel.web.rounds.queries import round_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language, say


@in_network()
@require_GET
def guide(request: HttpRequest, round: str) -> HttpResponse:
    """The programme of the conversation about a round, with what was agreed before and after it."""
    return guide_page(request, round_of(request.network, round))


@in_network("facilitator")
@require_POST
def minutes(request: HttpRequest, round: str) -> HttpResponse:
    """Choose how long the conversation takes."""
    found = round_of(request.network, round)
    typed = request.POST.get("minutes", "")
    services.choose_minutes(
        found, by=request.user, now=now(), minutes=next((one for one in LENGTHS if str(one) == typed), 0)
    )
    return back_to_guide(found)


@in_network("facilitator")
@require_POST
def undo(request: HttpRequest, round: str, version: int) -> HttpResponse:
    """Undo the last change of the programme."""
    found = round_of(request.network, round)
    if services.undo(found, by=request.user, now=now(), version=version):
        messages.success(request, say("conversations-undone"))
    else:
        messages.warning(request, say("conversations-not-undone"))
    return back_to_guide(found)


def guide_page(request: HttpRequest, round: Any, focus: str = "") -> HttpResponse:
    """The page of the guide; before the result is there, why there is none. focus: the part that was just changed."""
    publication = publication_of(round)
    manages = may(request.role, "facilitator")
    context: dict[str, Any] = {"round": round, "manages": manages, "focus": focus}
    if publication is None:
        context["state"] = reading_state(round)
        return render(request, "conversations/guide.html", context)
    kept, conversation = queries.kept_guide(round), queries.conversation_of(round)
    before = queries.conversation_before(publication)
    edits = Edits.of(kept.edits)
    shown = programme(queries.guide_of(publication, kept.minutes, before), edits, language())
    context |= {
        "lengths": LENGTHS,
        "programme": shown,
        "over": shown.minutes - shown.asked,
        "under": shown.asked - shown.minutes,
        "rows": rows_of(shown, edits),
        "removed": [(part, slug_of(part.key)) for part in shown.removed],
        "agreed": conversation and queries.told(conversation),
        "before": before,
        "earlier": [(one, _course_form(one) if manages else None) for one in queries.agreed(before)] if before else [],
    }
    return render(request, "conversations/guide.html", context)


def back_to_guide(round: Any, anchor: str = "") -> HttpResponse:
    """To the page of the guide, at one part of it."""
    address = reverse("conversations:guide", args=[round.network.code, round.code])
    return redirect(f"{address}#{anchor}" if anchor else address)


def _course_form(agreement: Any) -> CourseForm:
    shown = {"state": agreement.state, "came_of_it": agreement.came_of_it}
    return CourseForm(initial=shown | {"seen": stamp(services.shown_of(agreement))}, auto_id=f"{agreement.code}-%s")
