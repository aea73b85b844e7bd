"""The result of a round, and what a facilitator can do about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.diagnosis.stands_out import stands_out
from samenspel.errors import SamenspelError
from samenspel.present.json_form import release_form
from samenspel.reading.frozen import thaw
from samenspel.web.networks.access import in_network, may
from samenspel.web.results import queries, services
from samenspel.web.results.compare import compared
from samenspel.web.results.forms import HeadCountForm, ReportForm
from samenspel.web.results.names import file_name
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say


@in_network()
@require_GET
def result(request: HttpRequest, round: str) -> HttpResponse:
    """What may be seen of a round, or why there is nothing to see yet."""
    return _page(request, rounds.round_of(request.network, round))  # type: ignore[attr-defined]


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def head_count(request: HttpRequest, round: str) -> HttpResponse:
    """Confirm how many people were in the room (rule 7)."""
    found = rounds.round_of(request.network, round)  # type: ignore[attr-defined]
    form = HeadCountForm(request.POST or None)
    if request.method == "GET" or found.door != "open":
        return redirect("results:result", request.network.code, found.code)  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            services.confirm_head_count(found, by=request.user, now=now(), count=form.cleaned_data["count"])
        except SamenspelError:
            found.refresh_from_db()  # the page itself says what differs and what to do
            return _page(request, found, status=400)
        return redirect("results:result", request.network.code, found.code)  # type: ignore[attr-defined]
    return _page(request, found, form=form, status=400)


@in_network("facilitator")
@require_POST
def publish(request: HttpRequest, round: str) -> HttpResponse:
    """Make the result now, without waiting for the clock."""
    found = rounds.round_of(request.network, round)  # type: ignore[attr-defined]
    try:
        services.publish(found, by=request.user, now=now())
    except SamenspelError as error:
        return _page(request, found, problems=error.problems, status=400)
    return redirect("results:result", request.network.code, found.code)  # type: ignore[attr-defined]


@in_network()
@require_GET
def data(request: HttpRequest, round: str) -> HttpResponse:
    """The release as JSON, to take away: docs/reference/release-format.md."""
    found = rounds.round_of(request.network, round)  # type: ignore[attr-defined]
    release = queries.release_of(found)
    if release is None:
        raise NotAllowed
    response = JsonResponse(release_form(release, stands_out(release)), json_dumps_params={"ensure_ascii": False})
    name = file_name(found, say("results-file-data"), "json")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _page(
    request: HttpRequest, round: Any, *, form: HeadCountForm | None = None, problems: Any = (), status: int = 200
) -> HttpResponse:
    lang, state = language(), queries.reading_state(round)
    publication = queries.publication_of(round)
    context: dict[str, Any] = {
        "round": round,
        "state": state,
        "manages": may(request.role, "facilitator"),  # type: ignore[attr-defined]
        "count_form": form or HeadCountForm(initial={"count": round.head_count}),
        "problems": problems,
        "page_least": round.k + 1,
        "publication": publication,
    }
    if publication:
        release = thaw(publication.frozen, rounds.instrument_of(round))
        context |= {
            "page": queries.page_of(release, lang),
            "comparison": compared(publication, release, lang),
            "report_form": ReportForm(initial={"language": lang}),
            "reports": queries.reports_of(publication),
        }
    return render(request, "results/result.html", context, status=status)
