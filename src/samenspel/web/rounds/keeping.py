"""A round ends before its answers are forgotten: the last day of keeping of its network is the last it may close on."""

from datetime import datetime
from typing import TYPE_CHECKING

from samenspel.errors import Problem
from samenspel.present.words import date_long
from samenspel.web.networks.queries import today_in
from samenspel.web.shared.words import language

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network


def beyond_keeping(network: "Network", moment: datetime) -> list[Problem]:
    """What is wrong when a round would run until this moment; nothing while names and answers are kept then."""
    if network.keep_until is None or today_in(network, moment) <= network.keep_until:
        return []
    return [Problem("round-after-keeping", values={"day": date_long(network.keep_until, language())})]


def last_closing(network: "Network") -> datetime | None:
    """When the last of the rounds that are planned or open closes; None when none has a closing time."""
    running = network.rounds.filter(closed_at=None, deleted_at=None, closes_at__isnull=False)
    return running.order_by("-closes_at").values_list("closes_at", flat=True).first()
