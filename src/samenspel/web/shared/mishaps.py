"""What a visitor sees when something is wrong. Errors of the library become pages here, and nowhere else."""

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import is_valid_path

from samenspel.errors import SamenspelError
from samenspel.web.shared.failures import told
from samenspel.web.shared.limits import TooOften

log = logging.getLogger(__name__)


class NotAllowed(PermissionDenied):
    """Someone asks for what is not theirs. They hear the same as of what does not exist: not found."""


class MishapMiddleware:
    """Turns an error that a view lets through into a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through; whoever reads an address that only takes a form gets a page with ways on.

        That happens: a form with a mistake is shown at such an address, and a choice of language reads it again.
        """
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            page = render(request, "mishap.html", {"mishap": "form-only", "above": above(request.path)}, status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error that is meant for people; None for all others."""
        if isinstance(error, NotAllowed):
            return not_found(request, Http404())
        if isinstance(error, TooOften):
            return render(request, "mishap.html", {"problems": error.problems, "mishap": "too-often"}, status=429)
        if isinstance(error, SamenspelError):
            return render(request, "mishap.html", {"problems": error.problems, "mishap": "wrong"}, status=400)
        log.error("page %s failed: %s", request.resolver_match and request.resolver_match.view_name, told(error))
        return None


def above(path: str) -> str:
    """The nearest address above a path: the page that its form stands on, or one above that."""
    parts = path.strip("/").split("/")
    higher = ("/" + "/".join(parts[:count]) for count in range(len(parts) - 1, 0, -1))
    return next((one for one in higher if is_valid_path(one)), "/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request itself is not in order."""
    return render(request, "mishap.html", {"mishap": "wrong"}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there, or not for this visitor."""
    return render(request, "mishap.html", {"mishap": "not-found"}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from elsewhere, or from a page that was open for long."""
    return render(request, "mishap.html", {"mishap": "stale-form"}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page needs no database, which may be what is broken."""
    return render(request, "server_error.html", status=500)
