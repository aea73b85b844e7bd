"""How answers came in: which columns were recognised, which were not, and what was left out."""

from samenspel.cli.words import WORDS
from samenspel.exchange.answers import Import


def import_notes(imported: Import, lang: str) -> tuple[str, ...]:
    """One sentence for each thing that a careful user wants to know before trusting the result."""
    matching = imported.matching
    notes = [_say("matched", lang, len(matching.matches), len(matching.matches) + len(matching.missing), imported.file)]
    if matching.missing:
        notes.append(_say("missing", lang, ", ".join(matching.missing)))
    for one in matching.unmatched:
        hint = _say("close", lang, ", ".join(one.close)) if one.close else ""
        notes.append(_say("unmatched", lang, one.place.header or "?", hint))
    for kept, others in matching.joined:
        notes.append(_say("joined", lang, kept, ", ".join(others)))
    if imported.unanswered:
        notes.append(_say("unanswered", lang, imported.unanswered))
    if imported.incomplete:
        notes.append(_say("incomplete", lang, imported.incomplete))
    for row, problems in imported.skipped_rows:
        notes.append(_say("skipped", lang, row, problems[0].what(lang)))
    return tuple(notes)


def _say(key: str, lang: str, *values: object) -> str:
    return WORDS[key][lang].format(*values)
