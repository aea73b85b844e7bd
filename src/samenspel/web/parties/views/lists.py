"""Pages on which a list of parties or people comes in: bring it, look at what it changes, take it over."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from samenspel.errors import SamenspelError
from samenspel.exchange.people import Kind, field_name, people_template
from samenspel.web.networks.access import in_network
from samenspel.web.parties import imports, queries
from samenspel.web.parties.forms import ColumnsForm, ListForm, offered
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say
from samenspel.web.uploads import services as uploads

SHOWN = 100


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Bring a list: a file, or text that was pasted."""
    form = ListForm(request.POST or None, request.FILES or None) if request.method == "POST" else ListForm()
    problems: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            upload = uploads.keep(
                request.network, by=request.user, now=now(), purpose=kind, file=_file(form.cleaned_data)
            )
            with uploads.forgotten_if_refused(upload):
                imports.propose(upload, None)
            return redirect(f"parties:check-{kind}", request.network.code, upload.code)
        except SamenspelError as error:
            problems = error.problems
    context = {"form": form, "kind": kind, "problems": problems}
    return render(request, "parties/bring.html", context, status=400 if problems else 200)


@in_network("facilitator")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, kind: Kind, upload: str) -> HttpResponse:
    """See what a list would change, correct its columns, and take it over."""
    try:
        found = uploads.find(request.network, upload, by=request.user, purpose=kind)
    except NotAllowed:
        messages.info(request, say("lists-gone-already"))
        return redirect(f"parties:{kind}", request.network.code)
    chosen = _chosen(request.POST, kind)
    problems: tuple[Any, ...] = ()
    try:
        if _other_heading(request.POST, found):
            chosen = None  # the columns were those of another reading, and so was what there was to take over
            if request.POST.get("do") == "take":
                messages.info(request, say("lists-heading-look"))
        elif request.POST.get("do") == "take" and chosen is not None:
            return _taken(request, found, chosen, kind)
    except SamenspelError as error:
        problems = error.problems
    proposal = imports.propose(found, chosen)
    context = {
        "kind": kind,
        "upload": found,
        "proposal": proposal,
        "columns": ColumnsForm(request.POST if chosen is not None else None, proposal=proposal),
        "problems": problems or (proposal.problem.problems if proposal.problem else ()),
        "changes": [
            (one.existing.name, [(field_name(two.field)[language()], two.old, two.new) for two in one.changes])
            for one in proposal.comparison.changed[:SHOWN]
        ],
        "new": proposal.comparison.new[:SHOWN],
        "more_new": max(0, len(proposal.comparison.new) - SHOWN),
    }
    return render(request, "parties/check.html", context)


@in_network("facilitator")
@require_GET
def template(request: HttpRequest, kind: Kind) -> HttpResponse:
    """A file to fill in."""
    allowed = {field: queries.options(field) for field in ("sector", "kind", "ring")}
    name = say(f"lists-template-{kind}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(people_template(language(), kind, allowed), content_type="text/csv", headers=headers)


def _file(cleaned: Mapping[str, Any]) -> Any:
    """What was brought, as a file."""
    text = cleaned["text"].encode("utf-8", "replace")
    return cleaned["file"] or SimpleUploadedFile(imports.PASTED, text)


def _chosen(data: Mapping[str, str], kind: Kind) -> dict[str, int | None] | None:
    """The columns that were chosen; None when the page was not sent."""
    if "do" not in data:
        return None
    return {name: _number(data.get(name, "")) for name in offered(kind)}


def _other_heading(data: Mapping[str, str], upload: Any) -> bool:
    """Whether the page now says otherwise about the first row than when it was shown; what it says is kept."""
    if "heading-now" not in data:
        return False
    shown, ticked = data["heading-now"] == "yes", "heading" in data
    # another page may have said otherwise in the meantime
    if ticked != upload.choices.get("header", shown):
        imports.keep_heading(upload, ticked)
    return ticked != shown


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None


def _taken(request: HttpRequest, upload: Any, chosen: Mapping[str, int | None], kind: Kind) -> HttpResponse:
    gone = [number for one in request.POST.getlist("gone") if (number := _number(one)) is not None]
    skip = "skip" in request.POST
    done = imports.take_over(upload, chosen, by=request.user, now=now(), skip_bad_rows=skip, gone=gone)
    counts = {"new": len(done.comparison.new), "changed": len(done.comparison.changed), "gone": len(gone)}
    messages.success(request, say("lists-taken", **counts))
    return redirect(f"parties:{kind}", request.network.code)
