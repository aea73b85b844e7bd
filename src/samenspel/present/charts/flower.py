"""The flower: one petal per item, grouped by scale, with the connection to the challenge beside it.

Full-length pale petals show what is possible, the filled part what is there. The soft end runs from the low to the
high end of the interval. A petal that may not be shown is a dashed outline, and a mean that is coded near an end
carries an arrow, so that nothing depends on colour.
"""

from dataclasses import dataclass, replace
from typing import Literal

from samenspel.present.charts import svg
from samenspel.present.charts.bars import challenge_bars, soft_bar
from samenspel.present.charts.labels import Circle, labels
from samenspel.present.charts.parts import Group, Part, beside, petal_groups, scale_colours
from samenspel.present.charts.petals import BUD, Curve, angles, half_width, length, outline
from samenspel.present.charts.svg import tag
from samenspel.present.charts.told import Table, alternative, sentence, table
from samenspel.present.palette import CONDITIONS, PAPER, Paper, Theme
from samenspel.present.words import say
from samenspel.reading.release import Release

__all__ = ["Size", "Table", "alternative", "angles", "flower", "sentence", "table"]

Size = Literal["tiny", "normal", "huge", "stage", "half"]


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
    "stage": _Sheet(1180, 0, 440, 364, 262, 30, 880, (896, 186, 280)),
    "half": _Sheet(860, 0, 430, 312, 226, 28, 860, (8, 0, 844)),
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
        """All pale petals first, so that none lies over a filled one; of each a group that says its scale."""
        shape = _path(outline(half_width(groups) * self.sheet.radius, self.sheet.radius))
        pale, filled = [], []
        for group, along in zip(groups, angles(groups), strict=True):
            colour, there = found[group.scale.id], list(zip(group.parts, along, strict=True))
            petals = [self._filled(part, angle, shape, colour) for part, angle in there]
            pale.append(_of(group, *(self._pale(part, angle, shape, colour) for part, angle in there)))
            filled.append(_of(group, *(petal for petal in petals if petal)))
        return [tag("g", *pale), tag("g", *filled)]

    def _pale(self, part: Part, angle: float, shape: str, colour: str) -> str:
        turn = self._turn(angle, 1)
        if part.mean is None:
            thin = self.sheet.radius / 130
            dashes = f"{svg.short(thin * 3)} {svg.short(thin * 3)}"
            return tag(
                "path",
                d=shape,
                transform=turn,
                fill="none",
                stroke=self.paper.grey,
                stroke_width=thin,
                stroke_dasharray=dashes,
            )
        return tag("path", d=shape, transform=turn, fill=colour, fill_opacity=0.13)

    def _filled(self, part: Part, angle: float, shape: str, colour: str) -> str:
        if part.mean is None:
            return ""
        ends = ((part.mean.high, 0.3), (part.mean.value, 0.6), (part.mean.low, 1.0))
        layers = [
            tag(
                "path",
                d=shape,
                transform=self._turn(angle, length(part, value)),
                fill=colour,
                fill_opacity=opacity,
            )
            for value, opacity in ends
        ]
        if part.mean.bound != "exact" and self.sheet.words:
            layers.append(self._arrow(part, angle, outward=part.mean.bound == "or more"))
        return tag("g", *layers)

    def _turn(self, angle: float, scale: float) -> str:
        place = f"translate({svg.short(self.sheet.x)} {svg.short(self.sheet.y)}) rotate({svg.short(angle)})"
        return place if scale == 1 else f"{place} scale({scale:.4f})"

    def _arrow(self, part: Part, angle: float, *, outward: bool) -> str:
        assert part.mean is not None
        at = self.sheet.radius * length(part, part.mean.value) * (0.86 if outward else 0.8)
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
            bars, low = challenge_bars(group, self.lang, left, top, wide, self.sheet.words, colour, self.paper)
            return _of(group, bars), low
        whole = Part(group.parts[0].item, group.n, group.mean, turned=False)
        return _of(group, soft_bar(whole, left, top - 2, wide, 5, colour, self.paper)), top


def _of(group: Group, *inside: str) -> str:
    """What is drawn of one scale, so that a page can show scale after scale."""
    return tag("g", *inside, data_scale=group.scale.id)


def _path(curves: tuple[Curve, ...]) -> str:
    """An outline that starts at 0, 0 as the data of a path."""
    points = (one for curve in curves for one in (curve.first, curve.second, curve.end))
    numbers = [f"{svg.short(x)} {svg.short(y)}" for x, y in points]
    steps = ("C" + " ".join(numbers[start : start + 3]) for start in range(0, len(numbers), 3))
    return f"M0 0{''.join(steps)}Z"
