"""The place of conversations in a network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenspel.web.conversations import queries
from samenspel.web.networks.access import in_network, may


@in_network()
@require_GET
def conversations(request: HttpRequest) -> HttpResponse:
    """Every conversation with what it led to, what is still open, and what will be there when this works."""
    context = {
        "talks": queries.talks_of(request.network),
        "open": queries.next_steps(request.network),
        "lines": queries.yields_of(request.network),
        "manages": may(request.role, "facilitator"),
    }
    return render(request, "conversations/conversations.html", context)
