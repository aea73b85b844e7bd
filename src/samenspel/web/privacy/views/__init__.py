"""Pages of privacy: of the site, of a network, of a person for the team, and of a person for themselves."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse


def as_file(form: dict[str, Any], name: str) -> HttpResponse:
    """What is kept of somebody as a file to download, that no cache keeps and no browser opens as a page."""
    text = json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def readable(form: dict[str, Any]) -> dict[str, Any]:
    """What is kept of one person in one network, for a page: with moments to set in words."""
    (kept,) = form["takes_part"]
    for asked in kept["asked"]:
        for mail in asked["mails"]:
            mail["on"] = datetime.fromisoformat(mail["sent"]) if mail["sent"] else None
    return dict(kept)
