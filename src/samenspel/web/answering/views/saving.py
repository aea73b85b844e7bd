"""Where the answers of a device come in, one by one. What is not said to be saved stays on the device."""

import json
import secrets
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samenspel.errors import Problem, SamenspelError
from samenspel.web.answering import services
from samenspel.web.answering.documents import RefusedError
from samenspel.web.answering.doors import count_failure, language_for, seat_of
from samenspel.web.rounds.queries import answering_link, visitor_by
from samenspel.web.shared import limits
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language

MOST_BYTES = 256 * 1024
COUNTED = 20
"""One in so many saves is counted, since counting costs as much as saving."""
SAVES = 2000
WINDOW = timedelta(minutes=10)


@require_POST
@never_cache
def answer(request: HttpRequest, secret: str) -> JsonResponse:
    """Take in {key, answers, may_quote} of one device, and with "send" send all.

    200 means that it is in the database; 409 that it no longer can be taken, 422 that it is no answer, anything else
    that it must be tried again. A link that opens nothing is 409 too: trying again is of no use.
    """
    link = answering_link(secret)
    if link is None or link.invitation is None:
        count_failure(request)
        return _told(HTTPStatus.CONFLICT, (Problem("answer-link-gone"),), "unknown")
    if secrets.randbelow(COUNTED) == 0:
        limits.count("save", str(link.invitation.pk), most=SAVES // COUNTED, per=WINDOW, now=now())
    try:
        return _take(link.invitation, _read(request), seat_of(request, link))
    except SamenspelError as error:
        with translation.override(language_for(request, visitor_by(secret, now()))):
            return _refused(error)


def _refused(error: SamenspelError) -> JsonResponse:
    match error:
        case RefusedError():
            return _told(HTTPStatus.UNPROCESSABLE_ENTITY, error.problems, "refused")
        case services.NotTakenError(state=state):
            return _told(HTTPStatus.CONFLICT, error.problems, state)
        case _:
            return _told(HTTPStatus.SERVICE_UNAVAILABLE, error.problems, "wrong")


def _read(request: HttpRequest) -> dict[str, Any]:
    """What was sent, if it has the shape of a save at all."""
    try:
        sent = json.loads(request.body) if len(request.body) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or not isinstance(sent.get("key"), str):
        raise RefusedError(Problem("answer-unreadable"))
    return sent


def _take(invitation: Any, sent: dict[str, Any], seat: str) -> JsonResponse:
    answers, key, quote = sent.get("answers", {}), sent["key"], sent.get("may_quote")
    take = services.send if sent.get("send") is True else services.save
    leave = quote if isinstance(quote, bool) else None
    response = take(invitation, now=now(), key=key, answers=answers, may_quote=leave, seat=seat)
    return JsonResponse({"saved": True, "key": key, "sent": response.sent})


def _told(status: HTTPStatus, problems: tuple[Problem, ...], state: str) -> JsonResponse:
    lang = language()
    what = " ".join(problem.what(lang) for problem in problems)
    return JsonResponse({"saved": False, "state": state, "what": what, "do": problems[0].do(lang)}, status=status)
