"""What the checks of the site say of the settings."""

from collections.abc import Iterator

from django.conf import settings
from django.core import checks as django

from samenspel.web.upkeep.doctor.finding import Finding, words

ABOUT = {
    "samenspel.E001": "ADDRESS", "samenspel.E002": "ADDRESS", "samenspel.E003": "SECRET_KEY", "samenspel.W004": "DATA",
    "samenspel.E005": "DATABASE", "samenspel.W006": "DATABASE", "samenspel.W007": "DATABASE",
    "samenspel.E008": "MAIL_FROM", "samenspel.W009": "MAIL",
}  # fmt: skip
"""Which setting a check is about: one that has a stand-in is not judged."""


def checks(wrong: set[str]) -> Iterator[Finding]:
    """The checks that speak, or that none of them does. wrong: the settings that were told of already.

    Those that ask the database itself are left to its own part: on SQLite asking would make it.
    """
    found = django.run_checks(include_deployment_checks=not settings.DEMO)
    serious = [one for one in found if one.level >= django.WARNING and not one.is_silenced()]
    told = [one for one in serious if f"SAMENSPEL_{ABOUT.get(str(one.id))}" not in wrong]
    for one in told:
        key = f"check-{str(one.id).rpartition('.')[2].lower()}"
        if key in words()["findings"]:
            yield Finding(key, {"id": one.id, "folder": settings.DATA})
        else:
            yield Finding("check-other", {"id": one.id})
    if not told and not wrong:
        yield Finding("settings-demo" if settings.DEMO else "settings-good", {"address": settings.ADDRESS})
