"""What can be asked of accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet

from samenspel.web.accounts.models import Account, EmailChange, LoginLink, OpenSession, tidy_email
from samenspel.web.shared.codes import fingerprint, tidy_secret
from samenspel.web.shared.words import say

State = Literal["ok", "unknown", "used", "expired"]


def account_by_email(email: str) -> Account | None:
    """The account with this address, in whatever capitals, if it may still come in."""
    return Account.objects.filter(email=tidy_email(email), is_active=True).first()


def link_by(secret: str, now: datetime) -> tuple[State, LoginLink | None]:
    """The login link with this secret, and what it is still worth."""
    link = LoginLink.objects.select_related("account").filter(hash=fingerprint(tidy_secret(secret))).first()
    if link is None or not link.account.is_active:
        return "unknown", None
    if link.used_at is not None:
        return "used", link
    return ("ok" if now < link.expires_at else "expired"), link


def email_change_by(secret: str, account: Account, now: datetime) -> tuple[State, EmailChange | None]:
    """The new address that this secret confirms, for the account that asked for it; to others it does not exist."""
    found = EmailChange.objects.filter(hash=fingerprint(tidy_secret(secret)), account=account).first()
    if found is None:
        return "unknown", None
    if found.former:
        return "used", found
    return ("ok" if now < found.expires_at else "expired"), found


@dataclass(frozen=True)
class Device:
    """An open session as people read it."""

    number: int
    name: str
    started_at: datetime
    seen_at: datetime
    current: bool


def devices_of(account: Account, session_key: str | None, now: datetime) -> list[Device]:
    """Where an account is logged in: this device first, then the one seen last."""
    rows = open_sessions(account, now).order_by("-seen_at")
    devices = [
        Device(row.pk, _device_in_words(row.device), row.started_at, row.seen_at, row.session_key == session_key)
        for row in rows
    ]
    return sorted(devices, key=lambda one: not one.current)


def open_sessions(account: Account, now: datetime) -> QuerySet[OpenSession]:
    """The sessions of an account that have not run out."""
    oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return OpenSession.objects.filter(account=account, seen_at__gte=oldest)


def _device_in_words(device: str) -> str:
    browser, _, system = device.partition("|")
    if browser and system:
        return say("accounts-device-both", browser=browser, system=system)
    return browser or system or say("accounts-device-unknown")


def pending_email(account: Account, now: datetime) -> str:
    """The new address that still waits for its link to be opened; empty when there is none."""
    values: Any = EmailChange.objects.filter(account=account, former="", expires_at__gt=now).values_list("email")
    return values[0][0] if values else ""


def account_with(email: str) -> Account | None:
    """The account with this address, also one that may not come in."""
    return Account.objects.filter(email=tidy_email(email)).first()


def sessions_of(account: Account) -> list[OpenSession]:
    """Where an account is or was logged in, as far as that is kept."""
    return list(account.sessions.order_by("started_at"))


def everyone() -> QuerySet[Account]:
    """Every account of the site."""
    return Account.objects.order_by("pk")
