"""The conversation: its programme, what was agreed last time, and where it ends."""

from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.diagnosis.programme import Programme
from samenspel.present.report.agreements import by_when, came_of
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, fill, say_in
from samenspel.present.slides.masters import MARGIN
from samenspel.present.slides.native import Column, table
from samenspel.present.slides.paint import Run, card, words
from samenspel.present.slides.room import LEADING, SMALLEST, fitted, plain, tall
from samenspel.present.words import counted, say

_TOP, _LOW, _HEAD = 168.0, 462.0, 26.0
_INSET = 24.0
_EMPTY = 4


def programme_slide(deck: Deck, result: Result, programme: Programme) -> None:
    """The parts of the conversation with their minutes; how each goes stands in the notes."""
    lang = result.lang
    notes = [say("slides-notes-programme", lang)]
    for part in programme.parts:
        notes += [_timed(part.minutes, part.title, lang), part.text, *part.findings, *part.questions]
        notes += [f"{part.form}: {' '.join(part.how)}"] if part.form else []
    slide = deck.slide("table", say("slides-programme", lang), notes)
    fill(slide, 0, [[Run(say("slides-programme-minutes", lang, minutes=programme.minutes), 20)]])
    columns = [
        Column(say("slides-column-minutes", lang), 90),
        Column(say("slides-column-part", lang), 456),
        Column(say("slides-column-form", lang), 270),
    ]
    rows = [(str(part.minutes), part.title, part.form) for part in programme.parts]
    _table(slide, columns, rows, 132, say("slides-programme", lang), lang)


def _timed(minutes: int, title: str, lang: str) -> str:
    return f"{counted('guide-minutes', lang, minutes)} · {title}"


def before_slide(deck: Deck, result: Result, before: Outcome) -> None:
    """What was agreed about the round before, and what came of it."""
    lang = result.lang
    notes = [say("slides-notes-before", lang), before.leverage]
    notes += [" · ".join(part for part in (*_action(one, lang), came_of(one, lang)) if part) for one in before.actions]
    slide = deck.slide("table", say("slides-before", lang), notes)
    _leverage(slide, before, lang)
    columns = [
        Column(say("agreed-what", lang), 352),
        Column(say("agreed-who", lang), 190),
        Column(say("agreed-came", lang), 274),
    ]
    rows = [(one.what, one.who, came_of(one, lang)) for one in before.actions]
    if rows:
        _table(slide, columns, rows, _TOP, say("slides-before", lang), lang)


def closing_slide(deck: Deck, result: Result) -> None:
    """One point of leverage, and who does what by when: as agreed, or lines to fill."""
    lang, agreed = result.lang, result.agreed
    actions = agreed.actions if agreed else ()
    notes = [say("slides-notes-closing", lang), *([agreed.leverage] if agreed else [])]
    notes += [" · ".join(part for part in _action(one, lang) if part) for one in actions]
    slide = deck.slide("table", say("slides-closing", lang), notes)
    if agreed and plain(agreed.leverage):
        _leverage(slide, agreed, lang)
    else:
        say_in(slide, 0, say("slides-closing-leverage", lang), 864, 60, 22, "serif", "accent")
    columns = [
        Column(say("agreed-what", lang), 436),
        Column(say("agreed-who", lang), 210),
        Column(say("agreed-until", lang), 170),
    ]
    rows: list[tuple[str, ...]] = [_action(one, lang) for one in actions] or [("", "", "")] * _EMPTY
    _table(slide, columns, rows, _TOP, say("slides-closing", lang), lang)


def _leverage(slide: Any, outcome: Outcome, lang: str) -> None:
    text = outcome.leverage if plain(outcome.leverage) else say("slides-no-leverage", lang)
    say_in(slide, 0, text, 864, 60, 22, "serif", "accent")


def _action(one: Action, lang: str) -> tuple[str, str, str]:
    return one.what, one.who, by_when(one, lang)


def _table(
    slide: Any, columns: Sequence[Column], rows: Sequence[Sequence[str]], top: float, name: str, lang: str
) -> None:
    """As many rows as have room, in the largest letters that fit; how many more there are is said under it."""
    room = _LOW - top - _HEAD
    said = [[plain(text) for text in row] for row in rows]
    for size in (18, 17, 16, 15, SMALLEST):
        height = max(30.0, *(_height(row, columns, size) for row in said))
        if height * len(said) <= room:
            break
    kept = said[: max(1, int(room // height))]
    if len(kept) < len(said):
        kept = said[: max(1, int((room - 24) // height))]
        more = counted("slides-more-rows", lang, len(said) - len(kept))
        words(slide.shapes, (MARGIN, 480, 860, 18), [[Run(more, SMALLEST, "sans", "grey")]])
    height = min(max(height, 52.0 if any(any(row) for row in kept) else 60.0), room / len(kept))
    found = [
        [fitted(text, column.wide - 10, height - 6, size) for text, column in zip(row, columns, strict=True)]
        for row in kept
    ]
    size = min(fits for row in found for _, fits in row)
    shown = [[text for text, _ in row] for row in found]
    card(slide, (MARGIN, top - 8, 864, _HEAD + height * len(kept) + 24))
    table(slide.shapes, MARGIN + _INSET, top, columns, shown, height, size, name)


def _height(row: Sequence[str], columns: Sequence[Column], size: float) -> float:
    """How high a row stands; a text never gets more lines than three."""
    longest = (tall(text, size, column.wide - 10) for text, column in zip(row, columns, strict=True))
    return min(max(longest), 3 * size * LEADING) + 6
