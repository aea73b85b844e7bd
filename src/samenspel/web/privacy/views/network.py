"""For the team: what a network says about what it keeps; and throwing a network away for good."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samenspel.web.networks import queries as networks
from samenspel.web.networks.access import in_network, require
from samenspel.web.networks.services import change_keeping
from samenspel.web.privacy import services
from samenspel.web.privacy.forms import KeepingForm, NameForm
from samenspel.web.privacy.queries import notice_of
from samenspel.web.rounds.queries import rounds_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import say


@in_network()
@require_http_methods(["GET", "POST"])
def network(request: HttpRequest) -> HttpResponse:
    """Who is responsible, until when things are kept, and what participants read; a steward changes it here."""
    network = request.network
    at = now()
    form = KeepingForm(request.POST or None, network=network, at=at)
    if request.method == "POST":
        require(request.user, network, services.LEAST)
        if form.is_valid():
            change_keeping(network, by=request.user, now=at, **form.cleaned_data)
            messages.success(request, say("privacy-network-saved"))
            return redirect("privacy:network", network.code)
    shown = next((one for one in rounds_of(network) if one.door != "import"), None)
    context = {"form": form, "notice": notice_of(network, at, shown), "shown": shown}
    return render(request, "privacy/network.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def throw_away(request: HttpRequest, network: str) -> HttpResponse:
    """Say what goes when a network in the bin is thrown away for good, ask for its name, and do it."""
    found = networks.network_by_code(network)
    if found is None or found.deleted_at is None:
        raise NotAllowed
    require(request.user, found, services.LEAST)
    form = NameForm(request.POST or None, expected=found.name)
    if request.method == "POST" and form.is_valid():
        services.forget_network(found, by=request.user, now=now())
        messages.success(request, say("privacy-network-gone-done", name=found.name))
        return redirect("networks:home")
    counts = {**networks.counts_of(found), "answers": networks.answers_in(found)}
    context = {"form": form, "gone": found, "counts": counts}
    with timezone.override(ZoneInfo(found.time_zone)):
        return render(request, "privacy/throw_away.html", context, status=422 if form.errors else 200)
