"""Answers from another tool become a round: bring the file, see what its columns are, say how it was, confirm."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.errors import AnswersError, Problem, SamenspelError
from samenspel.exchange import Import
from samenspel.theory.library import find_instrument, instrument_slugs, shipped_instrument
from samenspel.web.networks.access import in_network
from samenspel.web.results import incoming, services
from samenspel.web.results.forms import ImportForm, target_choices
from samenspel.web.results.words_given import unknown_words, words_from
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language, say
from samenspel.web.uploads import services as uploads

PURPOSE = "answers"
STEPS = ("file", "columns", "round")


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a file. The questionnaire is guessed from its headings; what was learned before is applied."""
    network = request.network  # type: ignore[attr-defined]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            file = uploads.chosen_file(request.FILES.get("file"))
            upload = uploads.keep(network, by=request.user, now=now(), purpose=PURPOSE, file=file)
            with uploads.forgotten_if_refused(upload):
                chosen = incoming.guessed(upload)
            known = uploads.remembered(network, services.memory_of(chosen["instrument"]))
            uploads.choose(upload, {**chosen, **known})
            return redirect("results:import-columns", network.code, upload.code)
        except SamenspelError as error:
            problems = tuple(error.problems)
    context = {"problems": problems, "steps": STEPS, "at": "file"}
    return render(request, "results/import_file.html", context, status=400 if problems else 200)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, upload: str) -> HttpResponse:
    """See which column is which question, and correct it."""
    found = _found(request, upload)
    if "round" in found.choices:
        return _done(request, found)
    try:
        seen = incoming.looked_at(found)
        if request.method == "POST":
            instrument = find_instrument(found.choices["instrument"])
            uploads.choose(found, {"meanings": incoming.meanings_from(request.POST, seen, instrument)})
            if _chose_other(request, found, seen.sheets):
                return redirect("results:import-columns", request.network.code, found.code)  # type: ignore[attr-defined]
            seen = incoming.looked_at(found)
            if seen.matching and not seen.problems:
                return redirect("results:import-round", request.network.code, found.code)  # type: ignore[attr-defined]
    except AnswersError as error:
        return render(request, "results/import_file.html", _refused(error), status=400)
    context = _columns_context(found, seen) | {"posted": request.method == "POST"}
    return render(request, "results/import_columns.html", context, status=400 if context["posted"] else 200)


def _found(request: HttpRequest, upload: str) -> Any:
    return uploads.find(request.network, upload, by=request.user, purpose=PURPOSE)  # type: ignore[attr-defined]


def _done(request: HttpRequest, upload: Any) -> HttpResponse:
    return redirect("results:result", request.network.code, upload.choices["round"])  # type: ignore[attr-defined]


def _refused(error: AnswersError) -> dict[str, Any]:
    return {"problems": tuple(map(incoming.for_browser, error.problems)), "steps": STEPS, "at": "file"}


def _chose_other(request: HttpRequest, upload: Any, sheets: tuple[str, ...]) -> bool:
    """Keep another questionnaire or sheet when one was chosen; then the columns are to be seen anew."""
    wanted = set(request.POST.getlist("instrument"))
    slug = "+".join(one for one in instrument_slugs() if one in wanted) or upload.choices["instrument"]
    chosen: dict[str, Any] = {}
    if slug != upload.choices["instrument"]:
        known = uploads.remembered(upload.network, services.memory_of(slug)).get("meanings", {})
        chosen = {"instrument": slug, "meanings": {**known, **upload.choices.get("meanings", {})}}
    sheet = request.POST.get("sheet")
    if sheet in sheets and sheet != request.POST.get("sheet-now"):
        chosen |= {"sheet": sheet}
    if chosen:
        uploads.choose(upload, chosen)
    return bool(chosen)


def _columns_context(upload: Any, seen: incoming.Seen) -> dict[str, Any]:
    lang, chosen = language(), upload.choices["instrument"].split("+")
    instrument = find_instrument(upload.choices["instrument"])
    short = {item.id: item.short[lang] for item in instrument.items}
    missing = [short[item] for item in seen.matching.missing] if seen.matching else list(short.values())
    columns = [(column, "; ".join(short[item] for item in column.close)) for column in seen.columns]
    return {
        "upload": upload,
        "seen": seen,
        "problems": seen.problems,
        "instruments": [(slug, shipped_instrument(slug).name[lang], slug in chosen) for slug in instrument_slugs()],
        "targets": target_choices(instrument, lang),
        "questions": len(short),
        "found": len(short) - len(missing),
        "missing": missing,
        "sure": [(one, close) for one, close in columns if _is_sure(one, close)],
        "unsure": [(one, close) for one, close in columns if not _is_sure(one, close)],
        "steps": STEPS,
        "at": "columns",
    }


def _is_sure(column: incoming.ColumnSeen, close: str) -> bool:
    """Whether a column is known to be a question or something of the program itself, so that it may be folded."""
    return column.by in ("id", "text", "tool") and not close and not column.fixed


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, upload: str) -> HttpResponse:
    """See who would come in, say how the round was, and make it one."""
    found = _found(request, upload)
    if "round" in found.choices:
        return _done(request, found)
    if request.method == "POST" and "words" in request.POST:
        uploads.choose(found, {"words": {**found.choices.get("words", {}), **words_from(request.POST)}})
        return redirect("results:import-round", request.network.code, found.code)  # type: ignore[attr-defined]
    preview, problems = _previewed(found)
    given = request.POST if request.method == "POST" else None
    form = ImportForm(given, preview=preview, problems=bool(problems), today=timezone.localdate())
    if given is not None and preview is not None and form.is_valid():
        try:
            round = services.import_file(found, by=request.user, now=now(), plan=_plan(form.cleaned_data))
        except SamenspelError as error:
            problems = tuple(map(incoming.for_browser, error.problems))
        else:
            messages.success(request, say("results-imported", title=round.title))
            return redirect("results:result", request.network.code, round.code)  # type: ignore[attr-defined]
    context = _confirm_context(found, form, preview, problems)
    return render(request, "results/import_round.html", context, status=400 if given is not None else 200)


def _previewed(upload: Any) -> tuple[Import | None, tuple[Any, ...]]:
    """What would come in, leaving out rows with mistakes, and those mistakes."""
    try:
        return incoming.imported(upload, skip=False), ()
    except AnswersError as error:
        problems = tuple(map(incoming.for_browser, error.problems))
    try:
        return incoming.imported(upload, skip=True), problems
    except AnswersError:
        return None, problems


def _plan(chosen: dict[str, Any]) -> services.ImportPlan:
    noon = timezone.make_aware(datetime.combine(chosen["closed_on"], time(12)))
    # what closed today is the newest there is, also after a round that closed this afternoon
    today = chosen["closed_on"] == timezone.localdate()
    return services.ImportPlan(
        title=chosen["title"],
        closed_on=now() if today else noon,
        invited=chosen["invited"],
        visibility=chosen["visibility"],
        breakdown=chosen["breakdown"] if chosen["visibility"] == "totals" else "",
        skip=chosen["skip"],
    )


def _confirm_context(upload: Any, form: ImportForm, preview: Import | None, problems: Any) -> dict[str, Any]:
    lang, instrument = language(), find_instrument(upload.choices["instrument"])
    missing = preview.answers.missing if preview else ()
    return {
        "upload": upload,
        "form": form,
        "preview": preview,
        "problems": problems,
        "skipped": len(preview.skipped_rows) if preview else 0,
        "instrument": "; ".join(shipped_instrument(slug).name[lang] for slug in instrument.slug.split("+")),
        "missing": [item.short[lang] for item in missing],
        "parties": preview.answers.party.names if preview and preview.answers.party else (),
        "groups": preview.answers.breakdown.names if preview and preview.answers.breakdown else (),
        "asked": len(preview.answers.asked) if preview else 0,
        "words": unknown_words(upload, problems, instrument, lang),
        "steps": STEPS,
        "at": "round",
    }


@in_network("facilitator")
@require_POST
def forget(request: HttpRequest, upload: str) -> HttpResponse:
    """Throw the file away without importing it."""
    uploads.forget(_found(request, upload))
    messages.success(request, say("results-import-forgotten"))
    return redirect("rounds:rounds", request.network.code)  # type: ignore[attr-defined]
