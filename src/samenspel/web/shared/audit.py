"""The audit trail: who did what, and when."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q

from samenspel.web.shared.models import AuditEntry


def record(action: str, *, by: Any, network: Any, subject: str = "", now: datetime, **detail: object) -> None:
    """Note that an account (None: the site itself) did something. No names, no answers: codes and numbers only."""
    AuditEntry.objects.create(at=now, account=by, network=network, action=action, subject=subject, detail=detail)


def forget(network: Any, subjects: Collection[str]) -> None:
    """Take what leads to somebody out of the trail of a network; that it was done, when and by whom, stays."""
    for entry in AuditEntry.objects.filter(network=network, subject__in=subjects):
        entry.subject, entry.detail = entry.subject.partition(":")[0], {}
        entry.save(update_fields=["subject", "detail"])


def forget_people(network: Any) -> None:
    """The same for everyone who took part in a network."""
    people = Q(subject__startswith="person:") | Q(subject__startswith="invitation:")
    theirs = AuditEntry.objects.filter(people, network=network).values_list("subject", flat=True)
    forget(network, sorted(set(theirs)))


def forget_account(account: Any) -> None:
    """Take what leads to an account out of every trail; that somebody did it stays."""
    AuditEntry.objects.filter(subject=f"account:{account.pk}").update(subject="account", detail={})
