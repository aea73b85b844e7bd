"""Preparing a round: what is asked, of whom, who will see what, and when."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.errors import SamenspelError
from samenspel.reading.disclosure import DEFAULT_K, SMALLEST_K
from samenspel.web.networks.access import in_network
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.example import Example, example
from samenspel.web.rounds.forms import RoundForm, initial_of, initial_of_new
from samenspel.web.rounds.mails import sample
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.services.drafts import LARGEST_K
from samenspel.web.rounds.views import found, to_round
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import new_code
from samenspel.web.shared.words import language, say


@in_network()
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds of the network."""
    return render(request, "rounds/rounds.html", {"rounds": list(queries.rounds_of(request.network))})


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Prepare a round."""
    network = request.network
    form = RoundForm(
        request.POST or None, network=network, now=now(), initial=initial_of_new(network, new_code(), now())
    )
    if _wants_saving(request) and form.is_valid():
        try:
            round = services.draft(network, by=request.user, now=now(), code=form.cleaned_data["code"], **form.plan())
            return redirect("rounds:round", network.code, round.code)
        except SamenspelError as error:
            form.add_error(None, error.say(language()))
    return _page(request, form, None)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, round: str) -> HttpResponse:
    """Change a draft."""
    draft = found(request, round)
    if draft.state != "draft":
        messages.error(request, say("rounds-form-promised"))
        return to_round(draft)
    form = RoundForm(request.POST or None, network=request.network, now=now(), initial=initial_of(draft))
    if _wants_saving(request) and form.is_valid():
        try:
            services.edit_draft(draft, by=request.user, now=now(), **form.plan())
            return to_round(draft)
        except SamenspelError as error:
            form.add_error(None, error.say(language()))
    return _page(request, form, draft)


def _wants_saving(request: HttpRequest) -> bool:
    """Whether the form was sent to be kept, and not only to see the example anew."""
    return request.method == "POST" and "show" not in request.POST


def _page(request: HttpRequest, form: RoundForm, round: Round | None) -> HttpResponse:
    wrong = form.is_bound and bool(form.errors) and _wants_saving(request)
    context = {"form": form, "round": round, "example": _example(form), "ticked": form.ticked()}
    return render(request, "rounds/form.html", context, status=422 if wrong else 200)


@in_network("facilitator")
@require_POST
def show_example(request: HttpRequest) -> HttpResponse:
    """What would be visible under the choices of this moment; nothing is kept."""
    form = RoundForm(request.POST, network=request.network, now=now())
    return render(request, "rounds/_example.html", {"example": _example(form)})


def _example(form: RoundForm) -> Example:
    """The example for a form in whatever state: where a choice is missing or wrong, the careful one counts."""
    values: dict[str, Any] = {name: form[name].value() for name in ("visibility", "breakdown", "k", "door")}
    ticked = form.ticked()
    by_party = values["visibility"] == "party"
    return example(
        [person for person in form.people if person.code in ticked],
        visibility="party" if by_party else "totals",
        breakdown=values["breakdown"] if values["breakdown"] in Round.BREAKDOWNS and not by_party else "",
        k=_number(values["k"]),
        lang=form.network.language,
        room=values["door"] == "open",
    )


def _number(typed: object) -> int:
    text = str(typed).strip()
    return int(text) if text.isdecimal() and len(text) <= 4 and SMALLEST_K <= int(text) <= LARGEST_K else DEFAULT_K


@in_network("facilitator")
@require_GET
def mail(request: HttpRequest, round: str) -> HttpResponse:
    """The mails as participants will get them, in both languages, with a link that leads nowhere."""
    shown = found(request, round)
    kind = request.GET.get("soort", "invitation")
    kind = kind if kind in ("invitation", "reminder", "result") else "invitation"
    mails = [(lang, sample(kind, shown, lang)) for lang in ("nl", "en")]
    return render(request, "rounds/mail.html", {"round": shown, "kind": kind, "mails": mails})
