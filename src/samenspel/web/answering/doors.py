"""How a participant comes in: the secret in the address says who it is, and what does not open explains itself."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from samenspel.web.answering.forms import NewLinkForm
from samenspel.web.answering.models import MIXED, Response
from samenspel.web.answering.queries import response_of
from samenspel.web.results.queries import release_of
from samenspel.web.rounds.queries import Visit, visitor_by
from samenspel.web.shared import limits
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import fingerprint, new_secret

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Invitation, Link, Round

FAILURES = 60
WINDOW = timedelta(minutes=10)
REMEMBERED = 90 * 24 * 3600
ROOM = "room"
STATUS = {"unknown": 404, "not-open": 200, "closed": 200, "revoked": 410, "passed-on": 410, "not-me": 410, "room": 404}

View = Callable[..., HttpResponse]


def visited(*states: str) -> Callable[[View], View]:
    """For views that get a Visit: those in any other state see a page that explains it and offers the next step.

    The page is in the language and time zone that belong to the visitor, and is kept by no cache.
    """

    def decorator(view: View) -> View:
        @never_cache
        @wraps(view)
        def inner(request: HttpRequest, secret: str, **kwargs: Any) -> HttpResponse:
            visit = visitor_by(secret, now())
            if visit.round is None:
                count_failure(request)
                return explained(request, visit, secret)
            zone = ZoneInfo(visit.round.network.time_zone)
            with timezone.override(zone), translation.override(language_for(request, visit)):
                if visit.state not in states:
                    return explained(request, visit, secret)
                return view(request, visit, secret, **kwargs)

        return inner

    return decorator


def known(visit: Visit) -> "tuple[Round, Invitation]":
    """The round and the invitation of a visit that has both."""
    if visit.round is None or visit.invitation is None:
        raise LookupError("a visit without invitation")
    return visit.round, visit.invitation


def count_failure(request: HttpRequest) -> None:
    """Count a secret that opens nothing; those that open something cost nothing, however many share an address."""
    limits.count("secret", limits.visitor(request), most=FAILURES, per=WINDOW, now=now())


def recognised(request: HttpRequest, visit: Visit, response: Response | None) -> bool:
    """Whether what was answered before may be shown: only where all of it was answered. That is by links that nobody
    else had in hands, or else on one device: whoever else has such a link has not shown to be the same person.
    """
    return response is None or not response.document or response.seat == seat_of(request, visit.link) != MIXED


def seat_of(request: HttpRequest, link: "Link | None") -> str:
    """From where an answer by this link comes, as `models.Response.seat` keeps it."""
    if link is None or not link.handed or link.invitation is None:
        return ""
    kept = request.COOKIES.get(_cookie(link.invitation), "")
    return fingerprint(kept) if kept else MIXED


def remember(response: HttpResponse, request: HttpRequest, link: "Link | None") -> None:
    """Let this device know itself again when it comes back by a link that others have had in hands. It is done before
    the first answer, so that an answer of which the receipt got lost is its own as well.
    """
    if link is None or link.invitation is None or seat_of(request, link) != MIXED:
        return
    response.set_cookie(
        _cookie(link.invitation),
        new_secret(),
        max_age=REMEMBERED,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie(invitation: "Invitation") -> str:
    return f"eigen-{invitation.pk}"


def language_for(request: HttpRequest, visit: Visit) -> str:
    """The language that the visitor chose on this device; else their own, or that of the network."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        return chosen
    person = visit.invitation.participant if visit.invitation else None
    if person is not None:
        return str(person.language)
    # a room is full of strangers: each reads in the language of their own device, as any other page
    return translation.get_language() or settings.LANGUAGE_CODE


def explained(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """Why this link does not open the questions, and what to do. Once a room has closed, the device that came in there
    finds what its own link would tell.
    """
    if visit.state == "closed" and visit.invitation is None and visit.link is not None:
        own = came_in_with(request, visit.link)
        found = visitor_by(own, now())
        visit, secret = (found, own) if found.state == "closed" and found.round == visit.round else (visit, secret)
    context: dict[str, Any] = {"state": visit.state, "round": visit.round, "secret": secret, "form": NewLinkForm()}
    if visit.state == "closed" and visit.invitation is not None:
        response = response_of(visit.invitation)
        context["sent"] = response is not None and response.sent
        begun = response is not None and not response.sent and bool(response.document)
        context["begun"] = begun and recognised(request, visit, response)
        context["released"] = may_see_result(visit)
    return render(request, "answering/explained.html", context, status=STATUS.get(visit.state, 404))


def came_in_with(request: HttpRequest, link: "Link") -> str:
    """The secret that this device got at the door of a room; empty when it did not come in there."""
    return request.get_signed_cookie(room_cookie(link), default="", salt=ROOM) or ""


def room_cookie(link: "Link") -> str:
    """Where a device keeps by which link of its own it came into a room."""
    return f"kamer-{link.pk}"


def may_see_result(visit: Visit) -> bool:
    """Whether there is a result that this visitor may see."""
    return visit.round is not None and visit.round.show_participants and release_of(visit.round) is not None
