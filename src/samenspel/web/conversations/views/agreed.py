"""What a conversation led to: the day, the point of leverage, the actions and what came of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.errors import UsageError
from samenspel.web.conversations import queries, services
from samenspel.web.conversations.forms import ConversationForm, CourseForm, KnownAgreementForm, NewAgreementForm
from samenspel.web.conversations.models import Conversation
from samenspel.web.conversations.seen import ChangedMeanwhile, stamp
from samenspel.web.conversations.views.meanwhile import comes_back
from samenspel.web.networks.access import in_network
from samenspel.web.parties.queries import by_name, by_party, participants_of, parties_of
from samenspel.web.rounds.queries import round_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, round: str) -> HttpResponse:
    """Keep what a conversation led to."""
    found = queries.talked_about(request.network, round)
    kept = queries.conversation_of(found)
    shown = services.shown_of(kept or Conversation())
    seen = stamp(shown)
    form = ConversationForm(request.POST or None, today=timezone.localdate(), initial=shown | {"seen": seen})
    there: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            services.record_conversation(found, by=request.user, now=now(), **form.cleaned_data)
            messages.success(request, say("conversations-saved"))
            return _to_outcome(found)
        except ChangedMeanwhile:
            there = comes_back(form, seen, shown.items())
    return _page(request, found, form=form, there=there)


@in_network("facilitator")
@require_POST
def add(request: HttpRequest, round: str) -> HttpResponse:
    """Add an action."""
    found = queries.talked_about(request.network, round)
    form = NewAgreementForm(request.POST)
    if not form.is_valid():
        return _page(request, found, new=form)
    given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
    try:
        services.add_agreement(found, by=request.user, now=now(), **given)
    except UsageError as error:
        form.add_error(None, error.problems[0].say(language()))
        return _page(request, found, new=form)
    undo = reverse("conversations:remove-agreement", args=[request.network.code, found.code, given["code"]])
    messages.success(request, say("conversations-agreement-added"), extra_tags=f"undo:{undo}")
    return redirect(f"{_outcome(found)}#new")


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, round: str, agreement: str) -> HttpResponse:
    """One action, to change."""
    return _agreement(request, round, agreement, KnownAgreementForm, "conversations:agreement")


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def course(request: HttpRequest, round: str, agreement: str) -> HttpResponse:
    """What came of an action."""
    return _agreement(request, round, agreement, CourseForm, "conversations:course")


@in_network("facilitator")
@require_POST
def remove(request: HttpRequest, round: str, agreement: str) -> HttpResponse:
    """Put an action away."""
    found = round_of(request.network, round)
    one = queries.agreement_of(found, agreement)
    services.remove_agreement(one, by=request.user, now=now())
    undo = reverse("conversations:restore-agreement", args=[request.network.code, found.code, one.code])
    messages.success(request, say("conversations-agreement-removed"), extra_tags=f"undo:{undo}")
    return _to_outcome(found)


@in_network("facilitator")
@require_POST
def restore(request: HttpRequest, round: str, agreement: str) -> HttpResponse:
    """Bring an action back."""
    found = round_of(request.network, round)
    services.restore_agreement(queries.agreement_of(found, agreement), by=request.user, now=now())
    messages.success(request, say("conversations-agreement-restored"))
    return _to_outcome(found)


@in_network("facilitator")
@require_POST
def undo(request: HttpRequest, round: str, agreement: str, version: int) -> HttpResponse:
    """Undo the last change of an action."""
    found = round_of(request.network, round)
    one = queries.agreement_of(found, agreement)
    if services.undo_agreement(one, by=request.user, now=now(), version=version):
        messages.success(request, say("conversations-undone"))
    else:
        messages.warning(request, say("conversations-not-undone"))
    return _to_outcome(found)


def _agreement(request: HttpRequest, round: str, code: str, kind: Callable[..., forms.Form], here: str) -> HttpResponse:
    found = round_of(request.network, round)
    one = queries.agreement_of(found, code)
    if one.deleted_at:
        raise NotAllowed
    shown = services.shown_of(one)
    seen = stamp(shown)
    form = kind(request.POST or None, initial=shown | {"seen": seen})
    there: list[tuple[str, str]] = []
    back = _back(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            version = services.change_agreement(one, by=request.user, now=now(), **form.cleaned_data)
            if version:
                undo = reverse("conversations:undo-agreement", args=[request.network.code, found.code, code, version])
                messages.success(request, say("conversations-saved"), extra_tags=f"undo:{undo}")
            return redirect(back)
        except ChangedMeanwhile:
            there = comes_back(form, seen, _in_words(shown, form))
    context = {
        "round": found, "agreement": one, "form": form, "there": there, "here": here, "back": back,
        "guide": request.POST.get("guide", ""), "names": names_in(request.network),
    }  # fmt: skip
    return render(request, "conversations/agreement.html", context)


def _in_words(shown: dict[str, Any], form: forms.Form) -> list[tuple[str, Any]]:
    words = shown | {"state": say(f"conversations-state-{shown['state']}")}
    return [(name, value) for name, value in words.items() if name in form.fields]


def _back(request: HttpRequest, round: Any) -> str:
    """Where a change of an action was asked: the guide of a later round, or what was agreed in this one."""
    later = request.network.rounds.filter(code=request.POST.get("guide", "").replace("\0", "")).first()
    if later:
        return f"{reverse('conversations:guide', args=[request.network.code, later.code])}#before"
    return _outcome(round)


def _page(
    request: HttpRequest, round: Any, *, form: ConversationForm | None = None, new: NewAgreementForm | None = None,
    there: Any = (),
) -> HttpResponse:  # fmt: skip
    kept = queries.conversation_of(round)
    shown = services.shown_of(kept or Conversation())
    context = {
        "round": round,
        "form": form or ConversationForm(today=timezone.localdate(), initial=shown | {"seen": stamp(shown)}),
        "new": new or NewAgreementForm(auto_id="new-%s"),
        "agreed": queries.agreed(kept) if kept else [],
        "there": there,
        "names": names_in(request.network),
    }
    return render(request, "conversations/outcome.html", context)


def names_in(network: Any) -> list[str]:
    """The names that are offered for who will do something: parties, then people."""
    return [one.name for one in (*by_name(parties_of(network)), *by_party(participants_of(network)))]


def _outcome(round: Any) -> str:
    return reverse("conversations:outcome", args=[round.network.code, round.code])


def _to_outcome(round: Any) -> HttpResponse:
    return redirect(_outcome(round))
