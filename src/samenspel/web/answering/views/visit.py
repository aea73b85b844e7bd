"""The way of a participant: welcome, questions, thanks; and the same on another device."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.errors import Problem
from samenspel.present.invitations import qr_svg
from samenspel.web.answering import services
from samenspel.web.answering.documents import Document, RefusedError
from samenspel.web.answering.doors import explained, known, recognised, remember, seat_of, visited
from samenspel.web.answering.queries import promised_to, response_of
from samenspel.web.answering.questions import posted, questions_of
from samenspel.web.rounds.queries import Visit, instrument_of, items_of, size_of
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import new_code
from samenspel.web.shared.words import say

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Invitation, Round


@require_GET
@visited("ok")
def start(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """Who asks what, who will see what, and the button to begin."""
    round, invitation = known(visit)
    response = response_of(invitation)
    begun = response is not None and bool(response.document) and recognised(request, visit, response)
    context = welcome(round, invitation) | {"secret": secret, "response": response, "begun": begun}
    return render(request, "answering/start.html", context)


def welcome(round: "Round", invitation: "Invitation | None") -> dict[str, Any]:
    """What the welcome says; without invitation as everyone would read it."""
    person = invitation.participant if invitation else None
    return {
        "round": round,
        "network": round.network,
        "instrument": instrument_of(round),
        "person": person,
        "host": round.made_by.name if round.made_by else "",
        "questions": len(items_of(round)),
        "minutes": size_of(round.instrument, round.form)[1],
        "promises": promised_to(round, invitation),
    }


@require_http_methods(["GET", "POST"])
@visited("ok")
def questions(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """All questions in one form. With script one a screen, saved at once; without, a long form that is sent whole."""
    round, invitation = known(visit)
    response = response_of(invitation)
    shown = recognised(request, visit, response)
    document = response.document if response and shown else {}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        document = posted(request.POST, items_of(round), document)
        quote = "may_quote" in request.POST if shown else None  # who does not see it cannot leave it out
        seat, key = seat_of(request, visit.link), request.POST.get("key", "")
        try:
            services.send(invitation, now=now(), key=key, answers=document, may_quote=quote, seat=seat)
            return redirect("answering:thanks", secret)
        except RefusedError as refused:
            problems = refused.problems
        except services.NotTakenError as late:
            return explained(request, Visit(visit.link, round, invitation, late.state), secret)
    context = asked(round, document) | {
        "secret": secret,
        "invitation": invitation,
        "response": response,
        "covered": response is not None and not shown,
        "promises": promised_to(round, invitation),
        "problems": problems,
        "key": new_code(),
    }
    page = render(request, "answering/questions.html", context, status=422 if problems else 200)
    remember(page, request, visit.link)
    return page


def asked(round: "Round", document: Document) -> dict[str, Any]:
    """What the page of questions needs of a round and of what was answered."""
    questions = questions_of(round, document)
    quotable = round.visibility == "party" and any(one.kind == "text" for one in questions)
    return {"round": round, "network": round.network, "questions": questions, "ask_to_quote": quotable}


@require_GET
@visited("ok")
def thanks(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """That it arrived, and when and where the result can be seen. Who did not send yet goes back to the questions."""
    round, invitation = known(visit)
    response = response_of(invitation)
    if response is None or not response.sent:
        return redirect("answering:questions", secret)
    context = {"round": round, "network": round.network, "instrument": instrument_of(round), "secret": secret}
    return render(request, "answering/thanks.html", context)


@require_GET
@visited("ok")
def device(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """The same link as a code to scan and as text to copy."""
    address = absolute("answering:start", secret)
    code = qr_svg(address, label=say("answering-device-code"))
    # our own SVG of our own address
    context = {"round": visit.round, "link": visit.link, "secret": secret, "address": address, "code": mark_safe(code)}
    return render(request, "answering/device.html", context)
