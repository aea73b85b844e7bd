"""How the deck opens: what this is about, and how to look at it."""

import math
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from samenspel.present.charts.parts import petal_groups
from samenspel.present.charts.petals import Curve
from samenspel.present.palette import CONDITIONS
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, drop, fill
from samenspel.present.slides.flower import how_to_read
from samenspel.present.slides.masters import BESIDE, CARD, FLOWER
from samenspel.present.slides.paint import Run, card, decorative, shape
from samenspel.present.slides.room import size_for
from samenspel.present.words import date_long, response, say

_MIDDLE, _OUTER, _INNER = (780.0, 270.0), 128.0, 50.0


def title_slide(deck: Deck, result: Result) -> None:
    """Network and round, how many answered, and the day."""
    lang = result.lang
    slide = deck.slide("opening", result.title, [say("slides-notes-opening", lang)], size=44)
    said = [result.release.instrument.name[lang], response(result.release, lang), date_long(result.date, lang)]
    size = size_for(said, 560, 150, 20, gap=6) or 14
    colours = ("accent", "ink", "grey")
    fill(slide, 0, [[Run(text, size, "sans", ink)] for text, ink in zip(said, colours, strict=True)], after=6)
    _mark(slide)


def _mark(slide: Any) -> None:
    """The mark of Samenspel: a ring in the colours of the five conditions."""
    whole = slide.shapes.add_group_shape()
    for place, scale in enumerate(("AMB", "INT", "REL", "ORG", "PRO")):
        steps = [math.radians(72 * place - 36 + 72 * step / 24) for step in range(25)]
        points = [
            (_MIDDLE[0] + radius * math.sin(angle), _MIDDLE[1] - radius * math.cos(angle))
            for radius, along in ((_OUTER, steps), (_INNER, steps[::-1]))
            for angle in along
        ]
        shape(whole.shapes, [Curve(point, point, point) for point in points[1:]], points[0], CONDITIONS["light"][scale])
    decorative(whole)


def how_to_look(deck: Deck, result: Result) -> None:
    """Look first, talk it over later; what was promised about who sees what; and how to read a petal."""
    release, lang = result.release, result.lang
    shown = any(part.mean for group in petal_groups(release) for part in group.parts)
    said = [
        say("slides-look-first", lang),
        say("found-lead", lang),
        say(f"slides-promise-{release.policy.visibility}", lang),
    ]
    notes = [say("slides-notes-look", lang), say(f"method-rules-{release.policy.visibility}", lang)]
    if shown:
        slide = deck.slide("flower", say("slides-look", lang), notes)
        place = fill(slide, 0, [])
        room, height = BESIDE[2], FLOWER[3]
        _moved(place, BESIDE[0], room)
        how_to_read(slide, release, (FLOWER[0] + 28, FLOWER[1] + 16, FLOWER[2] - 56, FLOWER[3] - 32), lang)
    else:
        slide = deck.slide("cards", say("slides-look", lang), notes)
        place = fill(slide, 0, [])
        card(slide, CARD)
        room, height = CARD[2] - 96, CARD[3]
        _moved(place, CARD[0] + 48, room)
        drop(slide, 1, 2, 3)
    size = size_for(said, room, height, 24 if not shown else 20, gap=16) or 14
    fill(slide, 0, [[Run(text, size)] for text in said], after=16)


def _moved(place: Any, left: float, wide: float) -> None:
    place.left, place.top, place.width, place.height = map(Pt, (left, FLOWER[1], wide, FLOWER[3]))
    place.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
