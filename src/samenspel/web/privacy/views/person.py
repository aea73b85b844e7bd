"""For the team: what is kept of a person, without their answers; and forgetting them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.web.networks.access import in_network
from samenspel.web.parties.queries import participant_of
from samenspel.web.privacy import services
from samenspel.web.privacy.queries import form_of, mentions_of
from samenspel.web.privacy.views import readable
from samenspel.web.rounds.queries import invitations_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.download import as_file
from samenspel.web.shared.words import language, say
from samenspel.web.uploads.queries import under_way


@in_network("facilitator")
@require_GET
def person(request: HttpRequest, person: str) -> HttpResponse:
    """What is kept of somebody but for their answers, and what can be done about it."""
    found = participant_of(request.network, person)
    kept = readable(form_of([found], None, lang=language(), now=now(), answers="none"))
    return render(request, "privacy/person.html", {"person": found, "kept": kept})


@in_network("facilitator")
@require_GET
def download(request: HttpRequest, person: str) -> HttpResponse:
    """The same as a file, without answers."""
    found = participant_of(request.network, person)
    form = form_of([found], None, lang=language(), now=now(), answers="none")
    return as_file(form, say("privacy-file-person"))


@in_network("facilitator")
@require_POST
def mail(request: HttpRequest, person: str) -> HttpResponse:
    """Mail somebody a link to all that is kept of them, answers too. The team does not get to see it."""
    found = participant_of(request.network, person)
    if found.email:
        services.mail_kept(found, by=request.user, now=now())
        messages.success(request, say("privacy-person-mailed", name=found.name))
    return redirect("privacy:person", request.network.code, found.code)


@in_network(services.LEAST)
@require_http_methods(["GET", "POST"])
def forget(request: HttpRequest, person: str) -> HttpResponse:
    """Say what goes and what stays, and where the name stands in texts that people must look at; and forget."""
    found = participant_of(request.network, person)
    if request.method == "POST":
        services.forget_person(found, by=request.user, now=now(), remarks=request.POST.get("remarks") != "stay")
        messages.success(request, say("privacy-person-forgotten"))
        return redirect("parties:people", request.network.code)
    asked = invitations_of(found)
    context = {
        "person": found,
        "wrote": any(one.answered for one in asked),
        "mentions": mentions_of(found),
        "open": [one.round for one in asked if one.round.state == "open"],
        "uploads": under_way(request.network),
    }
    return render(request, "privacy/forget_person.html", context)
