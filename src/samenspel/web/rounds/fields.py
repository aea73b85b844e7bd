"""A moment as people fill it in: a date and a time on the clock of the network."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone

from samenspel.web.shared.words import say

SHAPES = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")


class MomentField(forms.Field):
    """A local date and time in the current time zone.

    An hour that the clock skips in spring is refused; of an hour that it strikes twice in autumn the first is taken.
    """

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """The moment, or None for nothing filled in."""
        typed = value.strip() if isinstance(value, str) else ""
        if not typed:
            return None
        local = next((moment for shape in SHAPES if (moment := _read(typed, shape))), None)
        if local is None or not 2000 <= local.year <= 9000:
            raise forms.ValidationError(say("rounds-form-moment-unreadable"))
        moment = local.replace(tzinfo=timezone.get_current_timezone(), fold=0)
        if moment.astimezone(UTC).astimezone(timezone.get_current_timezone()).replace(tzinfo=None) != local:
            raise forms.ValidationError(say("rounds-form-moment-skipped"))
        return moment

    def prepare_value(self, value: Any) -> Any:
        """A moment on the clock of the network."""
        return timezone.localtime(value) if isinstance(value, datetime) else value


def _read(typed: str, shape: str) -> datetime | None:
    try:
        return datetime.strptime(typed, shape)
    except ValueError:
        return None
