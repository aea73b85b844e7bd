"""The flower as grouped freeforms, with the connection to the challenge beside it; and how to read a petal."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from samenspel.present.charts.flower import alternative, sentence
from samenspel.present.charts.labels import Circle, placed
from samenspel.present.charts.parts import Group, Part, beside, petal_groups, scale_colours, scale_groups
from samenspel.present.charts.petals import BUD, Curve, Point, angles, half_width, length, outline, turned
from samenspel.present.charts.told import mean_of, range_of
from samenspel.present.palette import CONDITIONS, PAPER
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, say_in
from samenspel.present.slides.masters import BESIDE, FLOWER, Box
from samenspel.present.slides.paint import Run, bar, card, decorative, shape, told, words
from samenspel.present.slides.room import SMALLEST, Face, fitted
from samenspel.present.slides.room import wide as text_width
from samenspel.present.words import answers, counted, interval_in_words, mean_in_words, response, say
from samenspel.reading.cells import Mean
from samenspel.reading.release import Release

_LARGEST, _STEP = 156.0, 4.0
_NAMES = 16.0
_FOOT = 18.0
_WIDER = 1.25
"""Names are placed as if their letters were this much larger: those of an office are wider than those of the page."""
_CHALLENGE: Box = (572, 96, 340, 238)
_EDGE = 14.0
_LEAST_BESIDE = 80.0
"""What names beside the ring have at least."""


def flower_slide(deck: Deck, result: Result) -> None:
    """The flower, its sentence and the connection to the challenge."""
    release, lang = result.release, result.lang
    shown = all(group.scale.id in CONDITIONS["light"] for group in petal_groups(release))
    title = say("flower-title" if shown else "flower-title-scales", lang)
    notes = [say("slides-notes-flower", lang), sentence(release, lang), response(release, lang)]
    notes += [_spoken(group, lang) for group in scale_groups(release) if group.mean]
    slide = deck.slide("flower", title, [*notes, say("slides-notes-flower-ask", lang)])
    challenge = beside(release)
    height = BESIDE[3]
    if challenge is not None:
        card(slide, _CHALLENGE)
    place = say_in(slide, 0, sentence(release, lang), BESIDE[2], height if challenge else FLOWER[3], 20)
    if challenge is None:
        place.left, place.top, place.width, place.height = map(Pt, (BESIDE[0], FLOWER[1], BESIDE[2], FLOWER[3]))
        place.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    draw_flower(slide, release, lang)
    foot = (FLOWER[0] + _EDGE, FLOWER[1] + FLOWER[3] - _EDGE - _FOOT, FLOWER[2] - 2 * _EDGE, _FOOT)
    people = counted("response-people", lang, release.people)
    words(slide.shapes, foot, [[Run(people, SMALLEST, "sans", "grey")]], align="middle")
    if challenge is not None:
        _challenge(slide, challenge, CONDITIONS["light"]["CHA"], lang)


def _spoken(group: Group, lang: str) -> str:
    """A scale in the notes: its mean, how far that may be off, and the number of answers."""
    assert group.mean is not None
    rest = [part for part in (interval_in_words(group.mean, lang), answers(group.n, lang)) if part]
    return f"{group.scale.name[lang]}: {mean_of(group, lang)} ({', '.join(rest)})"


def draw_flower(slide: Any, release: Release, lang: str) -> None:
    """The flower with its names as one group; its text alternative holds every mean."""
    groups, found = petal_groups(release), scale_colours(release)
    turns = angles(groups)
    circle = _circle(groups, turns, lang)
    radius, middle = circle.radius, (FLOWER[0] + _EDGE + circle.x, FLOWER[1] + circle.y)
    whole = slide.shapes.add_group_shape()
    for reach in (radius * (BUD + (1 - BUD) / 2), radius):
        ring = bar(whole.shapes, (middle[0] - reach, middle[1] - reach, 2 * reach, 2 * reach), "", edge="hair")
        ring.name = say("slides-ring", lang)
    edge = outline(half_width(groups) * radius, radius)
    for group, along in zip(groups, turns, strict=True):
        for part, angle in zip(group.parts, along, strict=True):
            pale_petal(whole.shapes, part.mean, edge, angle, middle, found[group.scale.id])
    for group, along in zip(groups, turns, strict=True):
        one = whole.shapes.add_group_shape()
        told(one, group.scale.short[lang], "")
        for part, angle in zip(group.parts, along, strict=True):
            _filled(one.shapes, part, edge, angle, middle, found[group.scale.id], radius)
        if not len(one.shapes):
            one._element.getparent().remove(one._element)
    heart = radius * 0.052
    bar(whole.shapes, (middle[0] - heart, middle[1] - heart, 2 * heart, 2 * heart), PAPER["light"].ink)
    _names(whole.shapes, groups, turns, circle, lang)
    told(whole, say("slides-flower", lang), alternative(release, lang))


def _circle(groups: tuple[Group, ...], turns: Sequence[Sequence[float]], lang: str) -> Circle:
    """The largest ring that leaves room for its names, in the middle of the card."""
    wide, radius = FLOWER[2] - 2 * _EDGE, _LARGEST
    while True:
        ring = Circle(wide / 2, 0, radius, wide, _NAMES * _WIDER)
        names = placed(groups, turns, ring, lang, PAPER["light"])
        high = min([-radius, *(y - label.size for label, _, y in names)])
        low = max([radius, *(y - label.size + label.tall for label, _, y in names)])
        room = FLOWER[3] - 2 * _EDGE - _FOOT - (low - high)
        beside = wide / 2 - radius * 1.09
        if radius <= _LARGEST / 3 or (room >= 0 and beside >= _LEAST_BESIDE):
            return replace(ring, y=_EDGE + max(0.0, room / 2) - high)
        radius -= _STEP


def pale_petal(
    shapes: Any, mean: Mean | None, edge: tuple[Curve, ...], angle: float, middle: Point, colour: str
) -> None:
    """What is possible; a dashed outline where nothing may be shown."""
    curves = turned(edge, angle, 1, middle)
    if mean is None:
        shape(shapes, curves, middle, "", edge="dashed")
    else:
        shape(shapes, curves, middle, colour, opacity=0.13)


def _filled(
    shapes: Any, part: Part, edge: tuple[Curve, ...], angle: float, middle: Point, colour: str, radius: float
) -> None:
    if part.mean is None:
        return
    ends = [length(part, value) for value in (part.mean.high, part.mean.value, part.mean.low)]
    filled_petal(shapes, ends, edge, angle, middle, colour)
    if part.mean.bound != "exact":
        outward = part.mean.bound == "or more"
        at = radius * ends[1] * (0.86 if outward else 0.8)
        sign = turned(_arrow(at, 4.5, outward), angle, 1, middle)
        shape(shapes, sign, sign[-1].end, PAPER["light"].card)


def filled_petal(
    shapes: Any, ends: Sequence[float], edge: tuple[Curve, ...], angle: float, middle: Point, colour: str
) -> None:
    """What is there, with a soft end: the high end, the mean and the low end as shares of the length."""
    for share, opacity in zip(ends, (0.3, 0.6, 1.0), strict=True):
        shape(shapes, turned(edge, angle, share, middle), middle, colour, opacity=opacity)


def _straight(*points: Point) -> tuple[Curve, ...]:
    return tuple(Curve(point, point, point) for point in points)


def _arrow(at: float, size: float, outward: bool) -> tuple[Curve, ...]:
    """A small triangle on a petal that points up, at this distance from its foot."""
    tip = -size if outward else size
    return _straight((-size, -at - tip / 2), (size, -at - tip / 2), (0, -at + tip / 2))


def _names(
    shapes: Any,
    groups: tuple[Group, ...],
    turns: Sequence[Sequence[float]],
    circle: Circle,
    lang: str,
) -> None:
    """The name and mean of every scale around the ring, as words."""
    colours = {PAPER["light"].ink: "ink", PAPER["light"].grey: "grey"}
    for label, x, y in placed(groups, turns, circle, lang, PAPER["light"]):
        size = max(14.0, round(label.size / _WIDER))
        wider = (sum(text_width(said, size, _face(weight)) for said, _, weight in line) for line in label.runs)
        wide, tall = max(label.wide, *wider), 1.25 * label.size
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[label.side]
        paragraphs = [
            [Run(said, size, _face(weight), colours[ink]) for said, ink, weight in line] for line in label.runs
        ]
        align = {"start": "left", "middle": "middle", "end": "right"}[label.side]
        box = (FLOWER[0] + _EDGE + left, FLOWER[1] + y - label.size, wide, tall * len(label.runs))
        words(shapes, box, paragraphs, align=align, name=label.scale, wrap=False)


def _face(weight: int) -> Face:
    return "bold" if weight > 400 else "sans"


def _challenge(slide: Any, group: Group, colour: str, lang: str) -> None:
    """The connection to the challenge: its name, its mean and a bar for every item."""
    left, top, wide, tall = _CHALLENGE[0] + 16, _CHALLENGE[1] + 12, _CHALLENGE[2] - 32, _CHALLENGE[3] - 24
    whole = slide.shapes.add_group_shape()
    name, size = fitted(group.scale.name[lang], wide, 44, 18, "bold")
    words(whole.shapes, (left, top, wide, 44), [[Run(name, size, "bold")], _mean(group, lang)])
    parts = group.parts[:3]
    start = top + 46
    row = (tall - 46) / max(1, len(parts))
    for place, part in enumerate(parts):
        y = start + row * place + row - 54
        said = say("table-not-shown", lang) if part.mean is None else mean_in_words(part.mean, lang)
        room = wide - text_width(said, 14, "bold") - 10
        short, _ = fitted(part.item.short[lang], room, 36, 14)
        words(whole.shapes, (left, y, room, 36), [[Run(short, 14)]], anchor="bottom")
        words(
            whole.shapes, (left + room, y, wide - room, 36), [[Run(said, 14, "bold")]], align="right", anchor="bottom"
        )
        _soft_bar(whole.shapes, part, (left, y + 39, wide, 10), colour)
    means = "; ".join(
        f"{part.item.short[lang]} {mean_in_words(part.mean, lang) if part.mean else say('table-not-shown', lang)}"
        for part in group.parts
    )
    told(whole, group.scale.name[lang], f"{group.scale.name[lang]}: {means}.")


def _mean(group: Group, lang: str) -> list[Run]:
    if group.mean is None:
        return [Run(say("table-not-shown", lang), 16, "sans", "grey")]
    return [Run(mean_in_words(group.mean, lang), 16, "bold"), Run(f" {range_of(group, lang)}", 16, "sans", "grey")]


def _soft_bar(shapes: Any, part: Part, box: Box, colour: str) -> None:
    left, top, wide, tall = box
    if part.mean is None:
        bar(shapes, box, "", edge="dashed")
        return
    bar(shapes, box, colour, opacity=0.13)
    for value, opacity in ((part.mean.high, 0.3), (part.mean.value, 0.6), (part.mean.low, 1.0)):
        bar(shapes, (left, top, tall + (wide - tall) * part.place(value), tall), colour, opacity=opacity)


def how_to_read(slide: Any, release: Release, box: Box, lang: str) -> None:
    """Petals beside words that say how to read them: each kind that the flower has."""
    means = [part.mean for group in (*petal_groups(release), *filter(None, [beside(release)])) for part in group.parts]
    kinds = {
        "filled": any(means),
        "soft": any(mean and mean.low < mean.high for mean in means),
        "bound": any(mean and mean.bound != "exact" for mean in means),
        "hidden": any(mean is None for mean in means),
    }
    there = [kind for kind, is_there in kinds.items() if is_there]
    left, top, wide, tall = box
    row = min(110.0, tall / len(there))
    top += (tall - row * len(there)) / 2
    long, grey = 190.0, PAPER["light"].grey
    edge = outline(long * 0.17, long)
    for place, kind in enumerate(there):
        y = top + row * (place + 0.5)
        whole = slide.shapes.add_group_shape()
        foot = (left, y)
        mean = None if kind == "hidden" else Mean(0, "exact", 0, 0)
        pale_petal(whole.shapes, mean, edge, 90, foot, grey)
        if kind != "hidden":
            ends = (0.82, 0.7, 0.58) if kind == "soft" else (0.7, 0.7, 0.7)
            filled_petal(whole.shapes, ends, edge, 90, foot, grey)
        if kind == "bound":
            sign = turned(_arrow(long * 0.6, 6, outward=True), 90, 1, foot)
            shape(whole.shapes, sign, sign[-1].end, PAPER["light"].card)
        decorative(whole)
        said, size = fitted(say(f"slides-read-{kind}", lang), wide - long - 24, row - 10, 18)
        words(
            slide.shapes, (left + long + 24, y - row / 2, wide - long - 24, row), [[Run(said, size)]], anchor="middle"
        )
