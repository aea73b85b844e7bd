"""For a participant: what happens with what is kept of them, all of it, and being forgotten."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.web.answering.access import visited
from samenspel.web.privacy import services
from samenspel.web.privacy.links import person_by
from samenspel.web.privacy.queries import form_of, notice_of
from samenspel.web.privacy.views import as_file, readable
from samenspel.web.rounds.queries import Visit, invitations_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language, say

if TYPE_CHECKING:
    from samenspel.web.parties.models import Participant

STATUS = {"unknown": 404, "gone": 410, "expired": 410}


@require_http_methods(["GET", "POST"])
@visited("ok", "not-open", "closed", "not-me", "passed-on", "room")
def notice(request: HttpRequest, visit: Visit, secret: str) -> HttpResponse:
    """What happens with what is kept, and a button to have all of it mailed to the address that is kept.

    The page says the same whether there is an address or not: whoever holds the link need not be the person.
    """
    round, invitation = visit.round, visit.invitation
    assert round is not None
    person = invitation.participant if invitation else None
    if request.method == "POST" and person is not None:
        services.mail_kept(person, by=None, now=now())
    context = {
        "round": round,
        "network": round.network,
        "secret": secret,
        "notice": notice_of(round.network, now(), round, invitation),
        "known": person is not None,
        "asked": request.method == "POST" and person is not None,
        "answering": visit.state == "ok",
    }
    return render(request, "privacy/notice.html", context)


def _by_mail(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views that get whoever came in by a link from the mail; what does not open explains itself."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, secret: str) -> HttpResponse:
        state, person = person_by(secret)
        if person is None:
            return render(request, "privacy/link.html", {"state": state}, status=STATUS[state])
        zone = ZoneInfo(person.network.time_zone)
        with timezone.override(zone), translation.override(_language_for(request, person)):
            return view(request, person, secret)

    return inner


def _language_for(request: HttpRequest, person: "Participant") -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else person.language


@require_GET
@_by_mail
def mine(request: HttpRequest, person: "Participant", secret: str) -> HttpResponse:
    """All that is kept of somebody in a network, in words."""
    form = form_of([person], None, lang=language(), now=now())
    context: dict[str, Any] = {"person": person, "secret": secret, "kept": readable(form)}
    return render(request, "privacy/mine.html", context | {"notice": notice_of(person.network, now())})


@require_GET
@_by_mail
def download(request: HttpRequest, person: "Participant", secret: str) -> HttpResponse:
    """The same as a file."""
    return as_file(form_of([person], None, lang=language(), now=now()), say("privacy-file-mine"))


@require_http_methods(["GET", "POST"])
@_by_mail
def forget(request: HttpRequest, person: "Participant", secret: str) -> HttpResponse:
    """Say what being forgotten means, and do it. Opening the page changes nothing: mail scanners open links too."""
    network = person.network
    if request.method == "POST":
        services.forget_person(person, by=None, now=now(), remarks=request.POST.get("remarks") != "stay")
        return render(request, "privacy/goodbye.html", {"network": network})
    asked = invitations_of(person)
    context = {
        "secret": secret,
        "network": network,
        "open": [one.round for one in asked if one.round.state == "open"],
        "wrote": any(one.answered for one in asked),
    }
    return render(request, "privacy/forget_me.html", context)
