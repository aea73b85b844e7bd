"""One page for executives: the picture, up to three things that go well and that ask attention, and what to do."""

from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.present.comparison import compared
from samenspel.present.report.agreements import given
from samenspel.present.report.content import cover, frame
from samenspel.present.report.found import card
from samenspel.present.result import Result
from samenspel.present.words import counted, date_long, listed, say, shortened
from samenspel.reading.release import Release

Content = dict[str, Any]
MOST = 3
_ROOM = {"name": 80, "see": 260, "question": 140, "leverage": 160, "action": 110, "who": 40}


def one_page_content(result: Result) -> Content:
    """Everything that the one page says; texts are shortened to what one page can hold."""
    release, findings, lang = result.release, result.findings, result.lang
    strengths, risks = ([one for one in findings if one.pattern.kind == kind] for kind in ("strength", "risk"))
    agreed = given(result.agreed)
    return {
        **frame(result),
        "eyebrow": say("one-page-eyebrow", lang, date=date_long(result.date, lang)),
        "cover": {**cover(release, lang, "huge"), "since": _since(result)},
        "found": [
            _part(release, "well", strengths, lang),
            _part(release, "attention", risks, lang),
        ],
        "asked": _agreed(agreed, lang) if agreed else _asked([*risks, *strengths], lang),
    }


def _since(result: Result) -> str:
    """What certainly rose or fell since the round before, in one line; empty where nothing did."""
    found, lang = compared(result), result.lang
    if found is None:
        return ""
    last = len(found.moments) - 2
    rows = [row for row in found.rows if row.whole and row.before == last]
    moved = {way: [row.name for row in rows if row.moved == way] for way in ("up", "down")}
    told = [say(f"comparison-{way}", lang, names=listed(names, lang)) for way, names in moved.items() if names]
    if not told:
        return ""
    title, date = found.moments[last]
    since = say("comparison-since", lang, title=shortened(" ".join(title.split()), 60), date=date_long(date, lang))
    return " ".join([since, *told])


def _asked(findings: Sequence[Finding], lang: str) -> Content:
    """The first question of the first thing that asks attention, to bring along; and what is possible at home."""
    asked = next((one.questions[0][lang] for one in findings[:1] if one.questions), "")
    question = shortened(asked or say("report-talk-recognise", lang), _ROOM["question"])
    return {
        "heading": say("one-page-asked", lang),
        "lines": [say("one-page-asked-talk", lang, question=question), say("one-page-asked-home", lang)],
    }


def _agreed(agreed: Outcome, lang: str) -> Content:
    """The point of leverage and the first actions; and what is possible at home."""
    leverage = shortened(" ".join(agreed.leverage.split()), _ROOM["leverage"])
    point = [say("one-page-leverage", lang, leverage=leverage)] if leverage else []
    actions = [_action(action, lang) for action in agreed.actions[:MOST]]
    return {
        "heading": say("one-page-agreed", lang),
        "lines": [*point, *actions, say("one-page-asked-home", lang)],
    }


def _action(action: Action, lang: str) -> str:
    until = say("one-page-until", lang, date=date_long(action.until, lang)) if action.until else ""
    who = shortened(" ".join(action.who.split()), _ROOM["who"])
    what = shortened(" ".join(action.what.split()), _ROOM["action"])
    return " · ".join(part for part in (what, who, until) if part)


def _part(release: Release, name: str, findings: Sequence[Finding], lang: str) -> Content:
    return {
        "heading": say(f"one-page-{name}", lang),
        "none": say(f"one-page-{name}-none", lang),
        "cards": [_short_card(release, one, lang) for one in findings[:MOST]],
        "more": [_more(len(findings) - shown, lang) for shown in range(MOST + 1)],
    }


def _more(left: int, lang: str) -> str:
    """How many more stand in the report, in words; empty for none."""
    return counted("slides-more-found", lang, left) if left > 0 else ""


def _short_card(release: Release, finding: Finding, lang: str) -> Content:
    whole = card(release, finding, lang)
    question = whole["questions"][0] if whole["questions"] else ""
    texts = {"name": whole["name"], "see": whole["see"], "question": question}
    return {
        "colour": whole["colour"],
        "about": whole["about"],
        **{key: shortened(text, _ROOM[key]) for key, text in texts.items()},
    }
