"""The names of files that people take away."""

from typing import TYPE_CHECKING

from django.utils.text import slugify

if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round


SUFFIXES = {"whole": "pdf", "one-page": "pdf", "slides": "pptx", "sheet": "xlsx"}
"""What kind of file each kind of report is."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


def file_name(round: "Round", what: str, suffix: str) -> str:
    """Network, round and what it is, in letters that every computer takes: "langer-thuis-nulmeting-rapport.pdf"."""
    parts = (slugify(part)[:40].strip("-") for part in (round.network.name, round.title, what))
    return "-".join(part for part in parts if part) + f".{suffix}"
