"""The pages of docs/ that were written by hand, and how to read what stands in them."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HAND_WRITTEN = {
    name: (DOCS / name).read_text("utf-8")
    for name in (
        "reference/instrument-format.md",
        "reference/release-format.md",
        "reference/json-forms.md",
        "reference/map-format.md",
        "explanation/disclosure.md",
        "explanation/methods.md",
    )
}
INSTRUMENT_FORMAT, RELEASE_FORMAT, JSON_FORMS, MAP_FORMAT, DISCLOSURE, METHODS = HAND_WRITTEN.values()


def page(name):
    return (DOCS / name).read_text("utf-8")


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def rows_below(text, *header):
    """The cells of the table with this header."""
    head = "| " + " | ".join(header) + " |\n"
    assert head in text
    lines = text.partition(head)[2].splitlines()[1:]
    table = lines[: next((place for place, line in enumerate(lines) if not line.startswith("|")), len(lines))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
