"""The audit trail: who did what, and when."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from samenspel.web.shared.models import AuditEntry


def record(action: str, *, by: Any, network: Any, subject: str = "", now: datetime, **detail: object) -> None:
    """Note that an account (None: the site itself) did something. No names, no answers: codes and numbers only."""
    AuditEntry.objects.create(at=now, account=by, network=network, action=action, subject=subject, detail=detail)


def forget(network: Any, subjects: Collection[str]) -> None:
    """Take what leads to somebody out of the trail of a network; that it was done, when and by whom, stays."""
    _forget(AuditEntry.objects.filter(network=network, subject__in=subjects))


def forget_people(network: Any) -> None:
    """The same for everyone who took part in a network."""
    people = Q(subject__startswith="person:") | Q(subject__startswith="invitation:")
    _forget(AuditEntry.objects.filter(people, network=network))


def _forget(entries: Iterable[AuditEntry]) -> None:
    found = list(entries)
    for entry in found:
        entry.subject, entry.detail = entry.subject.partition(":")[0], {}
    AuditEntry.objects.bulk_update(found, ["subject", "detail"], batch_size=500)


def forget_account(account: Any) -> None:
    """Take what leads to an account out of every trail; that somebody did it stays."""
    AuditEntry.objects.filter(subject=f"account:{account.pk}").update(subject="account", detail={})
