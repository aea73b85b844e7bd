"""A form that comes back because somebody else changed the same thing: what was typed stays, what is there is shown."""

from collections.abc import Iterable
from typing import Any

from django import forms


def comes_back(form: forms.Form, seen: str, there: Iterable[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Let a form be sent again over what is there now. Returns what that is: the label of each field and its value.

    there: names of fields and what they hold now, in words.
    """
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = seen
    form.data = data
    return [(str(form.fields[name].label), str(value)) for name, value in there if value not in (None, "")]
