"""The time, in one place, so that tests can set it. Operations get it as an argument."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """This moment."""
    return timezone.now()
