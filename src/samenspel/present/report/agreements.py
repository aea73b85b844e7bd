"""What was agreed: last time, with what came of it, and in the conversation about this round."""

from typing import Any

from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.present.result import Result
from samenspel.present.words import date_long, say

Content = dict[str, Any]
_WIDTHS = {"what": 1.6, "who": 1.2, "until": 0.9, "came": 1.7}


def agreements_page(result: Result) -> Content:
    """Both outcomes, as far as they are there; where nothing was agreed about this round yet, room to write it down."""
    lang = result.lang
    before, now = given(result.before), given(result.agreed)
    return {
        "key": "agreements",
        "heading": say("agreed-heading", lang),
        "before": _told(before, "before", lang) if before else None,
        "now": _told(now, "now", lang) if now else None,
        "still": say("agreed-still", lang),
        "labels": [say(f"agreed-{name}", lang) for name in ("what", "who", "until")],
    }


def given(outcome: Outcome | None) -> Outcome | None:
    """The outcome, unless nobody wrote anything in it."""
    return outcome if outcome and (outcome.leverage.strip() or outcome.actions) else None


def _told(outcome: Outcome, when: str, lang: str) -> Content:
    names = ["what", "who", "until", *(["came"] if when == "before" else [])]
    rows = [[_cell(action, name, lang) for name in names] for action in outcome.actions]
    kept = [place for place, name in enumerate(names) if name in ("what", "came") or any(row[place] for row in rows)]
    return {
        "heading": say(f"agreed-{when}", lang),
        "meta": _meta(outcome, lang),
        "leverage": outcome.leverage.strip(),
        "headings": [say(f"agreed-{names[place]}", lang) for place in kept],
        "widths": [_WIDTHS[names[place]] for place in kept],
        "rows": [[row[place] for place in kept] for row in rows],
    }


def _meta(outcome: Outcome, lang: str) -> str:
    if outcome.held_on is None:
        return say("agreed-about", lang, round=outcome.round)
    return say("agreed-about-on", lang, round=outcome.round, date=date_long(outcome.held_on, lang))


def _cell(action: Action, name: str, lang: str) -> str:
    match name:
        case "what":
            return action.what
        case "who":
            return action.who
        case "until":
            return by_when(action, lang)
    return came_of(action, lang)


def by_when(action: Action, lang: str) -> str:
    """The day by which it would be done; empty where none was agreed."""
    return date_long(action.until, lang) if action.until else ""


def came_of(action: Action, lang: str) -> str:
    """How it went with an action, and what came of it where somebody wrote that: "Gedaan. Hangt in de hal."."""
    state = say(f"agreed-{action.state}", lang)
    return f"{state}. {action.came_of_it}" if action.came_of_it.strip() else state
