"""The audit trail: who did what, and when."""

from datetime import datetime
from typing import Any

from samenspel.web.shared.models import AuditEntry


def record(action: str, *, by: Any, network: Any, subject: str = "", now: datetime, **detail: object) -> None:
    """Note that an account (None: the site itself) did something. No names, no answers: codes and numbers only."""
    AuditEntry.objects.create(at=now, account=by, network=network, action=action, subject=subject, detail=detail)
