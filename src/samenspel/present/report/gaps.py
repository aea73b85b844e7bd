"""What this report cannot say: who was not heard, what was not asked, what stays hidden and why."""

from typing import Any

from samenspel.present.charts.apart import absent
from samenspel.present.charts.parts import misses_challenge
from samenspel.present.report.method import left_out, missing_items, remarks_left_out, who_answered
from samenspel.present.words import answers, say
from samenspel.reading.release import Release

Content = dict[str, Any]
MOST_UNSURE = 5
SHARE_UNSURE = 0.1
"""A question is named when at least this share of the people who answered left it open."""


def gaps_page(release: Release, lang: str) -> Content:
    """Headings with paragraphs and lists, only those that are there, and what to talk about because of them."""
    parts: tuple[tuple[str, list[str], list[str]], ...] = (
        ("who", _who(release, lang), []),
        ("asked", _not_asked(release, lang), []),
        ("shown", _not_shown(release, lang), []),
        ("unsure", [say("gaps-unsure-lead", lang)], _unsure(release, lang)),
        ("why", [say("gaps-why-text", lang)], []),
    )
    return {
        "key": "gaps",
        "heading": say("gaps-heading", lang),
        "lead": say("gaps-lead", lang),
        "parts": [
            {"heading": say(f"gaps-{name}", lang), "text": [line for line in text if line], "rows": rows}
            for name, text, rows in parts
            if rows or (name != "unsure" and any(text))
        ],
        "questions": [say("gaps-ask-who", lang), say("gaps-ask-what", lang)],
    }


def _who(release: Release, lang: str) -> list[str]:
    missed = release.invited is None or release.invited > release.people
    named = say(f"gaps-who-{release.policy.visibility}", lang) if missed and release.parties else ""
    return [" ".join(part for part in (who_answered(release, lang), named) if part)]


def _not_asked(release: Release, lang: str) -> list[str]:
    challenge = say("flower-challenge-not-asked", lang) if misses_challenge(release) else ""
    return [missing_items(release, lang), challenge]


def _not_shown(release: Release, lang: str) -> list[str]:
    few = any(one.mean is None for one in release.ratings.values()) and release.policy.visibility == "totals"
    least = say("gaps-least", lang, least=release.policy.k + 1) if few else ""
    items = " ".join(part for part in (least, left_out(release, lang)) if part)
    return [items, _choices(release, lang), absent(release, lang), remarks_left_out(release, lang)]


def _choices(release: Release, lang: str) -> str:
    """Which choices and lists to tick show no numbers; empty where all do."""
    hidden = [item for item, one in release.choices.items() if one.counts is None and one.n]
    hidden += [item for item, one in release.multiples.items() if one.ticked is None and one.n]
    names = [release.instrument.item(item).short[lang] for item in hidden]
    return say("gaps-choices", lang, names="; ".join(names)) if names else ""


def _unsure(release: Release, lang: str) -> list[str]:
    """The questions that most people left open, at most five; only where the number of answers may be seen."""
    n = {item: one.n for item, one in release.ratings.items() if one.mean}
    n |= {item: one.n for item, one in release.choices.items() if one.detail != "none"}
    order = [item.id for item in release.instrument.items]
    found = [item for item in n if 0 < n[item] <= (1 - SHARE_UNSURE) * release.people]
    most = sorted(found, key=lambda item: (n[item], order.index(item)))[:MOST_UNSURE]
    return [
        say(
            "gaps-unsure-row",
            lang,
            name=release.instrument.item(item).short[lang],
            answers=answers(n[item], lang),
            n=release.people,
        )
        for item in most
    ]
