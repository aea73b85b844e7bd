"""For a participant: what happens with what is kept of them, all of it, and being forgotten."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.web.answering.access import visited
from samenspel.web.privacy import services
from samenspel.web.privacy.links import person_by
from samenspel.web.privacy.queries import contact_of, form_of, notice_of
from samenspel.web.privacy.views import readable
from samenspel.web.rounds.queries import Visit, invitations_of, is_first_address
from samenspel.web.shared.clock import now
from samenspel.web.shared.download import as_file
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
        "back": reverse("answering:room" if visit.state == "room" else "answering:start", args=[secret]),
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
    form = form_of([person], None, lang=language(), now=now(), answers="proven")
    context: dict[str, Any] = {"person": person, "secret": secret, "kept": readable(form)}
    return render(request, "privacy/mine.html", context | {"notice": notice_of(person.network, now())})


@require_GET
@_by_mail
def download(request: HttpRequest, person: "Participant", secret: str) -> HttpResponse:
    """The same as a file."""
    form = form_of([person], None, lang=language(), now=now(), answers="proven")
    return as_file(form, say("privacy-file-mine"))


@require_http_methods(["GET", "POST"])
@_by_mail
def forget(request: HttpRequest, person: "Participant", secret: str) -> HttpResponse:
    """Say what being forgotten means, and do it. Opening the page changes nothing: mail scanners open links too.

    Who answered at another address has not shown to be the same person: that is for a steward to judge.
    """
    network, asked = person.network, invitations_of(person)
    proven = all(is_first_address(one) for one in asked if one.answered)
    if request.method == "POST" and proven:
        services.forget_person(person, by=None, now=now(), remarks=request.POST.get("remarks") != "stay")
        return render(request, "privacy/goodbye.html", {"network": network})
    context = {
        "secret": secret,
        "network": network,
        "proven": proven,
        "contact": contact_of(network)[0],
        "open": [one.round for one in asked if one.round.state == "open"],
        "wrote": any(one.answered for one in asked),
    }
    return render(request, "privacy/forget_me.html", context, status=200 if request.method == "GET" else 403)
