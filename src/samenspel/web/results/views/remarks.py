"""Reading open remarks for names, and releasing them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from samenspel.present.printable import runs_right_to_left
from samenspel.theory.instrument import Item, OpenText
from samenspel.web.networks.access import in_network
from samenspel.web.results import queries, releasing
from samenspel.web.results.forms import RemarkForm
from samenspel.web.results.remarks import Desk, Waiting, desk_of
from samenspel.web.results.spotted import Spotter, spotter_of
from samenspel.web.rounds import queries as rounds
from samenspel.web.shared.clock import now
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language, say

PAGE = "results/remarks.html"
FROM_ELSEWHERE = ("cross-site", "same-site")
"""What a browser says of a page of another site that leads here; a subdomain of ours is another site too."""


@in_network("facilitator")
@require_GET
def remarks(request: HttpRequest, round: str) -> HttpResponse:
    """What people wrote, to read before it is shown; that somebody opened it is noted.

    A link on another site leads to the result, where the way in stands: it must put nobody in the log unasked.
    """
    found = rounds.round_of(request.network, round)
    if request.headers.get("Sec-Fetch-Site") in FROM_ELSEWHERE:
        return redirect("results:result", request.network.code, found.code)
    publication = queries.publication_of(found)
    desk = desk_of(publication)
    if publication is not None and desk.remarks:
        releasing.opened(publication, by=request.user, now=now())
    return render(request, PAGE, _context(request, found, desk))


@in_network("facilitator")
@require_POST
def decide(request: HttpRequest, round: str, remark: str) -> HttpResponse:
    """Keep what may be shown of one remark. A page with a script gets that remark back, any other goes to the next."""
    found = rounds.round_of(request.network, round)
    publication = queries.publication_of(found)
    one = next((one for one in desk_of(publication).remarks if one.digest == remark), None)
    if publication is None or one is None:
        raise NotAllowed
    item = rounds.instrument_of(found).item(one.item)
    form = _form(item, one, request.POST)
    if form.is_valid():
        releasing.decide(publication, by=request.user, now=now(), digest=remark, **form.cleaned_data)
    desk = desk_of(queries.publication_of(found))
    wrong = None if form.is_valid() else (remark, form)
    here = reverse("results:remarks", args=[request.network.code, found.code])
    if "HX-Request" in request.headers:
        one = next((one for one in desk.remarks if one.digest == remark), None)
        if one is None:  # taken out while the round is open again: then it stands here no more
            return HttpResponse(headers={"HX-Redirect": here})
        card = _card(one, item, spotter_of(request.network), wrong)
        return render(request, "results/_remark_read.html", {"round": found, "desk": desk, "card": card})
    if wrong:
        return render(request, PAGE, _context(request, found, desk, wrong), status=400)
    after = next((one.digest for one in desk.remarks if one.decision is None), "")
    place = f"r-{after}" if after else "release"
    return redirect(f"{here}#{place}")


@in_network("facilitator")
@require_POST
def release(request: HttpRequest, round: str) -> HttpResponse:
    """Show what was found fit in the result."""
    found = rounds.round_of(request.network, round)
    publication = queries.publication_of(found)
    if publication is None:
        raise NotAllowed
    releasing.release_remarks(publication, by=request.user, now=now())
    messages.success(request, say("results-read-released"))
    return redirect("results:remarks", request.network.code, found.code)


def _context(
    request: HttpRequest, round: Any, desk: Desk, wrong: tuple[str, RemarkForm] | None = None
) -> dict[str, Any]:
    spotter = spotter_of(request.network)
    return {
        "round": round,
        "desk": desk,
        "questions": list(_questions(round, desk, spotter, wrong)) if desk.remarks else [],
    }


def _questions(
    round: Any, desk: Desk, spotter: Spotter, wrong: tuple[str, RemarkForm] | None
) -> Iterable[dict[str, Any]]:
    """Per open question its remarks."""
    lang = language()
    for item in rounds.instrument_of(round).of_kind(OpenText):
        cards = [_card(one, item, spotter, wrong) for one in desk.remarks if one.item == item.id]
        if cards:
            yield {"heading": item.short[lang], "question": item.text[lang], "cards": cards}


def _card(one: Waiting, item: Item, spotter: Spotter, wrong: tuple[str, RemarkForm] | None) -> dict[str, Any]:
    mended = wrong[1] if wrong and wrong[0] == one.digest else None
    return {
        "remark": one,
        "pieces": spotter.pieces(one.text),
        "rtl": runs_right_to_left(one.text),
        "form": mended or _form(item, one, None),
    }


def _form(item: Item, one: Waiting, given: Any) -> RemarkForm:
    assert isinstance(item.kind, OpenText)
    text = one.decision.text if one.decision and one.decision.text else one.text
    initial, auto_id = {"text": text}, f"{one.digest}-%s"
    return RemarkForm(given, initial=initial, original=one.text, longest=item.kind.longest, auto_id=auto_id)
