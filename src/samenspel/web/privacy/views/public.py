"""What the site itself keeps, for everyone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

COOKIES = ("sessionid", "csrftoken", "messages", "taal", "weergave", "kamer", "eigen")
"""Every cookie that the site sets, as in the words "privacy-cookie"; the last two have a number behind their name."""


@never_cache  # the head of the page names who is logged in
@require_GET
def site(request: HttpRequest) -> HttpResponse:
    """Cookies, accounts, logs, and where to ask."""
    return render(request, "privacy/site.html", {"cookies": COOKIES, "contact": settings.CONTACT})
