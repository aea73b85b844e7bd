"""Pages of networks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samenspel.web.networks.access import in_network


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The networks of who is logged in."""
    return render(request, "networks/home.html")


@in_network()
def overview(request: HttpRequest) -> HttpResponse:
    """One network: its challenge, who takes part, what is going on."""
    return render(request, "networks/overview.html")
