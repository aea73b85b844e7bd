"""Keeps when a session was seen last, without a write for every page."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from samenspel.web.accounts.models import OpenSession
from samenspel.web.accounts.sessions import SEEN_EVERY
from samenspel.web.shared.clock import now


class SeenMiddleware:
    """Notes at most once in five minutes that a session is in use. Visitors without a session cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note it when it is time, and let the request through."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _note(request, now())
        return self.get_response(request)


def _note(request: HttpRequest, moment: datetime) -> None:
    seen = request.session.get("seen", 0)
    if moment.timestamp() - seen < SEEN_EVERY.total_seconds() or not request.user.is_authenticated:
        return
    request.session["seen"] = int(moment.timestamp())
    OpenSession.objects.filter(session_key=request.session.session_key).update(seen_at=moment)
