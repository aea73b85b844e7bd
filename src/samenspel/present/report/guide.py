"""The conversation guide as pages to hold in hand: what happens when, and the questions to read aloud."""

from typing import Any

from samenspel.diagnosis.programme import Part, Programme
from samenspel.present.result import Result
from samenspel.present.words import counted, say

Content = dict[str, Any]


def guide_pages(result: Result) -> Content | None:
    """The programme with a running clock from 0:00; None when there is none or every part was taken out."""
    programme, lang = result.programme, result.lang
    if programme is None or not programme.parts:
        return None
    return {
        "key": "guide",
        "heading": say("guide-heading", lang),
        "lead": say("guide-lead", lang),
        "parts": _parts(programme, lang),
        "total": _total(programme, lang),
    }


def _parts(programme: Programme, lang: str) -> list[Content]:
    made, at = [], 0
    for part in programme.parts:
        made.append(_part(part, at, lang))
        at += part.minutes
    return made


def _part(part: Part, at: int, lang: str) -> Content:
    return {
        "clock": f"{clock(at)}–{clock(at + part.minutes)}",
        "minutes": counted("guide-minutes", lang, part.minutes),
        "title": part.title,
        "text": part.text,
        "findings": list(part.findings),
        "questions": list(part.questions),
        "form": part.form,
        "how": list(part.how),
        "needs": say("guide-needs", lang, what=part.needs) if part.needs else "",
    }


def clock(minutes: int) -> str:
    """So many minutes after the start, as hours and minutes: "1:05"."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _total(programme: Programme, lang: str) -> str:
    said = say("guide-total", lang, minutes=programme.minutes, end=clock(programme.minutes))
    if programme.minutes == programme.asked:
        return said
    return f"{said} {say('guide-asked', lang, minutes=programme.asked)}"
