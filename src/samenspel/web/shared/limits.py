"""Limits on how often a door may be tried. They count in the database, so every process counts along."""

import ipaddress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from samenspel.errors import Problem, SamenspelError
from samenspel.web.shared.models import Attempts


class TooOften(SamenspelError):
    """A door was tried more often than anyone needs."""


def visitor(request: HttpRequest) -> str:
    """The network address of who asks: the last one that a proxy of our own wrote down, or the one that called."""
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(chain) >= settings.PROXIES:
        return chain[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def count(door: str, who: str, *, most: int, per: timedelta, now: datetime) -> None:
    """Count one attempt. Raises TooOften from the first one over `most` within the window; a window starts on the hour
    or at the round of `per`. Of who came only a hash is kept, until the window is over.

    The hash is made with the key of the site, which is in no backup: a number or an address could be guessed otherwise.
    Of an IPv6 address the first half counts: whoever has one, has all that begin with it.
    """
    seconds = int(per.total_seconds())
    over = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds + seconds, tz=UTC)
    visitor_hash = salted_hmac("limits", _counted(who).encode("utf-8", "replace"), algorithm="sha256").hexdigest()
    key: dict[str, Any] = {"door": door, "visitor": visitor_hash, "over": over}
    with transaction.atomic():
        attempts, _ = Attempts.objects.get_or_create(**key)
        Attempts.objects.filter(pk=attempts.pk).update(count=F("count") + 1)
        attempts.refresh_from_db()
    if attempts.count > most:
        minutes = max(1, round((over - now).total_seconds() / 60))
        raise TooOften(Problem("too-often", values={"minutes": minutes}))


def _counted(who: str) -> str:
    try:
        found = ipaddress.ip_address(who)
    except ValueError:
        return who
    if isinstance(found, ipaddress.IPv4Address):
        return who
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False))


def forget_over(now: datetime) -> None:
    """Remove the counts of windows that are over: when somebody came or answered is not kept."""
    Attempts.objects.filter(over__lte=now).delete()
