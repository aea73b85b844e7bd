"""The flower: one petal per item, grouped by scale, with the connection to the challenge beside it.

Full-length pale petals show what is possible, the filled part what is there. The soft end runs from the low to the
high end of the interval. A petal that may not be shown is a dashed outline, and a mean that is coded near an end
carries an arrow, so that nothing depends on colour.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

from samenspel.present.charts import svg
from samenspel.present.charts.bars import challenge_bars, soft_bar
from samenspel.present.charts.labels import Circle, labels
from samenspel.present.charts.parts import Group, Part, beside, petal_groups, scale_colours
from samenspel.present.charts.svg import tag
from samenspel.present.charts.told import Table, alternative, sentence, table
from samenspel.present.palette import CONDITIONS, PAPER, Paper, Theme
from samenspel.present.words import say
from samenspel.reading.release import Release

__all__ = ["Size", "Table", "alternative", "flower", "sentence", "table"]

Size = Literal["tiny", "normal", "huge"]
GAP = 0.9
"""The space between two groups, in petals."""
BUD = 0.15
"""Where the range begins, as a share of the radius: the lowest mean is still a small bud."""


@dataclass(frozen=True)
class _Sheet:
    """Where things are: the sheet, the middle and radius of the flower, the size of words and where they end.

    bars: left, top and width of the bars beside the flower; a top of nought puts them under it. A height of nought
    follows from what is drawn.
    """

    width: float
    height: float
    x: float
    y: float
    radius: float
    words: float
    edge: float
    bars: tuple[float, float, float]


_SHEETS: dict[Size, _Sheet] = {
    "tiny": _Sheet(96, 96, 48, 43, 40, 0, 96, (14, 91, 68)),
    "normal": _Sheet(700, 0, 350, 292, 228, 18, 700, (30, 0, 640)),
    "huge": _Sheet(1600, 0, 540, 390, 262, 44, 1030, (1055, 130, 525)),
}


def flower(release: Release, lang: str, *, theme: Theme = "light", size: Size = "normal", ident: str = "flower") -> str:
    """The flower of a round as SVG text; the same release gives the same text.

    ident: what the ids of title and description start with; two flowers on one page need two. Without any scale in
    the release the picture is empty but for its text alternative.
    """
    groups, sheet, paper = petal_groups(release), _SHEETS[size], PAPER[theme]
    challenge = beside(release)
    if challenge is None:
        sheet = replace(sheet, x=sheet.width / 2, edge=sheet.width)
    found = scale_colours(release, theme)
    drawing = _Drawing(sheet, paper, lang)
    inside, down = [drawing.rings(groups), *drawing.petals(groups, found), drawing.heart()], sheet.height
    if sheet.words:
        circle = Circle(sheet.x, sheet.y, sheet.radius, sheet.edge, sheet.words)
        names, low = labels(groups, angles(groups), circle, lang, paper)
        inside, down = inside + names, low + sheet.words * 0.6
    if challenge is not None:
        bars, low = drawing.challenge(challenge, CONDITIONS[theme]["CHA"], down)
        inside, down = [*inside, bars], max(down, low)
    tall = sheet.height or down
    title = "flower-title" if all(group.scale.id in CONDITIONS[theme] for group in groups) else "flower-title-scales"
    return svg.picture(ident, sheet.width, tall, say(title, lang), alternative(release, lang), *filter(None, inside))


def angles(groups: tuple[Group, ...]) -> list[list[float]]:
    """The angle of every petal in degrees, clockwise from the top, where the middle of the first group stands."""
    if not groups:
        return []
    gap = GAP if len(groups) > 1 else 0.0
    step = 360 / sum(len(group.parts) + gap for group in groups)
    found, at = [], -step * (len(groups[0].parts) - 1) / 2
    for group in groups:
        found.append([at + step * place for place in range(len(group.parts))])
        at += step * (len(group.parts) + gap)
    return found


@dataclass(frozen=True)
class _Drawing:
    sheet: _Sheet
    paper: Paper
    lang: str

    def rings(self, groups: tuple[Group, ...]) -> str:
        """Hair lines at the middle and at the end of the range."""
        if not groups:
            return ""
        radii = (self.sheet.radius * (BUD + (1 - BUD) / 2), self.sheet.radius)
        circles = (
            tag("circle", cx=self.sheet.x, cy=self.sheet.y, r=radius, fill="none", stroke=self.paper.hairline)
            for radius in radii
        )
        return tag("g", *circles, stroke_width=self.sheet.radius / 160)

    def petals(self, groups: tuple[Group, ...], found: dict[str, str]) -> list[str]:
        """All pale petals first, so that none lies over a filled one."""
        turns = angles(groups)
        step = 360 / max(1.0, sum(len(group.parts) + GAP for group in groups)) if len(groups) > 1 else 360 / 8
        half = min(0.17, 0.57 * math.tan(math.radians(min(step, 60) / 2)) * 1.1) * self.sheet.radius
        outline = _outline(half, self.sheet.radius)
        pale, filled = [], []
        for group, along in zip(groups, turns, strict=True):
            colour = found[group.scale.id]
            for part, angle in zip(group.parts, along, strict=True):
                pale.append(self._pale(part, angle, outline, colour))
                filled.append(self._filled(part, angle, outline, colour))
        return [tag("g", *pale), tag("g", *(petal for petal in filled if petal))]

    def _pale(self, part: Part, angle: float, outline: str, colour: str) -> str:
        turn = self._turn(angle, 1)
        if part.mean is None:
            thin = self.sheet.radius / 130
            dashes = f"{svg.short(thin * 3)} {svg.short(thin * 3)}"
            return tag(
                "path",
                d=outline,
                transform=turn,
                fill="none",
                stroke=self.paper.grey,
                stroke_width=thin,
                stroke_dasharray=dashes,
            )
        return tag("path", d=outline, transform=turn, fill=colour, fill_opacity=0.13)

    def _filled(self, part: Part, angle: float, outline: str, colour: str) -> str:
        if part.mean is None:
            return ""
        ends = ((part.mean.high, 0.3), (part.mean.value, 0.6), (part.mean.low, 1.0))
        layers = [
            tag(
                "path",
                d=outline,
                transform=self._turn(angle, self._length(part, value)),
                fill=colour,
                fill_opacity=opacity,
            )
            for value, opacity in ends
        ]
        if part.mean.bound != "exact" and self.sheet.words:
            layers.append(self._arrow(part, angle, outward=part.mean.bound == "or more"))
        return tag("g", *layers)

    def _length(self, part: Part, value: float) -> float:
        return BUD + (1 - BUD) * part.place(value)

    def _turn(self, angle: float, scale: float) -> str:
        place = f"translate({svg.short(self.sheet.x)} {svg.short(self.sheet.y)}) rotate({svg.short(angle)})"
        return place if scale == 1 else f"{place} scale({scale:.4f})"

    def _arrow(self, part: Part, angle: float, *, outward: bool) -> str:
        assert part.mean is not None
        at = self.sheet.radius * self._length(part, part.mean.value) * (0.86 if outward else 0.8)
        sign = svg.arrow(at, 0, self.sheet.radius / 38, self.paper.card, outward=outward)
        return tag("g", sign, transform=self._turn(angle - 90, 1))

    def heart(self) -> str:
        """The middle, where all petals come together."""
        radius = self.sheet.radius * 0.052
        return tag(
            "circle",
            cx=self.sheet.x,
            cy=self.sheet.y,
            r=radius,
            fill=self.paper.ink,
            stroke=self.paper.card,
            stroke_width=radius / 2.6,
        )

    def challenge(self, group: Group, colour: str, down: float) -> tuple[str, float]:
        """The connection to the challenge, and how far down it reaches: bars, or one bar where words have no room."""
        left, top, wide = self.sheet.bars
        top = top or down + 2.6 * self.sheet.words
        if self.sheet.words:
            return challenge_bars(group, self.lang, left, top, wide, self.sheet.words, colour, self.paper)
        whole = Part(group.parts[0].item, group.n, group.mean, turned=False)
        return soft_bar(whole, left, top - 2, wide, 5, colour, self.paper), top


def _outline(half: float, length: float) -> str:
    """A petal that points up from the middle: straight from its foot, widest at four fifths, round at its tip."""
    wide, tip = svg.short(half), svg.short(-length)
    up = [svg.short(-length * share) for share in (0.3, 0.6, 0.81, 0.93)]
    foot, shoulder = svg.short(half * 0.32), svg.short(half * 0.62)
    return (
        f"M0 0C{foot} {up[0]} {wide} {up[1]} {wide} {up[2]}C{wide} {up[3]} {shoulder} {tip} 0 {tip}"
        f"C-{shoulder} {tip} -{wide} {up[3]} -{wide} {up[2]}C-{wide} {up[1]} -{foot} {up[0]} 0 0Z"
    )
