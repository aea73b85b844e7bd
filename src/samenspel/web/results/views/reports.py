"""Reports: ask for one, see how far it is, take it away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from samenspel.web.networks.access import in_network
from samenspel.web.results import queries, services
from samenspel.web.results.forms import ReportForm
from samenspel.web.results.names import CONTENT_TYPES, SUFFIXES, file_name
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say

STEPS = ("reading", "setting")


@in_network()
@require_POST
def ask(request: HttpRequest, round: str) -> HttpResponse:
    """Ask for a report; one that is there already is not made again."""
    found = rounds.round_of(request.network, round)  # type: ignore[attr-defined]
    publication, form = queries.publication_of(found), ReportForm(request.POST)
    if publication is None:
        raise NotAllowed
    if not form.is_valid():
        return redirect("results:result", request.network.code, found.code)  # type: ignore[attr-defined]
    report = services.ask_report(publication, by=request.user, now=now(), **form.cleaned_data)
    return redirect("results:report", request.network.code, found.code, report.code)  # type: ignore[attr-defined]


@in_network()
@require_GET
def report(request: HttpRequest, round: str, report: str) -> HttpResponse:
    """A report on its way, or ready to take."""
    return render(request, "results/report.html", _context(request, round, report))


@in_network()
@require_GET
def progress(request: HttpRequest, round: str, report: str) -> HttpResponse:
    """How far a report is: the part of the page that asks for itself again until the report is there.

    One that was thrown away meanwhile, since what it tells has changed, sends who waits for it back to the result.
    """
    there = rounds.round_of(request.network, round)
    try:
        return render(request, "results/_progress.html", _context(request, round, report))
    except NotAllowed:
        back = reverse("results:result", args=[request.network.code, there.code])
        return HttpResponse(status=404, headers={"HX-Redirect": back})


def _context(request: HttpRequest, round: str, report: str) -> dict[str, Any]:
    found = rounds.round_of(request.network, round)  # type: ignore[attr-defined]
    one = queries.report_of(found, report)
    at = STEPS.index(one.step) + 1 if one.step in STEPS else 0
    stuck = services.is_stuck(one, now())
    return {
        "round": found, "report": one, "suffix": SUFFIXES[one.kind].upper(), "steps": STEPS, "at": at,
        "all": len(STEPS) + 1, "stuck": stuck,
    }  # fmt: skip


@in_network()
@require_GET
def download(request: HttpRequest, round: str, report: str) -> HttpResponse:
    """The file itself."""
    found = rounds.round_of(request.network, round)  # type: ignore[attr-defined]
    one = queries.report_of(found, report, whole=True)
    if one.state != "ready" or one.file is None:
        return redirect("results:report", request.network.code, found.code, one.code)  # type: ignore[attr-defined]
    suffix = SUFFIXES[one.kind]
    response = HttpResponse(bytes(one.file), content_type=CONTENT_TYPES[suffix])
    name = file_name(found, say(f"results-file-{one.kind}", one.language), suffix)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Language"] = one.language or language()
    response["Cache-Control"] = "private, no-store"
    return response
