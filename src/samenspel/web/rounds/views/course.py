"""The page of a round, and its course: open, remind, close, open again, put away."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.theory.library import find_instrument
from samenspel.web.networks.access import in_network
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.forms import ClosingForm
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.pinned import size_of
from samenspel.web.rounds.views import done, found, to_round
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import counted, language, say


@in_network()
@require_GET
def round_page(request: HttpRequest, round: str) -> HttpResponse:
    """One round: where it stands, who has answered, and what can be done now."""
    shown = found(request, round)
    invitations = queries.asked_of(shown) if shown.door == "personal" else []
    answered, asked = queries.response_counts(shown)
    questions, minutes = size_of(shown.instrument, shown.form)
    context = {
        "round": shown,
        "instruments": [find_instrument(one).name for one in queries.instrument_of(shown).slug.split("+")],
        "questions": questions,
        "minutes": minutes,
        "form_key": shown.form if shown.form in ("full", "short", "pulse") else "full",
        "answered": answered,
        "asked": asked,
        "invitations": invitations,
        "parties": queries.parties_in(invitations),
        "waiting": sum(1 for one in invitations if one.waited_for),
        "unmailed": [one for one in invitations if one.waited_for and not one.participant.email],
        "stays_closed": shown.state == "closed" and queries.has_forgotten(shown),
        "obstacles": queries.obstacles(shown, now()) if shown.state == "draft" else [],
        "failed": queries.letters_that_failed(shown),
        "promises": queries.visibility_words(shown, language(), party=say("rounds-round-a-party")),
    }
    return render(request, "rounds/round.html", context)


@in_network("facilitator")
@require_POST
def open_now(request: HttpRequest, round: str) -> HttpResponse:
    """Open the round now."""
    shown = found(request, round)
    if done(request, services.open_round, shown):
        asked = queries.asked_of(shown) if shown.door == "personal" else []
        mailed = len([one for one in asked if one.waited_for and one.participant and one.participant.email])
        told = counted("rounds-opened-mailed", mailed, title=shown.title) if mailed else ""
        messages.success(request, told or say("rounds-opened", title=shown.title))
    return to_round(shown)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, round: str) -> HttpResponse:
    """Say what closing means, and close."""
    shown = found(request, round)
    if request.method == "POST":
        if done(request, services.close_round, shown):
            messages.success(request, say("rounds-closed", title=shown.title))
        return to_round(shown)
    answered, asked = queries.response_counts(shown)
    return render(request, "rounds/close.html", {"round": shown, "answered": answered, "asked": asked})


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, round: str) -> HttpResponse:
    """Say what opening again means, and do it until a new closing time."""
    shown = found(request, round)
    if shown.state != "closed" or shown.door == "import" or queries.has_forgotten(shown):
        return to_round(shown)
    in_a_week = now() + timedelta(days=7)
    form = ClosingForm(request.POST or None, round=shown, now=now(), reminders=False, initial={"closes_at": in_a_week})
    if request.method == "POST" and form.is_valid():
        if done(request, services.reopen, shown, closes_at=form.cleaned_data["closes_at"]):
            messages.success(request, say("rounds-reopened", title=shown.title))
        return to_round(shown)
    return _form(request, "rounds/reopen.html", shown, form)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, round: str) -> HttpResponse:
    """Change when an open round closes and reminds."""
    shown = found(request, round)
    if shown.state != "open":
        return to_round(shown)
    initial = {"closes_at": shown.closes_at, "remind": shown.remind}
    reminders = shown.door == "personal"
    form = ClosingForm(request.POST or None, round=shown, now=now(), initial=initial, reminders=reminders)
    if request.method == "POST" and form.is_valid():
        if done(request, services.change_course, shown, **form.cleaned_data):
            messages.success(request, say("rounds-saved"))
        return to_round(shown)
    return _form(request, "rounds/closing.html", shown, form)


def _form(request: HttpRequest, template: str, round: Round, form: ClosingForm) -> HttpResponse:
    return render(
        request, template, {"round": round, "form": form, "least": round.k + 1}, status=422 if form.errors else 200
    )


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def remind(request: HttpRequest, round: str) -> HttpResponse:
    """Remind those who have not answered; twice within a day only after saying so."""
    shown = found(request, round)
    if request.method == "POST":
        again = request.POST.get("again", "")
        number = int(again) if again.isdecimal() and len(again) < 18 else None
        if done(request, services.remind, shown, again=number):
            messages.success(request, say("rounds-reminded"))
        return to_round(shown)
    last = queries.last_reminder(shown)
    waiting = [one for one in queries.asked_of(shown) if one.waited_for and one.participant]
    context = {
        "round": shown,
        "waiting": [one for one in waiting if one.participant.email],
        "unreachable": [one for one in waiting if not one.participant.email],
        "last": last if last and now() - last.made_at < timedelta(days=1) else None,
    }
    return render(request, "rounds/remind.html", context)


@in_network("facilitator")
@require_POST
def mail_again(request: HttpRequest, round: str) -> HttpResponse:
    """Try the mails again that did not come through."""
    shown = found(request, round)
    if done(request, services.try_again, shown):
        messages.success(request, say("rounds-mail-tried-again"))
    return to_round(shown)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, round: str) -> HttpResponse:
    """Say what deleting the round means, and do it."""
    if request.method == "POST" and request.network.rounds.filter(code=round).exclude(deleted_at=None).exists():
        return redirect("rounds:rounds", request.network.code)  # tapped twice
    shown = found(request, round)
    if request.method == "POST":
        services.delete(shown, by=request.user, now=now())
        undo = reverse("rounds:restore", args=[shown.network.code, shown.code])
        messages.success(request, say("rounds-deleted", title=shown.title), extra_tags=f"undo:{undo}")
        return redirect("rounds:rounds", shown.network.code)
    answered, asked = queries.response_counts(shown)
    return render(request, "rounds/delete.html", {"round": shown, "answered": answered, "asked": asked})


@in_network("facilitator")
@require_POST
def restore(request: HttpRequest, round: str) -> HttpResponse:
    """Bring back a round that was deleted."""
    gone = request.network.rounds.filter(code=round).first()
    if gone is None:
        raise NotAllowed
    services.restore(gone, by=request.user, now=now())
    messages.success(request, say("rounds-restored", title=gone.title))
    return to_round(gone)
