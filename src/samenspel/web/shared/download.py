"""Handing over what is kept of somebody."""

import json
from collections.abc import Mapping

from django.http import HttpResponse


def as_file(form: Mapping[str, object], name: str) -> HttpResponse:
    """A form as a file to download, that no browser opens as a page."""
    text = json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)
