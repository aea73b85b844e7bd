"""Pages of privacy: of the site, of a network, of a person for the team, and of a person for themselves."""

from datetime import datetime
from typing import Any


def readable(form: dict[str, Any]) -> dict[str, Any]:
    """What is kept of one person in one network, for a page: with moments to set in words."""
    (kept,) = form["takes_part"]
    for asked in kept["asked"]:
        for mail in asked["mails"]:
            mail["on"] = datetime.fromisoformat(mail["sent"]) if mail["sent"] else None
    return dict(kept)
