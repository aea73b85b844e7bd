"""Coming in and going out: what belongs to a visitor's own session."""

from datetime import datetime, timedelta
from typing import Any, Literal, TypedDict

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from samenspel.web.accounts.devices import device
from samenspel.web.accounts.models import Account, OpenSession
from samenspel.web.shared.audit import record
from samenspel.web.shared.clock import now as this_moment

Way = Literal["link", "password"]
SEEN_EVERY = timedelta(minutes=5)
CODE_WITHIN = timedelta(minutes=5)
LINK_IS_FRESH = timedelta(minutes=30)


class Pending(TypedDict):
    """Someone who came in by a link or password and still has to give a code; until then nobody is logged in."""

    account: int
    way: Way
    at: int
    target: str


def enter(request: HttpRequest, account: Account, *, now: datetime, way: Way, second: str = "") -> None:
    """Log an account in, always in a new session. second: how the second step was taken, if there was one."""
    if request.user.is_authenticated:
        logout(request)
    request.session.pop("pending", None)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    if way == "link":
        request.session["link_at"] = int(now.timestamp())
    record("logged-in", by=account, network=None, now=now, way=way, second=second)


def wait_for_code(request: HttpRequest, account: Account, *, now: datetime, way: Way, target: str) -> None:
    """Remember who has to give a code before being logged in, and where they were going."""
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session["pending"] = Pending(account=account.pk, way=way, at=int(now.timestamp()), target=target)


def pending(request: HttpRequest, now: datetime) -> tuple[Account, Pending] | None:
    """Who has to give a code; None when nobody, or when it took too long."""
    waiting: Pending | None = request.session.get("pending")
    if waiting is None or now.timestamp() - waiting["at"] > CODE_WITHIN.total_seconds():
        request.session.pop("pending", None)
        return None
    account = Account.objects.filter(pk=waiting["account"], is_active=True, second_factor_on=True).first()
    return (account, waiting) if account else None


def proof(request: HttpRequest, account: Account, now: datetime) -> Literal["fresh", "password", "link"]:
    """How someone shows once more who they are before a weighty change: they came in by a link just now ("fresh"), or
    they give their password, or, without one, ask for a link.
    """
    came = request.session.get("link_at", 0)
    if now.timestamp() - came <= LINK_IS_FRESH.total_seconds():
        return "fresh"
    return "password" if account.has_usable_password() else "link"


def keep_after_new_password(request: HttpRequest, account: Account) -> None:
    """Stay logged in here after a new password, under a new session key."""
    former = request.session.session_key
    update_session_auth_hash(request, account)
    OpenSession.objects.filter(session_key=former).update(session_key=request.session.session_key)


def speak(response: HttpResponse, account: Account) -> HttpResponse:
    """Let the pages from here on be in the language of the account."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        account.language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@receiver(user_logged_in)
def note_session(request: HttpRequest, user: Account, **_: Any) -> None:
    """Put a session on the list of its account."""
    moment = this_moment()
    request.session["seen"] = int(moment.timestamp())
    if request.session.session_key is None:
        request.session.create()
    OpenSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "account": user,
            "started_at": moment,
            "seen_at": moment,
            "device": device(request.headers.get("User-Agent", "")),
        },
    )


@receiver(user_logged_out)
def forget_session(request: HttpRequest, **_: Any) -> None:
    """Take a session off the list."""
    OpenSession.objects.filter(session_key=request.session.session_key or "").delete()
