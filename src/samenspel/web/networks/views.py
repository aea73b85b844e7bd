"""Pages of networks."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.errors import UsageError
from samenspel.web.networks import queries, services
from samenspel.web.networks.access import in_network, require
from samenspel.web.networks.forms import MemberForm, NetworkForm, NewNetworkForm
from samenspel.web.networks.models import Membership, Network, Role
from samenspel.web.networks.overview import overview_of, portfolio
from samenspel.web.parties import queries as parties
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared import limits
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import alphabetical, language, say

MOST_INVITED = 50
"""How many people one account may ask to join teams in a day."""


@never_cache
@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The networks of who is logged in: of each the last result at a glance, and what is next."""
    today = timezone.localdate()
    networks = sorted(queries.networks_of(request.user, today), key=lambda one: alphabetical(one.name))
    context = {"networks": portfolio(networks, language()), "deleted": queries.deleted_networks(request.user)}
    return render(request, "networks/home.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a network."""
    form = NewNetworkForm(request.POST or None, today=_today(), initial={"language": language()})
    if request.method == "POST" and form.is_valid():
        network = services.create(by=request.user, now=now(), **form.cleaned_data)
        return redirect("networks:overview", network.code)
    return render(request, "networks/new.html", {"form": form})


@in_network()
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """One network: its challenge, how the collaboration is doing, who takes part, and the next step."""
    return render(request, "networks/overview.html", overview_of(request.network, request.role, language()))


@in_network(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Change what a network is called and how it works."""
    form = NetworkForm(request.POST or None, instance=request.network)
    if request.method == "POST" and form.is_valid():
        services.change(request.network, by=request.user, now=now(), **form.cleaned_data)
        messages.success(request, say("networks-saved"))
        return redirect("networks:settings", request.network.code)
    return render(request, "networks/settings.html", {"form": form})


@in_network(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Say what deleting a network means, and then do it."""
    network = request.network
    if request.method == "POST":
        services.delete(network, by=request.user, now=now())
        undo = reverse("networks:restore", args=[network.code])
        messages.success(request, say("networks-deleted", name=network.name), extra_tags=f"undo:{undo}")
        return redirect("networks:home")
    counts = {**queries.counts_of(network), "answers": queries.answers_in(network)}
    return render(request, "networks/delete.html", {"counts": counts})


@login_required
@require_POST
def restore(request: HttpRequest, network: str) -> HttpResponse:
    """Bring back a network that was deleted."""
    found = Network.objects.filter(code=network).first()
    if found is None:
        raise NotAllowed
    require(request.user, found, Role.STEWARD)
    services.restore(found, by=request.user, now=now())
    messages.success(request, say("networks-restored", name=found.name))
    return redirect("networks:overview", found.code)


@in_network()
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Who works in a network; a steward lets others in."""
    form = MemberForm(request.POST or None, today=_today(), initial={"role": Role.FACILITATOR})
    if request.method == "POST":
        require(request.user, request.network, Role.STEWARD)
        # each of these writes a mail to whatever address was typed
        limits.count("add-member", str(request.user.pk), most=MOST_INVITED, per=timedelta(days=1), now=now())
        if form.is_valid() and _done(form, services.add_member, request.network, request, **form.cleaned_data):
            messages.success(request, say("networks-member-added", name=form.cleaned_data["name"]))
            return redirect("networks:team", request.network.code)
    context = {"form": form, "team": queries.team_of(request.network), "today": _today()}
    return render(request, "networks/team.html", context)


@in_network(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, member: int) -> HttpResponse:
    """Change the role or the last day of a member."""
    found = _member(request, member)
    initial = {"role": found.role, "until": found.until}
    form = MemberForm(request.POST or None, today=_today(), existing=True, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, services.change_member, found, request, **form.cleaned_data)
    ):
        messages.success(request, say("networks-saved"))
        return redirect("networks:team", request.network.code)
    return render(request, "networks/member.html", {"form": form, "member": found})


@in_network()
@require_POST
def remove_member(request: HttpRequest, member: int) -> HttpResponse:
    """End someone's work in the network, or one's own."""
    found = _member(request, member)
    try:
        services.remove_member(found, by=request.user, now=now())
    except UsageError as error:
        messages.error(request, error.problems[0].say(request.LANGUAGE_CODE))
        return redirect("networks:team", request.network.code)
    if found.account_id == request.user.pk:
        messages.success(request, say("networks-left", name=request.network.name))
        return redirect("networks:home")
    messages.success(request, say("networks-member-removed", name=found.account.name))
    return redirect("networks:team", request.network.code)


@in_network(Role.STEWARD)
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, member: int) -> HttpResponse:
    """Hand the network over to a member; says what it means first."""
    found = _member(request, member)
    if found.account_id == request.user.pk:
        raise NotAllowed
    if request.method == "POST":
        services.hand_over(request.network, by=request.user, now=now(), to=found)
        messages.success(request, say("networks-handover-done", name=found.account.name))
        return redirect("networks:team", request.network.code)
    return render(request, "networks/hand_over.html", {"member": found})


@in_network(Role.STEWARD)
@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what in the network."""
    return render(request, "networks/audit.html", {"entries": queries.audit_of(request.network)})


@in_network(Role.FACILITATOR)
@require_GET
def bin(request: HttpRequest) -> HttpResponse:
    """What was deleted and can still be brought back."""
    context = {"deleted": [*parties.deleted_in(request.network), *rounds.deleted_in(request.network)]}
    return render(request, "networks/bin.html", context)


def _member(request: HttpRequest, number: int) -> Membership:
    found = request.network.memberships.select_related("account", "network").filter(pk=number).first()
    if found is None:
        raise NotAllowed
    return found


def _done(form: Any, service: Any, subject: Any, request: HttpRequest, **values: Any) -> bool:
    """Do what a form asks; what the operation refuses is told on the form."""
    try:
        service(subject, by=request.user, now=now(), **values)
    except UsageError as error:
        form.add_error(None, error.problems[0].say(request.LANGUAGE_CODE))
        return False
    return True


def _today() -> date:
    """Today in the time zone of the network."""
    return timezone.localdate()
