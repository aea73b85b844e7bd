"""This computer: which program on which Python, what time it is, and whether documents can be made."""

import datetime
import platform
from collections.abc import Iterator
from importlib.metadata import version
from zoneinfo import ZoneInfo

from django.conf import settings

from samenspel.present.words import date_long
from samenspel.web.shared.clock import now
from samenspel.web.upkeep.doctor.finding import Finding

WRITTEN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""No clock that is right says that it is earlier than this."""


def program() -> Iterator[Finding]:
    """The versions."""
    yield Finding("program", {"version": version("samenspel"), "python": platform.python_version()})


def clock() -> Iterator[Finding]:
    """The time here. Whoever reads it sees whether it is right; a computer without its own clock begins in the past."""
    moment = now()
    local = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
    said = {f"day_{lang}": date_long(local.date(), lang) for lang in ("nl", "en")}
    values = {**said, "time": f"{local:%H:%M}", "zone": settings.TIME_ZONE}
    yield Finding("clock" if moment > WRITTEN else "clock-past", values)


def documents() -> Iterator[Finding]:
    """Make a poster, as for an open link: that takes the fonts and the typesetter."""
    from samenspel.errors import ReportError
    from samenspel.present.invitations.poster import poster_pdf

    day = datetime.date(2026, 1, 1)
    try:
        made = poster_pdf(
            address=settings.ADDRESS, network="Samenspel", title="Samenspel", lang="nl", minutes=None, date=day
        )
    except (ReportError, OSError, ImportError):
        yield Finding("documents-not-made")
    else:
        yield Finding("documents" if made.startswith(b"%PDF") else "documents-not-made")
