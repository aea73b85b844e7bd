"""The door of a room: everyone scans the same code, chooses a party, and gets a link of their own on their device."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samenspel.web.answering import services
from samenspel.web.answering.doors import ROOM, came_in_with, room_cookie, visited
from samenspel.web.answering.queries import response_of
from samenspel.web.parties.queries import parties_of
from samenspel.web.rounds.queries import Visit, visitor_by
from samenspel.web.shared import limits
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import new_secret

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Link

ENTRANCES = 3000
WINDOW = timedelta(minutes=10)
FOR_MYSELF = "-"


@require_http_methods(["GET", "POST"])
@visited("room")
def room(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """Choose a party and come in. A device that came in before goes on where it was."""
    link, round = visit.link, visit.round
    if link is None or round is None:
        raise LookupError("a room without link")
    mine, sent = _remembered(request, link)
    if request.method == "GET" and mine and not sent:
        return redirect("answering:start", mine)
    parties = list(parties_of(round.network))
    chosen = request.POST.get("party", "")
    if request.method == "POST":
        party = next((one for one in parties if one.code == chosen), None)
        key = request.POST.get("key", "")
        if (party or chosen == FOR_MYSELF) and len(key) == len(new_secret()):
            return _let_in(link, party, key, mine if not sent else "")
    context: dict[str, Any] = {
        "round": round,
        "network": round.network,
        "secret": secret,
        "parties": parties,
        "mine": mine,
        "key": request.POST.get("key") or new_secret(),
        "forgot": request.method == "POST",
    }
    return render(request, "answering/room.html", context, status=422 if request.method == "POST" else 200)


def _let_in(link: "Link", party: Any, key: str, mine: str) -> HttpResponse:
    """Send a device to its own link, and let it remember that."""
    if not mine:
        limits.count("room", str(link.pk), most=ENTRANCES, per=WINDOW, now=now())
        _, mine = services.enter(link, now=now(), party=party, key=key)
    response: HttpResponseRedirect = redirect("answering:start", mine)
    age = 30 * 24 * 3600
    response.set_signed_cookie(
        room_cookie(link), mine, salt=ROOM, max_age=age, secure=settings.SECURE, httponly=True, samesite="Lax"
    )
    return response


def _remembered(request: HttpRequest, link: "Link") -> tuple[str, bool]:
    """The secret that this device got when it came in by this link, and whether it has sent its answers since."""
    secret = came_in_with(request, link)
    visit = visitor_by(secret, now())
    if visit.state != "ok" or visit.invitation is None or visit.round != link.round:
        return "", False
    response = response_of(visit.invitation)
    return secret, response is not None and response.sent
