"""Who may do what in a network: the one door that every page and every operation passes."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from samenspel.errors import Problem, UsageError
from samenspel.present.words import date_long
from samenspel.web.networks.models import Membership, Network, Role
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.words import language

ORDER = (Role.VIEWER, Role.FACILITATOR, Role.STEWARD)


def membership(account: Any, network: Network, today: date) -> Membership | None:
    """The role of an account in a network as it is today; None when there is none, or when it has ended."""
    if account is None or not account.is_authenticated or not account.is_active:
        return None
    mine = network.memberships.filter(account=account).filter(Q(until=None) | Q(until__gte=today))
    return mine.first()


def works_in(account: Any, network: Network, moment: datetime) -> bool:
    """Whether an account has any role in a network at a moment."""
    return membership(account, network, timezone.localdate(moment, timezone=ZoneInfo(network.time_zone))) is not None


def may(role: str, least: str) -> bool:
    """Whether a role allows what a lesser or equal role may do."""
    return ORDER.index(Role(role)) >= ORDER.index(Role(least))


def require(account: Any, network: Network, least: str, today: date | None = None) -> None:
    """Raise NotAllowed when the account does not have at least this role. None is the site itself, which may."""
    if account is None:
        return
    found = membership(account, network, today or timezone.localdate(timezone=ZoneInfo(network.time_zone)))
    if found is None or not may(found.role, least):
        raise NotAllowed


def require_keeping(network: Network, now: datetime) -> None:
    """Raise UsageError when the last day of keeping is over: what came in now would not be forgotten any more."""
    last = network.keep_until
    if last is not None and last < timezone.localdate(now, timezone=ZoneInfo(network.time_zone)):
        raise UsageError(Problem("keeping-over", values={"day": date_long(last, language())}))


def in_network(least: str = Role.VIEWER) -> Callable[..., Callable[..., HttpResponse]]:
    """For views: resolves the `network` of the address for who is logged in; to others it does not exist.

    The view gets the request with `request.network` and `request.role`, in the time zone of the network. No cache keeps
    its page.
    """

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @never_cache
        @login_required
        @wraps(view)
        def inner(request: HttpRequest, network: str, **kwargs: Any) -> HttpResponse:
            found = Network.objects.filter(code=network, deleted_at=None).first()
            if found is None:
                raise NotAllowed
            zone = ZoneInfo(found.time_zone)
            mine = membership(request.user, found, timezone.localdate(timezone=zone))
            if mine is None or not may(mine.role, least):
                raise NotAllowed
            request.network, request.role = found, mine.role  # type: ignore[attr-defined]
            with timezone.override(zone):
                return view(request, **kwargs)

        return inner

    return decorator
