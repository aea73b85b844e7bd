"""How answers came in: which columns were recognised, which were not, and what was left out."""

from collections.abc import Sequence

from samenspel.cli.words import WORDS
from samenspel.exchange.answers import Import
from samenspel.exchange.matching import Unmatched

MOST_COLUMNS = 8


def import_notes(imported: Import, lang: str) -> tuple[str, ...]:
    """One sentence for each thing that a careful user wants to know before trusting the result."""
    matching = imported.matching
    notes = [_say("matched", lang, len(matching.matches), len(matching.matches) + len(matching.missing), imported.file)]
    if matching.missing:
        notes.append(_say("missing", lang, ", ".join(matching.missing)))
    for one in _telling(matching.unmatched):
        hint = _say("close", lang, ", ".join(one.close)) if one.close else ""
        notes.append(_say("unmatched", lang, one.place.header or "?", hint))
    if len(matching.unmatched) > MOST_COLUMNS:
        notes.append(_say("more-unmatched", lang, len(matching.unmatched) - MOST_COLUMNS))
    for kept, others in matching.joined:
        notes.append(_say("joined", lang, kept, ", ".join(others)))
    if imported.unanswered:
        notes.append(_say("unanswered", lang, imported.unanswered))
    if imported.incomplete:
        notes.append(_say("incomplete", lang, imported.incomplete))
    for row, problems in imported.skipped_rows:
        notes.append(_say("skipped", lang, row, problems[0].what(lang)))
    return tuple(notes)


def _telling(unmatched: Sequence[Unmatched]) -> list[Unmatched]:
    """The columns worth naming: first those that look like a question, and no more than a person reads."""
    return sorted(unmatched, key=lambda one: not one.close)[:MOST_COLUMNS]


def _say(key: str, lang: str, *values: object) -> str:
    return WORDS[key][lang].format(*values)
