"""Changing the programme: each part on its own, on a page of its own or in its place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reselect, reswap, retarget

from samenspel.diagnosis.programme import OWN, Edits, Part
from samenspel.errors import UsageError
from samenspel.web.conversations import queries, services
from samenspel.web.conversations.forms import NewPartForm, PartForm
from samenspel.web.conversations.page import part_by, rewritten, slug_of
from samenspel.web.conversations.seen import ChangedMeanwhile
from samenspel.web.conversations.views.guide import back_to_guide, guide_page
from samenspel.web.conversations.views.meanwhile import comes_back
from samenspel.web.networks.access import in_network
from samenspel.web.rounds.queries import round_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say

PROGRAMME = "#programme"


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, round: str, part: str) -> HttpResponse:
    """One part, to change."""
    found, shown = _part(request, round, part)
    initial = PartForm.of(shown) | {"seen": services.seen_of_part(found, shown.key)}
    form, there = PartForm(request.POST or None, initial=initial), []
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_part(found, by=request.user, now=now(), key=shown.key, lang=language(), **form.cleaned_data)
            return _changed(request, found, part)
        except ChangedMeanwhile:
            there = comes_back(form, initial["seen"], PartForm.of(shown).items())
    context = {"round": found, "part": shown, "slug": part, "form": form, "there": there,
        "rewritten": rewritten(Edits.of(queries.kept_guide(found).edits), shown.key),
    }  # fmt: skip
    return render(request, "conversations/part.html", context)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def add_part(request: HttpRequest, round: str) -> HttpResponse:
    """A part of our own."""
    found = queries.talked_about(request.network, round)
    form = NewPartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        try:
            services.add_part(found, by=request.user, now=now(), **given)
            return back_to_guide(found, f"part-{slug_of(OWN + given['code'])}")
        except UsageError as error:
            form.add_error(None, error.problems[0].say(language()))
    return render(request, "conversations/part.html", {"round": found, "form": form})


@in_network("facilitator")
@require_POST
def move(request: HttpRequest, round: str, part: str) -> HttpResponse:
    """Move a part up or down."""
    found, shown = _part(request, round, part)
    typed, up = request.POST.get("place", ""), request.POST.get("do") == "up"
    place = int(typed) if typed.isdecimal() and len(typed) < 4 else -1
    services.move_part(found, by=request.user, now=now(), key=shown.key, place=place, up=up)
    return back_to_guide(found, f"part-{part}")


@in_network("facilitator")
@require_POST
def take_out(request: HttpRequest, round: str, part: str) -> HttpResponse:
    """Leave a part out; it can be put back."""
    found, shown = _part(request, round, part)
    version = services.take_out(found, by=request.user, now=now(), key=shown.key)
    return _undoable(request, found, version, say("conversations-guide-taken-out", title=shown.title))


@in_network("facilitator")
@require_POST
def put_back(request: HttpRequest, round: str, part: str) -> HttpResponse:
    """Put back a part that was taken out."""
    found, shown = _part(request, round, part)
    services.put_back(found, by=request.user, now=now(), key=shown.key)
    return back_to_guide(found, f"part-{part}")


@in_network("facilitator")
@require_POST
def as_suggested(request: HttpRequest, round: str, part: str) -> HttpResponse:
    """Let a part say again what was suggested."""
    found, shown = _part(request, round, part)
    version = services.as_suggested(found, by=request.user, now=now(), key=shown.key)
    return _undoable(request, found, version, say("conversations-guide-suggested"))


def _part(request: HttpRequest, code: str, slug: str) -> tuple[Any, Part]:
    found = round_of(request.network, code)
    shown = queries.programme_of(found, language())
    part = part_by(shown, slug) if shown else None
    if part is None:
        raise NotAllowed
    return found, part


def _changed(request: HttpRequest, round: Any, slug: str) -> HttpResponse:
    """After a change: the programme in its place where the browser asked for that, else the page."""
    if not request.htmx:
        return back_to_guide(round, f"part-{slug}")
    return reswap(retarget(reselect(guide_page(request, round, slug), PROGRAMME), PROGRAMME), "outerHTML")


def _undoable(request: HttpRequest, round: Any, version: int | None, said: str) -> HttpResponse:
    # in its place the programme itself shows what was taken out; a message would come up on some later page
    if version and not request.htmx:
        undo = reverse("conversations:undo", args=[round.network.code, round.code, version])
        messages.success(request, said, extra_tags=f"undo:{undo}")
    return back_to_guide(round)
