"""The addresses of the site, and two that do as little as can be, through the same server, middleware and database."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from samenspel.web.answering.models import Response
from samenspel.web.config.urls import handler400, handler403, handler404, handler500
from samenspel.web.config.urls import urlpatterns as of_the_site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def page(request: HttpRequest) -> HttpResponse:
    """A page that asks the database nothing."""
    return HttpResponse("<!doctype html><title>leeg</title><p>leeg")


@csrf_exempt
def insert(request: HttpRequest, round_id: int) -> HttpResponse:
    """One row, as it came."""
    Response.objects.create(round_id=round_id, document=json.loads(request.body), sent=True)
    return HttpResponse("ok")


urlpatterns = [path("bench/page", page), path("bench/insert/<int:round_id>", insert), *of_the_site]
