"""Whether what is in the database also lies somewhere else."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from samenspel.present.words import date_long
from samenspel.web.shared.clock import now
from samenspel.web.upkeep.backup import NEWEST
from samenspel.web.upkeep.doctor.finding import Finding

OLD = timedelta(days=7)


def backup() -> Iterator[Finding]:
    """When the newest backup was made, as `samenspel backup` noted it."""
    made = _made()
    if made is None:
        yield Finding("backup-none")
        return
    local = made.astimezone(ZoneInfo(settings.TIME_ZONE))
    days = {f"day_{lang}": date_long(local.date(), lang) for lang in ("nl", "en")}
    yield Finding("backup-old" if now() - made > OLD else "backup", {**days, "time": f"{local:%H:%M}"})


def _made() -> datetime | None:
    try:
        return datetime.fromisoformat((settings.DATA / NEWEST).read_text("utf-8").split()[0])
    except (OSError, ValueError, IndexError):
        return None
