"""The list of who was forgotten: noted here while forgetting, written outside the database once that is through."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samenspel.web.privacy.models import Unlisted
from samenspel.web.shared import ledger


def note_forgotten(kind: ledger.Kind, codes: Iterable[str], *, now: datetime) -> None:
    """Note who is forgotten in this transaction. When writing the list fails, `write_list` tries again as a chore."""
    Unlisted.objects.bulk_create(Unlisted(kind=kind, code=code) for code in codes)
    transaction.on_commit(lambda: write_list(now), robust=True)


def write_list(now: datetime) -> None:
    """Write in the list what is not in it yet. What two write at once stands in it twice, which does no harm."""
    waiting, day = list(Unlisted.objects.order_by("pk")), timezone.localdate(now)
    ledger.note(settings.DATA, [ledger.Entry(cast(ledger.Kind, one.kind), one.code, day) for one in waiting])
    Unlisted.objects.filter(pk__in=[one.pk for one in waiting]).delete()


def take_over(entries: Iterable[ledger.Entry]) -> None:
    """Add to our list of who was forgotten what only the list of another place held."""
    known = set(ledger.read(settings.DATA))
    ledger.note(settings.DATA, [one for one in entries if one not in known])
