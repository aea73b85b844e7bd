"""Pages of parties and people."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.errors import UsageError
from samenspel.exchange.people import reason_text
from samenspel.web.networks.access import in_network, require
from samenspel.web.parties import queries, services
from samenspel.web.parties.forms import PartyForm, PersonForm
from samenspel.web.parties.models import Participant, Party
from samenspel.web.results.queries import party_rounds
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language, say


@in_network()
@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest) -> HttpResponse:
    """The parties of a network; a facilitator adds one, and sees which may be one under two names."""
    form = PartyForm(request.POST or None)
    if request.method == "POST":
        require(request.user, request.network, services.LEAST)
        if form.is_valid() and _done(form, services.add_party, request.network, request):
            messages.success(request, say("parties-added", name=form.cleaned_data["name"]))
            return redirect("parties:parties", request.network.code)
    alike = queries.alike_in(request.network) if request.role != "viewer" else []
    context = {
        "form": form,
        "parties": queries.by_name(queries.parties_of(request.network)),
        "alike": [(two, reason_text(two.reason)[language()]) for two in alike],
    }
    return render(request, "parties/parties.html", context)


@in_network()
@require_http_methods(["GET", "POST"])
def party(request: HttpRequest, party: str) -> HttpResponse:
    """One party: its answers beside the whole where that was agreed, and its people; a facilitator changes it here."""
    if request.method == "POST":
        require(request.user, request.network, services.LEAST)
    found = queries.party_of(request.network, party)
    form = PartyForm(request.POST or None, initial=PartyForm.of(found))
    if request.method == "POST" and form.is_valid() and _done(form, services.change_party, found, request):
        messages.success(request, say("parties-saved"))
        return redirect("parties:party", request.network.code, found.code)
    context = {
        "form": form,
        "party": found,
        "people": queries.participants_of(request.network).filter(party=found),
        "rounds": party_rounds(request.network, found.name, language()),
    }
    return render(request, "parties/party.html", context)


@in_network("facilitator")
@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Make two parties one, or remember that they are two."""
    one, other = (
        queries.party_of(request.network, request.POST.get(name, "").replace("\0", "")) for name in ("one", "other")
    )
    try:
        if request.POST.get("do") == "apart":
            services.keep_apart(one, other, by=request.user, now=now())
            messages.success(request, say("parties-kept-apart", one=one.name, other=other.name))
        else:
            services.merge(one, other, by=request.user, now=now())
            messages.success(request, say("parties-merged", one=one.name, other=other.name))
    except UsageError as error:
        messages.error(request, error.problems[0].say(language()))
    return redirect("parties:parties", request.network.code)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def delete_party(request: HttpRequest, party: str) -> HttpResponse:
    """Say what deleting a party means, and then do it."""
    found = queries.party_of(request.network, party)
    if request.method == "POST":
        return _deleted(request, found, "party")
    people = queries.participants_of(request.network).filter(party=found).count()
    return render(request, "parties/delete_party.html", {"party": found, "people": people})


@in_network("facilitator")
@require_POST
def restore_party(request: HttpRequest, party: str) -> HttpResponse:
    """Bring a party back."""
    return _restored(request, queries.party_of(request.network, party), "parties:parties")


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The people of a network, and a form to add one."""
    form = PersonForm(request.POST or None, network=request.network, initial={"language": request.network.language})
    if request.method == "POST" and form.is_valid() and _done(form, services.add_participant, request.network, request):
        messages.success(request, say("people-added", name=form.cleaned_data["name"]))
        return redirect("parties:people", request.network.code)
    context = {"form": form, "people": queries.by_party(queries.participants_of(request.network))}
    return render(request, "parties/people.html", context)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, person: str) -> HttpResponse:
    """One person, to change."""
    found = queries.participant_of(request.network, person)
    form = PersonForm(request.POST or None, network=request.network, initial=PersonForm.of(found))
    if request.method == "POST" and form.is_valid() and _done(form, services.change_participant, found, request):
        messages.success(request, say("parties-saved"))
        return redirect("parties:people", request.network.code)
    return render(request, "parties/person.html", {"form": form, "person": found})


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def delete_person(request: HttpRequest, person: str) -> HttpResponse:
    """Say what deleting a person means, and then do it."""
    found = queries.participant_of(request.network, person)
    if request.method == "POST":
        return _deleted(request, found, "person")
    return render(request, "parties/delete_person.html", {"person": found})


@in_network("facilitator")
@require_POST
def restore_person(request: HttpRequest, person: str) -> HttpResponse:
    """Bring a person back."""
    return _restored(request, queries.participant_of(request.network, person), "parties:people")


def _done(form: Any, service: Any, subject: Any, request: HttpRequest) -> bool:
    """Do what a form asks; what the operation refuses is told on the form."""
    try:
        service(subject, by=request.user, now=now(), **form.cleaned_data)
    except UsageError as error:
        field = {"party-name-taken": "name", "person-email-taken": "email"}.get(error.problems[0].key)
        form.add_error(field, error.problems[0].say(language()))
        return False
    return True


def _deleted(request: HttpRequest, one: Party | Participant, kind: str) -> HttpResponse:
    services.delete(one, by=request.user, now=now())
    undo = reverse(f"parties:restore-{kind}", args=[request.network.code, one.code])
    messages.success(request, say("parties-deleted", name=one.name), extra_tags=f"undo:{undo}")
    return redirect("parties:parties" if kind == "party" else "parties:people", request.network.code)


def _restored(request: HttpRequest, one: Party | Participant, to: str) -> HttpResponse:
    try:
        services.restore(one, by=request.user, now=now())
        messages.success(request, say("parties-restored", name=one.name))
    except UsageError as error:
        messages.error(request, error.problems[0].say(language()))
    return redirect(to, request.network.code)
