"""What the pages for coming in share: where to go on to, and how often a door may be tried."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from samenspel.web.accounts import sessions
from samenspel.web.accounts.models import Account
from samenspel.web.accounts.sessions import Way
from samenspel.web.shared.clock import now
from samenspel.web.shared.limits import TooOften, count, visitor
from samenspel.web.shared.words import language

QUARTER = timedelta(minutes=15)
# A room with a hundred people may stand behind one address.
PER_VISITOR = 100
TRIES = {"password": (10, QUARTER), "link": (5, QUARTER), "code": (5, timedelta(minutes=5))}
CODES_A_DAY = 50
"""Six figures are few: who has the password of another may not go on trying for weeks."""
LONGEST_ADDRESS = 500


def onward(request: HttpRequest) -> str:
    """Where someone was going: an address of this site, or else nothing."""
    target = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    plain = target.startswith("/") and target.isprintable() and len(target) <= LONGEST_ADDRESS
    return target if safe and plain else ""


def without_secret(target: str) -> str:
    """The same address; nothing when it holds a secret: what waits to be mailed lies in the database as plain text."""
    try:
        return "" if "secret" in resolve(urlsplit(target).path).kwargs else target
    except Resolver404:
        return ""


def home_or(target: str) -> str:
    """An address of this site; the first page when there is none."""
    return target or resolve_url("networks:home")


def within_limits(request: HttpRequest, form: Form, door: str, who: str) -> bool:
    """Count a try at a door. Over the limit the form says how long to wait, whoever `who` is."""
    most, per = TRIES[door]
    try:
        count("log-in", visitor(request), most=PER_VISITOR, per=QUARTER, now=now())
        count(door, who, most=most, per=per, now=now())
        if door == "code":
            count("codes-a-day", who, most=CODES_A_DAY, per=timedelta(days=1), now=now())
    except TooOften as error:
        form.add_error(None, error.say(language()))
        form.too_often = True  # type: ignore[attr-defined]
        return False
    return True


def proven(request: HttpRequest, form: Form, proof: str) -> bool:
    """Whether the form is in order; guesses at the current password are counted like those at the door."""
    if proof == "password" and not within_limits(request, form, "password", request.user.email):
        return False
    return form.is_valid()


def show(request: HttpRequest, template: str, form: Form, **context: object) -> HttpResponse:
    """The page of a form; its status says so when it was tried too often."""
    status = 429 if getattr(form, "too_often", False) else 200
    return render(request, template, {"form": form, **context}, status=status)


def arrive(request: HttpRequest, account: Account, *, way: Way, target: str) -> HttpResponse:
    """Log in who showed who they are, or ask for the second step first."""
    if account.second_factor_on:
        sessions.wait_for_code(request, account, now=now(), way=way, target=target)
        return redirect("accounts:code")
    sessions.enter(request, account, now=now(), way=way)
    return sessions.speak(redirect(target), account)
