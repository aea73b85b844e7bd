"""The method page: how many answered, what the numbers mean, what is left out and who can see the answers."""

import datetime
from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.present.report.groups import breakdown_left_out
from samenspel.present.words import counted, date_long, response, say
from samenspel.reading.disclosure import BANDS_FROM, POINTS_FROM, REMARKS_FROM
from samenspel.reading.release import Release
from samenspel.theory.instrument import Rating

Content = dict[str, Any]
MOST_NAMED = 8


def method_page(
    release: Release, findings: Sequence[Finding], date: datetime.date, lang: str, *, gaps: bool = True
) -> Content:
    """The method in plain words, as headings with paragraphs.

    gaps: also who did not answer and what is left out; False where another page says so.
    """
    rules = [*_agreed(release, lang), *(_left_out(release, lang) if gaps else [])]
    parts = (
        ("who", [who_answered(release, lang)] if gaps else []),
        ("numbers", [*_numbers(release, lang), *([say("method-sure", lang)] if findings else [])]),
        ("rules" if gaps else "agreed", rules),
        ("access", [say("method-access-who", lang)]),
        ("about", _about(release, findings, date, lang)),
    )
    return {
        "key": "method",
        "heading": say("method-heading", lang),
        "parts": [{"heading": say(f"method-{name}", lang), "text": text} for name, text in parts if text],
    }


def who_answered(release: Release, lang: str) -> str:
    """How many answered and how many did not, and whether everyone answered everything."""
    said = [response(release, lang)]
    if release.invited is None:
        said.append(say("method-who-unknown", lang))
    elif release.invited == release.people:
        said.append(say("method-who-all", lang))
    else:
        said.append(counted("method-who-missing", lang, release.invited - release.people))
    if any(one.n < release.people for one in release.ratings.values()):
        said.append(say("method-who-items", lang))
    return " ".join(said)


def _numbers(release: Release, lang: str) -> list[str]:
    means = [one.mean for one in release.ratings.values() if one.mean]
    if not means:
        return []
    said = [say("method-numbers-mean" + ("-people" if release.policy.visibility == "party" else ""), lang)]
    if any(mean.low < mean.high for mean in means):
        said.append(say("method-numbers-between" + ("-unknown" if release.invited is None else ""), lang))
    if any(mean.bound != "exact" for mean in means):
        said.append(say("method-numbers-bound", lang))
    if any(one.agreement for one in release.ratings.values()):
        words = {word: say(f"agreement-{word}", lang) for word in ("close", "mixed", "divided")}
        told = (
            say("method-word-means", lang, word=said_as, means=say(f"agreement-{word}-means", lang))
            for word, said_as in words.items()
        )
        said.append(
            f"{say('method-numbers-words', lang, **words)} {'; '.join(told)}.".replace(
                words["close"] + ":", words["close"].capitalize() + ":"
            )
        )
    return said


def _agreed(release: Release, lang: str) -> list[str]:
    if release.policy.visibility == "party":
        return [say("method-rules-party", lang)]
    values = {"least": release.policy.k + 1, "bands": BANDS_FROM, "points": POINTS_FROM}
    return [say("method-rules-totals", lang), say("method-rules-least", lang, **values)]


def _left_out(release: Release, lang: str) -> list[str]:
    told = [left_out(release, lang), breakdown_left_out(release, lang)]
    asked = [missing_items(release, lang), remarks_left_out(release, lang)]
    said = (" ".join(part for part in some if part) for some in (told, asked))
    return [paragraph for paragraph in said if paragraph]


def left_out(release: Release, lang: str) -> str:
    """Which statements are left out, or show only a mean, by the rules of a round in totals; empty in any other."""
    if release.policy.visibility == "party":
        return ""
    name = {item.id: item.short[lang] for item in release.instrument.items}
    hidden = [name[one.item] for one in release.ratings.values() if one.mean is None]
    alike = [name[one.item] for one in release.ratings.values() if one.alike]
    said = [
        _named(f"method-rules-{key}", names, lang) for key, names in (("hidden", hidden), ("alike", alike)) if names
    ]
    whole = bool(release.ratings) and not release.missing
    return say("method-rules-none-hidden", lang) if whole and not said else " ".join(said)


def missing_items(release: Release, lang: str) -> str:
    """Which statements and other questions of the form were not in the file; empty where all were."""
    items = [release.instrument.item(item) for item in release.missing]
    rated = [item.short[lang] for item in items if isinstance(item.kind, Rating)]
    other = [item.short[lang] for item in items if not isinstance(item.kind, Rating)]
    said = []
    if rated:
        total = len(release.ratings) + len(rated)
        said.append(counted("method-missing", lang, len(rated), total=total, names=_some(rated, lang)))
    if other:
        said.append(say("method-missing-questions", lang, names=_some(other, lang)))
    return " ".join(said)


def _some(names: Sequence[str], lang: str) -> str:
    """At most MOST_NAMED names, and how many more there are."""
    named = "; ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{named} {say('method-and-more', lang, n=more)}" if more > 0 else named


def _named(key: str, names: Sequence[str], lang: str) -> str:
    """How many, and which as long as it stays a sentence."""
    if len(names) > MOST_NAMED:
        return say(f"{key}-count", lang, n=len(names))
    return counted(key, lang, len(names), names="; ".join(names))


def remarks_left_out(release: Release, lang: str) -> str:
    """How many remarks are shown and how many are not, and why; empty without any."""
    shown, held = len(release.remarks), release.remarks_held
    said = [counted("method-remarks-shown", lang, shown)] if shown else []
    if held:
        said.append(counted("method-remarks-held", lang, held))
        key = "totals" if release.policy.visibility == "totals" else "party"
        said.append(say(f"method-remarks-why-{key}", lang, least=REMARKS_FROM))
    return " ".join(said)


def _natural(source: str) -> tuple[str, int, str]:
    """What sorts C-2 before C-11."""
    letters, _, number = source.partition("-")
    return letters, int(number) if number.isdecimal() else 0, source


def _about(release: Release, findings: Sequence[Finding], date: datetime.date, lang: str) -> list[str]:
    one = release.instrument
    values = {"name": one.name[lang], "version": one.version, "digest": one.digest[:12]}
    said = [say("method-about-instrument", lang, date=date_long(date, lang), **values)]
    found = {*one.sources, *(source for found in findings for source in found.pattern.sources)}
    sources = sorted(found, key=_natural)
    if sources:
        said.append(say("method-about-sources", lang, sources=", ".join(sources)))
    return [" ".join(said)]
