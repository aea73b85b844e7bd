"""Pages of accounts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def log_in(request: HttpRequest) -> HttpResponse:
    """Ways to log in."""
    return render(request, "accounts/log_in.html")
