"""How answers came in: which columns were recognised, which were not, and what was left out."""

import json
from collections.abc import Sequence

from samenspel.cli.words import WORDS
from samenspel.exchange.answers import Import
from samenspel.exchange.headers import Wordings
from samenspel.exchange.matching import Matching, Unmatched
from samenspel.theory.library import instrument_slugs, shipped_instrument

MOST_COLUMNS = 8


def import_notes(imported: Import, instrument: str, lang: str) -> tuple[str, ...]:
    """One sentence for each thing that a careful user wants to know before trusting the result.

    `instrument` is the name that was asked for, such as "conditions" or "conditions+phase".
    """
    notes = [*matching_notes(imported.matching, imported.file, instrument, lang)]
    for kept, others in imported.matching.joined:
        notes.append(_say("joined", lang, kept, ", ".join(others)))
    if imported.merged:
        notes.append(_say("merged", lang, imported.merged))
    if imported.unanswered:
        notes.append(_say("unanswered", lang, imported.unanswered))
    if imported.incomplete:
        notes.append(_say("incomplete", lang, imported.incomplete))
    for row, problems in imported.skipped_rows:
        notes.append(_say("skipped", lang, row, problems[0].what(lang)))
    return tuple(notes)


def matching_notes(matching: Matching, file: str, instrument: str, lang: str) -> tuple[str, ...]:
    """Which questions were found and which were not, and lines for a map where a column comes close to one."""
    found, missing = len(matching.matches), matching.missing
    notes = [_say("matched", lang, found, found + len(missing), file)]
    if missing:
        notes.append(_say("missing", lang, ", ".join(missing)))
    others = _of_others(matching, instrument)
    for slug, headers in others.items():
        named = ", ".join(f"“{header}”" for header in headers)
        notes.append(_say("of-other", lang, slug, named, "+".join((instrument, *others))))
    of_others = {header for headers in others.values() for header in headers}
    unused = [one for one in matching.unmatched if one.place.header not in of_others]
    for one in _telling(unused):
        hint = _say("close", lang, ", ".join(one.close)) if one.close else ""
        notes.append(_say("unmatched", lang, one.place.header or "?", hint))
    if len(unused) > MOST_COLUMNS:
        notes.append(_say("more-unmatched", lang, len(unused) - MOST_COLUMNS))
    lines = _lines_for_a_map(unused)
    return (*notes, _say("to-paste", lang), "", *lines, "") if lines else tuple(notes)


def _of_others(matching: Matching, instrument: str) -> dict[str, list[str]]:
    """The headers of questions in shipped instruments that could have been asked for too, by instrument."""
    headers = [one.place.header for one in matching.unmatched]
    asked = {*matching.missing, *(match.item for match in matching.matches)}
    found: dict[str, list[str]] = {}
    for slug in instrument_slugs() if headers else ():
        other = shipped_instrument(slug)
        if slug not in instrument.split("+") and asked.isdisjoint(item.id for item in other.items):
            named = Wordings(other).named
            found[slug] = [header for header in headers if named(header).items]
    return {slug: named_there for slug, named_there in found.items() if named_there}


def _lines_for_a_map(unmatched: Sequence[Unmatched]) -> list[str]:
    """A [columns] block that gives each column to the question it comes closest to, a question once."""
    closest: dict[str, str] = {}
    for one in unmatched:
        item = next((item for item in one.close if item not in closest), None)
        if item and one.place.header not in closest.values():
            closest[item] = one.place.header
    lines = [f'{json.dumps(header, ensure_ascii=False)} = "{item}"' for item, header in closest.items()]
    return ["[columns]", *lines] if lines else []


def _telling(unmatched: Sequence[Unmatched]) -> list[Unmatched]:
    """The columns worth naming: first those that look like a question, and no more than a person reads."""
    return sorted(unmatched, key=lambda one: not one.close)[:MOST_COLUMNS]


def _say(key: str, lang: str, *values: object) -> str:
    return WORDS[key][lang].format(*values)
