"""Two people who change the same thing: the second one hears of it, and nothing that was typed is lost."""

import json
from typing import Any

from samenspel.web.shared.codes import fingerprint


class ChangedMeanwhile(Exception):
    """Somebody changed this after the form was opened."""


def stamp(values: Any) -> str:
    """A short mark of values as they were when a form was opened; other values have another one."""
    return fingerprint(json.dumps(values, sort_keys=True, default=str))[:16]


def check(seen: str, values: Any) -> None:
    """Raise ChangedMeanwhile when the values are not those that were seen."""
    if seen != stamp(values):
        raise ChangedMeanwhile
