"""The people of a round and the doors by which they come in: links, lists, letters, and the poster for a room."""

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.present.invitations import Letter, letters_pdf, poster_pdf, qr_svg
from samenspel.theory.words import Bilingual
from samenspel.web.networks.access import in_network
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.forms import PeopleForm
from samenspel.web.rounds.mails import moment_in_words, sender_of
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.rounds.pinned import size_of
from samenspel.web.rounds.promises import letter_words
from samenspel.web.rounds.views import done, found, to_round
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import fingerprint
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import counted, language, say


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, round: str) -> HttpResponse:
    """Ask more people in an open round."""
    shown = found(request, round)
    if shown.state != "open" or shown.door != "personal":
        return to_round(shown)
    there = shown.invitations.values_list("participant_id", flat=True)
    form = PeopleForm(request.POST or None, network=request.network, besides=[one for one in there if one])
    if request.method == "POST" and form.is_valid():
        people = form.cleaned_data["participants"]
        if done(request, services.invite, shown, participants=people) and people:
            messages.success(request, counted("rounds-added", len(people)))
        return to_round(shown)
    context = {"round": shown, "form": form, "ticked": form.ticked()}
    return render(request, "rounds/add.html", context, status=422 if form.errors else 200)


@in_network("facilitator")
@never_cache
@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, round: str) -> HttpResponse:
    """Personal links to hand out: as a list on the page, as CSV, or as letters. They are made on asking, shown once."""
    shown = found(request, round)
    if shown.door != "personal" or shown.state == "closed":
        return to_round(shown)
    if request.method != "POST":
        return render(request, "rounds/links.html", {"round": shown})
    chosen = _chosen(request, shown)
    made = services.hand_links(shown, by=request.user, now=now(), invitations=chosen)
    rows = [(invitation, absolute("answering:start", secret)) for invitation, secret in made]
    if not rows:
        messages.error(request, say("rounds-links-none"))
        return to_round(shown)
    if "csv" in request.POST:
        return _csv(shown, rows)
    if "letters" in request.POST:
        return _letters(shown, rows)
    return render(request, "rounds/links.html", {"round": shown, "rows": rows})


def _chosen(request: HttpRequest, round: Round) -> list[Invitation] | None:
    """Who gets a link: those without an e-mail address, or all (None)."""
    if request.POST.get("who") != "unmailed":
        return None
    return list(round.invitations.filter(participant__email=""))


def _csv(round: Round, rows: list[tuple[Invitation, str]]) -> HttpResponse:
    """The list as a file that Excel opens: with a byte-order mark, and no cell that it would take for a formula."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";")
    lines.writerow([say("rounds-links-name"), say("rounds-links-party"), say("rounds-links-link")])
    for invitation, address in rows:
        party = invitation.party
        lines.writerow([_plain(str(invitation.participant)), _plain(party.name if party else ""), address])
    return _file(("\ufeff" + out.getvalue()).encode("utf-8"), "text/csv; charset=utf-8", f"links-{round.code}.csv")


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _letters(round: Round, rows: list[tuple[Invitation, str]]) -> HttpResponse:
    letters = [_letter(one, address) for one, address in rows]
    closes = round.closes_at
    pdf = letters_pdf(
        letters,
        network=round.network.name,
        sender=sender_of(round),
        title=round.title,
        message=round.message,
        closes=Bilingual(*(moment_in_words(closes, round, lang) for lang in ("nl", "en"))) if closes else None,
        visibility_words=Bilingual(letter_words(round, "nl"), letter_words(round, "en")),
        date=timezone.localdate(),
    )
    return _file(pdf, "application/pdf", f"{say('rounds-links-file')}-{round.code}.pdf")


def _letter(invitation: Invitation, address: str) -> Letter:
    person, party = invitation.participant, invitation.party
    assert person is not None
    return Letter(person.name, party.name if party else None, address, person.language)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@in_network("facilitator")
@never_cache
@require_POST
def link(request: HttpRequest, round: str, invitation: str) -> HttpResponse:
    """A new link for one person, shown once."""
    shown = found(request, round)
    one = queries.invitation_of(shown, invitation)
    made = services.hand_links(shown, by=request.user, now=now(), invitations=[one])
    if not made or shown.state == "closed":
        messages.error(request, say("rounds-link-begun"))
        return to_round(shown)
    context = {"round": shown, "invitation": one, "address": absolute("answering:start", made[0][1])}
    return render(request, "rounds/link.html", context)


@in_network("facilitator")
@require_POST
def revoke(request: HttpRequest, round: str, invitation: str) -> HttpResponse:
    """Take somebody out of the round; undone by asking again."""
    shown = found(request, round)
    one = queries.invitation_of(shown, invitation)
    if done(request, services.revoke, one):
        messages.success(request, say("rounds-revoked", name=one.participant))
    return to_round(shown)


@in_network("facilitator")
@require_POST
def ask_again(request: HttpRequest, round: str, invitation: str) -> HttpResponse:
    """Ask somebody anew who is out."""
    shown = found(request, round)
    one = queries.invitation_of(shown, invitation)
    if done(request, services.ask_again, one):
        messages.success(request, say("rounds-asked-again", name=one.participant))
    return to_round(shown)


@in_network("facilitator")
@never_cache
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, round: str) -> HttpResponse:
    """The open link as a big QR code for a beamer, or as a poster. It is made on asking and shown once."""
    shown = _room(request, round)
    if request.method != "POST":
        return render(request, "rounds/room.html", {"round": shown})
    secret = _same_link(request, shown) or services.open_link(shown, by=request.user, now=now())
    address = absolute("answering:room", secret)
    if "poster" in request.POST:
        return _poster(shown, address)
    context = {
        "round": shown,
        "address": address,
        "secret": secret,
        "qr": qr_svg(address, label=say("rounds-room-alt")),
    }
    return render(request, "rounds/room.html", context)


def _room(request: HttpRequest, round: str) -> Round:
    shown = found(request, round)
    if shown.door != "open":
        raise NotAllowed
    return shown


def _same_link(request: HttpRequest, round: Round) -> str:
    """The link that the page shows already, so that the poster holds the same; empty when it is none of this round."""
    secret = request.POST.get("secret", "")
    same = round.links.filter(hash=fingerprint(secret), invitation=None, revoked_at=None)
    return secret if secret and same.exists() else ""


def _poster(round: Round, address: str) -> HttpResponse:
    pdf = poster_pdf(
        address=address,
        network=round.network.name,
        title=round.title,
        lang=language(),
        minutes=size_of(round.instrument, round.form)[1] or None,
        date=timezone.localdate(),
    )
    return _file(pdf, "application/pdf", f"poster-{round.code}.pdf")


@in_network("facilitator")
@require_POST
def revoke_room(request: HttpRequest, round: str) -> HttpResponse:
    """Take back all open links of a room."""
    shown = _room(request, round)
    if done(request, services.revoke_open_links, shown):
        messages.success(request, say("rounds-room-revoked"))
    return to_round(shown)
