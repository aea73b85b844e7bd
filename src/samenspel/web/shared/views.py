"""Pages that belong to no part of the site."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from samenspel.web.shared import mirror
from samenspel.web.shared.design import every_state
from samenspel.web.shared.models import DemoMail
from samenspel.web.shared.page import LOOKS


@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Choose light, dark, or as the device has it, and come back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    look = request.POST.get("look", "")
    if look in LOOKS:
        age = settings.LANGUAGE_COOKIE_AGE
        response.set_cookie("weergave", look, max_age=age, secure=settings.SECURE, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("weergave", samesite="Lax")
    return response


@login_required
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """The living page of components, for who works on the site."""
    if not request.user.is_staff:
        raise Http404
    return render(request, "design.html", every_state())


@never_cache
@login_required
@require_GET
def demo_mails(request: HttpRequest) -> HttpResponse:
    """The mails that a demo did not send. A demo has one owner; elsewhere this page does not exist."""
    _only_in_demo()
    return render(request, "demo_mails.html", {"mails": DemoMail.objects.order_by("-id")[:200]})


@never_cache
@login_required
@require_GET
def demo_mail(request: HttpRequest, number: int) -> HttpResponse:
    """One mail of the demo."""
    _only_in_demo()
    return render(request, "demo_mail.html", {"mail": get_object_or_404(DemoMail, pk=number)})


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the server: the site answers, and its database too. `samenspel doctor` hears more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if mirror.asked(request):
        return JsonResponse(mirror.seen(request))
    return HttpResponse("ok\n", content_type="text/plain")
