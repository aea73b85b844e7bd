"""What stands out: what goes well, what asks for talk, and one slide for each question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Pt

from samenspel.diagnosis.finding import Finding
from samenspel.present.report.found import card as in_words
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, drop, fill, say_in
from samenspel.present.slides.masters import ASKED, CARD, MARGIN, MOST_CARDS, SEEN, WHY
from samenspel.present.slides.paint import Run, bar, card, decorative, words
from samenspel.present.slides.room import SMALLEST, fitted, size_for, tall
from samenspel.present.words import counted, say
from samenspel.reading.release import Release

_GAP, _TALLEST = 12.0, 182.0


def of_kind(findings: Sequence[Finding], kind: str) -> list[Finding]:
    """The findings that are strengths, or those that are risks, in their order."""
    return [one for one in findings if one.pattern.kind == kind]


def none_slide(deck: Deck, result: Result) -> None:
    """That nothing stands out, and what that may mean."""
    lang = result.lang
    slide = deck.slide("cards", say("found-heading", lang), [say("slides-notes-flower-ask", lang)])
    _only(slide, say("found-none", lang))


def cards_slide(deck: Deck, result: Result, kind: str) -> None:
    """Names and observations of the strengths or of the risks, each a card; or that there are none."""
    lang, found = result.lang, of_kind(result.findings, kind)
    name = "strengths" if kind == "strength" else "risks"
    notes = [say(f"slides-notes-{name}", lang)]
    for one in found:
        notes += [f"{one.name[lang]}: {one.told(lang)}", *_questions(one, lang)]
    slide = deck.slide("cards", say(f"slides-{name}", lang), notes)
    shown = found[:MOST_CARDS]
    if not shown:
        _only(slide, say(f"found-no-{name}", lang))
        return
    _cards(slide, [(one.name[lang], one.told(lang), _colour(result.release, one, lang)) for one in shown])
    drop(slide, *range(len(shown), MOST_CARDS))
    more = len(found) - len(shown)
    if more:
        words(
            slide.shapes, (MARGIN, 476, 700, 20), [[Run(counted("slides-more-found", lang, more), 14, "sans", "grey")]]
        )


def _cards(slide: Any, said: Sequence[tuple[str, str, str]]) -> None:
    many = len(said)
    height = min(_TALLEST, (376 - _GAP * (many - 1)) / many)
    room = CARD[2] - 60
    names = min(fitted(name, room, 34, 28 if many < 3 else 22, "heading")[1] for name, *_ in said)
    inside = height - 16
    for_texts = [size_for([text], room, inside - 4 - names * 1.2, 24) or SMALLEST for _, text, _ in said]
    for place, (name, text, colour) in enumerate(said):
        top = CARD[1] + place * (height + _GAP)
        card(slide, (MARGIN, top, CARD[2], height))
        decorative(bar(slide.shapes, (MARGIN + 12, top + 12, 6, height - 24), colour))
        short, _ = fitted(name, room, names * 1.25, names, "heading")
        told, size = fitted(text, room, inside - 4 - names * 1.2, min(for_texts))
        made = fill(slide, place, [[Run(short, names, "heading")], [Run(told, size)]], after=4, name=short)
        made.left, made.top, made.width, made.height = map(Pt, (MARGIN + 36, top + 8, room, inside))


def _only(slide: Any, text: str) -> None:
    """One text in large letters where there is nothing to show as cards."""
    room = CARD[2] - 96
    said, size = fitted(text, room, CARD[3] - 48, 28, "serif")
    card(slide, CARD)
    made = fill(slide, 0, [[Run(said, size, "serif")]])
    made.left, made.top, made.width, made.height = map(Pt, (MARGIN + 48, CARD[1] + 24, room, CARD[3] - 48))
    drop(slide, 1, 2, 3)


def question_slide(deck: Deck, result: Result, one: Finding) -> None:
    """One finding: what is seen, its first question large, and the evidence in grey."""
    lang = result.lang
    told = in_words(result.release, one, lang)
    questions = _questions(one, lang)
    notes = [say("slides-notes-question", lang), *questions]
    notes += [f"{say('found-maybe', lang)} {one.maybe[lang]}", f"{say('slides-evidence', lang)} {told['evidence']}"]
    slide = deck.slide("question", one.name[lang], notes)
    decorative(bar(slide.shapes, (62, 116, 6, 348), told["colour"]))
    say_in(slide, 0, one.told(lang), SEEN[2], SEEN[3], 22)
    say_in(
        slide,
        1,
        questions[0] if questions else say("report-talk-recognise", lang),
        ASKED[2],
        ASKED[3],
        36,
        "serif",
        "accent",
    )
    said, size = _evidence(_pieces(result.release, one, lang), lang)
    fill(slide, 2, [[Run(said, size, "sans", "grey")]])


def _pieces(release: Release, one: Finding, lang: str) -> list[str]:
    """The evidence line by line, and how sure it is."""
    lines = (in_words(release, replace(one, evidence=(line,)), lang)["evidence"] for line in one.evidence)
    return [
        *(line.rpartition(" · ")[0] for line in lines),
        in_words(release, one, lang)["evidence"].rpartition(" · ")[2],
    ]


def _evidence(parts: Sequence[str], lang: str) -> tuple[str, int]:
    """As much of the evidence as fits, in whole pieces; the last, how sure it is, is always there."""
    for kept in range(len(parts) - 1, -1, -1):
        left = len(parts) - 1 - kept
        shown = [*parts[:kept], *([say("method-and-more", lang, n=left)] if left else []), parts[-1]]
        text = " · ".join(shown)
        if tall(text, SMALLEST, WHY[2]) <= WHY[3]:
            return fitted(text, WHY[2], WHY[3], 16)
    return fitted(parts[-1], WHY[2], WHY[3], 16)


def _questions(one: Finding, lang: str) -> list[str]:
    return [question[lang] for question in one.questions]


def _colour(release: Release, one: Finding, lang: str) -> str:
    return str(in_words(release, one, lang)["colour"])
