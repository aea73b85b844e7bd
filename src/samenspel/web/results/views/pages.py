"""The result of a round, and what a facilitator can do about it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenspel.errors import SamenspelError
from samenspel.present.json_form import release_form
from samenspel.web.networks.access import in_network, may
from samenspel.web.results import queries, services
from samenspel.web.results.forms import HeadCountForm, JudgementForm, ReportForm
from samenspel.web.results.names import file_name
from samenspel.web.results.remarks import left_at
from samenspel.web.results.routes import OF_TEAM, TEN, route_of
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
    publication = queries.publication_of(found)
    if publication is None:
        raise NotAllowed
    told = queries.discussed_of(publication)
    form = release_form(queries.thawed(publication), told.findings, told.set_aside)
    response = JsonResponse(form, json_dumps_params={"ensure_ascii": False})
    name = file_name(found, say("results-file-data"), "json")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _page(
    request: HttpRequest, round: Any, *, form: HeadCountForm | None = None, problems: Any = (), status: int = 200
) -> HttpResponse:
    count_form = form or HeadCountForm(initial={"count": round.head_count})
    context = {"count_form": count_form, "problems": problems, **result_context(request, round)}
    return render(request, "results/result.html", context, status=status)


def result_context(request: HttpRequest, round: Any, judging: JudgementForm | None = None) -> dict[str, Any]:
    """What the page of a result shows. judging: a form about something that stands out that has to be mended."""
    lang, state = language(), queries.reading_state(round)
    publication = queries.publication_of(round)
    manages = may(request.role, "facilitator")
    context: dict[str, Any] = {
        "round": round,
        "state": state,
        "manages": manages,
        "page_least": round.k + 1,
        "publication": publication,
    }
    if publication:
        page = queries.page_for(publication, lang)
        asked = request.POST.get("lezen") or request.GET.get("lezen")
        context |= {
            "page": with_forms(page, judging) if manages else page,
            "routes": OF_TEAM,
            "route": route_of(asked, OF_TEAM, TEN),
            "language_here": lang,
            "report_form": ReportForm(initial={"language": lang}),
            "reports": queries.reports_of(publication),
            "left": left_at(publication) if manages else None,
        }
    return context


def with_forms(page: queries.Page, mended: JudgementForm | None) -> queries.Page:
    """The page with a form at each thing that stands out, which says what was said about it before.

    mended: the form of one of them, with what was wrong in it. The page itself is kept for others and stays as it is.
    """
    if page.found is None:
        return page
    parts = [{**part, "cards": [_with_form(card, mended) for card in part["cards"]]} for part in page.found["parts"]]
    return replace(page, found={**page.found, "parts": parts})


def _with_form(card: dict[str, Any], mended: JudgementForm | None) -> dict[str, Any]:
    if mended is not None and mended["finding"].value() == card["finding"]:
        return {**card, "form": mended}
    judged = card["judged"]
    said = {"choice": judged.choice, "reason": judged.reason} if judged else {}
    return {**card, "form": JudgementForm(initial={"words": card["see"], **said}, auto_id=f"{card['anchor']}-%s")}
