"""Pages of rounds: preparing one, its course, and the people and doors of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samenspel.errors import SamenspelError
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.queries import round_of
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import language


def found(request: HttpRequest, code: str) -> Round:
    """The round of the address, in the network of the page."""
    return round_of(request.network, code)  # type: ignore[attr-defined]


def done(request: HttpRequest, service: Any, subject: Any, **values: Any) -> bool:
    """Do an operation in the name of who is logged in; what it refuses is told on the next page."""
    try:
        service(subject, by=request.user, now=now(), **values)
    except SamenspelError as error:
        for problem in error.problems:
            messages.error(request, problem.say(language()))
        return False
    return True


def to_round(round: Round) -> HttpResponse:
    """Back to the page of the round."""
    return redirect("rounds:round", round.network.code, round.code)
