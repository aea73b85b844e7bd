"""One page for executives: the picture, up to three things that go well and that ask attention, and the question."""

import datetime
from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.present.report.content import cover, frame
from samenspel.present.report.found import card
from samenspel.present.words import date_long, say, shortened
from samenspel.reading.release import Release

Content = dict[str, Any]
MOST = 3
_ROOM = {"name": 80, "see": 260, "question": 140}


def one_page_content(
    release: Release, findings: Sequence[Finding], *, title: str, lang: str, date: datetime.date
) -> Content:
    """Everything that the one page says; texts are shortened to what one page can hold."""
    strengths, risks = ([one for one in findings if one.pattern.kind == kind] for kind in ("strength", "risk"))
    first = next(iter([*risks, *strengths]), None)
    ask = first.questions[0][lang] if first and first.questions else say("report-talk-recognise", lang)
    return {
        **frame(release, title, lang, date),
        "eyebrow": say("one-page-eyebrow", lang, date=date_long(date, lang)),
        "cover": cover(release, lang, "huge"),
        "found": [
            _part(release, "well", strengths[:MOST], lang),
            _part(release, "attention", risks[:MOST], lang),
        ],
        "asked": [
            say("one-page-asked-talk", lang, question=shortened(ask, _ROOM["question"])),
            say("one-page-asked-home", lang),
        ],
    }


def _part(release: Release, name: str, findings: Sequence[Finding], lang: str) -> Content:
    return {
        "heading": say(f"one-page-{name}", lang),
        "none": say(f"one-page-{name}-none", lang),
        "cards": [_short_card(release, one, lang) for one in findings],
    }


def _short_card(release: Release, finding: Finding, lang: str) -> Content:
    whole = card(release, finding, lang)
    question = whole["questions"][0] if whole["questions"] else ""
    texts = {"name": whole["name"], "see": whole["see"], "question": question}
    return {
        "colour": whole["colour"],
        "about": whole["about"],
        **{key: shortened(text, _ROOM[key]) for key, text in texts.items()},
    }
