"""The list "when this works, then …": its lines, their order, and how far each is."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.errors import UsageError
from samenspel.web.conversations import queries, services
from samenspel.web.conversations.forms import LineForm, LookForm, NewLineForm
from samenspel.web.conversations.models import YieldLine
from samenspel.web.conversations.page import rows_of_lines
from samenspel.web.conversations.seen import ChangedMeanwhile, stamp
from samenspel.web.conversations.views.meanwhile import comes_back
from samenspel.web.networks.access import in_network, may, require
from samenspel.web.results.queries import published_in
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say


@in_network()
@require_http_methods(["GET", "POST"])
def yields(request: HttpRequest) -> HttpResponse:
    """The list; a facilitator adds a line."""
    if request.method == "POST":
        require(request.user, request.network, "facilitator")
    manages = may(request.role, "facilitator")
    form = NewLineForm(request.POST or None, network=request.network) if manages else None
    if request.method == "POST" and form and form.is_valid():
        given = form.fields_given() | {"code": form.cleaned_data["code"]}
        try:
            services.add_line(request.network, by=request.user, now=now(), **given)
            undo = reverse("conversations:remove-line", args=[request.network.code, given["code"]])
            messages.success(request, say("conversations-yields-added"), extra_tags=f"undo:{undo}")
            return redirect("conversations:yields", request.network.code)
        except UsageError as error:
            form.add_error(None, error.problems[0].say(language()))
    published = published_in(request.network)
    latest = published[0].round if published else None
    lines = rows_of_lines(queries.yields_of(request.network), latest)
    context = {"form": form, "lines": lines, "latest": latest, "manages": manages}
    return render(request, "conversations/yields.html", context)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, line: str) -> HttpResponse:
    """One line, to change."""
    found = _line(request, line)
    seen = stamp(services.shown_of_line(found))
    initial = LineForm.of(found) | {"seen": seen}
    form = LineForm(request.POST or None, network=request.network, initial=initial)
    there: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            given = form.fields_given() | {"seen": form.cleaned_data["seen"]}
            services.change_line(found, by=request.user, now=now(), **given)
            messages.success(request, say("conversations-saved"))
            return _to_list(request)
        except ChangedMeanwhile:
            there = comes_back(form, seen, [("what", found.what), ("whom", whom_of(found))])
    return render(request, "conversations/line.html", {"line": found, "form": form, "there": there})


@in_network("facilitator")
@require_POST
def move(request: HttpRequest, line: str) -> HttpResponse:
    """Move a line up or down."""
    typed, up = request.POST.get("place", ""), request.POST.get("do") == "up"
    place = int(typed) if typed.isdecimal() and len(typed) < 5 else -1
    services.move_line(_line(request, line), by=request.user, now=now(), place=place, up=up)
    return _to_list(request, f"line-{line}")


@in_network("facilitator")
@require_POST
def remove(request: HttpRequest, line: str) -> HttpResponse:
    """Put a line away."""
    found = queries.line_of(request.network, line)
    services.remove_line(found, by=request.user, now=now())
    undo = reverse("conversations:restore-line", args=[request.network.code, found.code])
    messages.success(request, say("conversations-yields-removed"), extra_tags=f"undo:{undo}")
    return _to_list(request)


@in_network("facilitator")
@require_POST
def restore(request: HttpRequest, line: str) -> HttpResponse:
    """Bring a line back."""
    services.restore_line(queries.line_of(request.network, line), by=request.user, now=now())
    messages.success(request, say("conversations-yields-restored"))
    return _to_list(request)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, line: str, round: str) -> HttpResponse:
    """How far a line is, at the time of a round."""
    found, at = _line(request, line), queries.talked_about(request.network, round)
    kept = found.looks.filter(round=at).first()
    seen = stamp(services.seen_of_look(kept))
    shown = {"state": kept.state, "story": kept.story} if kept else {}
    form = LookForm(request.POST or None, initial=shown | {"seen": seen})
    there: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            services.look(found, at, by=request.user, now=now(), **form.cleaned_data)
            messages.success(request, say("conversations-saved"))
            return _to_list(request, f"line-{line}")
        except ChangedMeanwhile:
            state = {"state": say(f"conversations-looked-{kept.state}")} if kept else {}
            there = comes_back(form, seen, (shown | state).items())
    context = {"line": found, "round": at, "form": form, "there": there}
    return render(request, "conversations/look.html", context)


def whom_of(line: YieldLine) -> str:
    """For whom a line is, in words."""
    return line.party.name if line.whom == "party" and line.party else say(f"conversations-whom-{line.whom}")


def _line(request: HttpRequest, code: str) -> Any:
    found = queries.line_of(request.network, code)
    if found.deleted_at:
        raise NotAllowed
    return found


def _to_list(request: HttpRequest, anchor: str = "") -> HttpResponse:
    address = reverse("conversations:yields", args=[request.network.code])
    return redirect(f"{address}#{anchor}" if anchor else address)
