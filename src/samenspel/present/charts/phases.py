"""Where people place the collaboration: the phases as stones along a path that goes round, larger for more people.

Only released counts are drawn. Where answers are too much alike to count, only the phase of most people is full; where
nothing may be shown the stones are dashed.
"""

import math
from dataclasses import dataclass
from typing import Literal

from samenspel.diagnosis.phase import CONFUSED, ITEM, share_apart
from samenspel.present.charts import svg
from samenspel.present.charts.svg import tag
from samenspel.present.charts.told import Table
from samenspel.present.palette import PAPER, Paper, Theme
from samenspel.present.words import answers, listed, say
from samenspel.reading.cells import ChoiceRelease
from samenspel.reading.release import Release
from samenspel.theory.instrument import Choice

Size = Literal["narrow", "normal", "huge"]


@dataclass(frozen=True)
class Stone:
    """One phase: how many people chose it; None when that may not be shown. most: more than half chose it."""

    name: str
    count: int | None
    most: bool


def stones(release: Release, lang: str) -> tuple[Stone, ...]:
    """The phases in their order; none when the question was not asked."""
    one = release.choices.get(ITEM)
    if one is None:
        return ()
    options = _kind(release).options
    counts: tuple[int | None, ...] = one.counts or (None,) * len(options)
    return tuple(
        Stone(option.name[lang], count, one.most == option.id) for option, count in zip(options, counts, strict=True)
    )


def _kind(release: Release) -> Choice:
    kind = release.instrument.item(ITEM).kind
    assert isinstance(kind, Choice)
    return kind


@dataclass(frozen=True)
class _Sheet:
    """The size of the picture, its words, the radius of the largest and the smallest stone, and the swing of the path.

    down: the path runs down with the words beside it.
    """

    width: float
    height: float
    words: float
    most: float
    least: float
    swing: float
    down: bool = False


_SHEETS: dict[Size, _Sheet] = {
    "narrow": _Sheet(320, 500, 17, 34, 7, 14, down=True),
    "normal": _Sheet(700, 252, 18, 42, 8, 16),
    "huge": _Sheet(1600, 610, 40, 104, 18, 40),
}


def phases(
    release: Release, lang: str, *, theme: Theme = "light", size: Size = "normal", ident: str = "phases"
) -> str | None:
    """The path with its stones; None when the question was not asked."""
    found = stones(release, lang)
    if not found:
        return None
    sheet = _SHEETS[size]
    drawing = _Drawing(found, release.choices[ITEM], sheet, PAPER[theme], lang)
    inside = [drawing.back(), drawing.path(), *drawing.stones(), drawing.number()]
    return svg.picture(ident, sheet.width, sheet.height, say("phases-title", lang), alternative(release, lang), *inside)


@dataclass(frozen=True)
class _Drawing:
    found: tuple[Stone, ...]
    one: ChoiceRelease
    sheet: _Sheet
    paper: Paper
    lang: str

    def _spot(self, place: float) -> tuple[float, float]:
        """Where the path is after so many phases: a gentle wave."""
        sheet, many = self.sheet, len(self.found)
        along, off = (place + 0.5) / many, sheet.swing * math.sin(math.pi * (place + 0.5))
        if sheet.down:
            return 1.15 * sheet.most + sheet.swing + off, sheet.most * 0.4 + (sheet.height - sheet.most * 0.8) * along
        return sheet.width * along, sheet.most + 1.5 * sheet.swing + 1.4 * sheet.words + off

    def path(self) -> str:
        """The wave through all phases, as wide as a footpath."""
        steps = [self._spot(step / 8) for step in range(8 * (len(self.found) - 1) + 1)]
        points = " ".join(f"{svg.short(x)},{svg.short(y)}" for x, y in steps)
        wide = 0.55 * self.sheet.words
        return tag(
            "polyline",
            points=points,
            fill="none",
            stroke=self.paper.hairline,
            stroke_width=wide,
            stroke_linecap="round",
            stroke_linejoin="round",
        )

    def back(self) -> str:
        """The way back from the last phase to the first, dashed, with an arrow at its end."""
        sheet, s, turn = self.sheet, svg.short, 2.5 * self.sheet.words
        (x, y), (to_x, to_y) = self._spot(len(self.found) - 1), self._spot(0)
        if sheet.down:
            edge = sheet.words * 0.35
            out, home = f"Q{s(edge)} {s(y)} {s(edge)} {s(y - turn)}", f"Q{s(edge)} {s(to_y)} {s(to_x)} {s(to_y)}"
            path = f"M{s(x)} {s(y)}{out}V{s(to_y + turn)}{home}"
            tip = (edge, (y + to_y) / 2, 0.0, -1.0)
        else:
            top, low = self._foot() + 0.7 * sheet.words, sheet.height - 0.6 * sheet.words
            out, home = f"Q{s(x)} {s(low)} {s(x - turn)} {s(low)}", f"Q{s(to_x)} {s(low)} {s(to_x)} {s(top)}"
            path = f"M{s(x)} {s(top)}{out}H{s(to_x + turn)}{home}"
            tip = (sheet.width / 2, low, -1.0, 0.0)
        line = tag(
            "path",
            d=path,
            fill="none",
            stroke=self.paper.hairline,
            stroke_width=sheet.words / 8,
            stroke_dasharray=f"{s(sheet.words / 3)} {s(sheet.words / 3)}",
        )
        return line + _tip(*tip, 0.3 * sheet.words, self.paper.grey)

    def _foot(self) -> float:
        """Where the names of phases stand when the path runs across."""
        return self.sheet.most * 2 + 3 * self.sheet.swing + 2.6 * self.sheet.words

    def number(self) -> str:
        """How many people answered, or that it is not shown, between the path and the way back."""
        sheet = self.sheet
        if sheet.down:
            return ""
        hidden = self.one.counts is None and self.one.most is None
        said = say("table-not-shown", self.lang) if hidden else answers(self.one.n, self.lang)
        y = sheet.height - 1.3 * sheet.words
        return svg.words(sheet.width / 2, y, (said, self.paper.grey, 400), size=0.92 * sheet.words, anchor="middle")

    def stones(self) -> list[str]:
        """Every phase as a circle, with its name and how many people chose it."""
        return [self._stone(place, stone) for place, stone in enumerate(self.found)]

    def _radius(self, stone: Stone) -> float:
        """By area: twice the people look like twice as much."""
        sheet = self.sheet
        if stone.most:
            return sheet.most * 0.8
        if not stone.count or not self.one.n:
            return sheet.least
        return max(sheet.least * 1.2, sheet.most * math.sqrt(stone.count / max(self.one.counts or (1,))))

    def _stone(self, place: int, stone: Stone) -> str:
        sheet, paper = self.sheet, self.paper
        x, y = self._spot(place)
        radius = self._radius(stone)
        full = stone.most or bool(stone.count)
        hidden = stone.count is None and not stone.most
        drawn = [
            tag(
                "circle",
                cx=x,
                cy=y,
                r=radius,
                fill=paper.accent if full else paper.card,
                stroke=None if full else paper.grey,
                stroke_width=None if full else sheet.words / 11,
                stroke_dasharray=f"{svg.short(sheet.least / 2)} {svg.short(sheet.least / 2)}" if hidden else None,
            )
        ]
        return tag("g", *drawn, *self._words(stone, x, y, radius))

    def _words(self, stone: Stone, x: float, y: float, radius: float) -> list[str]:
        sheet, ink, grey = self.sheet, self.paper.ink, self.paper.grey
        said = self._said(stone)
        if sheet.down:
            left = 2 * sheet.most + 3 * sheet.swing + 0.5 * sheet.words
            names = svg.lines(stone.name, sheet.words, sheet.width - left)
            runs = [*((name, ink, 600) for name in names), *([(said, grey, 400)] if said else [])]
            top = y + 0.34 * sheet.words - 0.62 * sheet.words * (len(runs) - 1)
            return [
                svg.words(left, top + 1.24 * sheet.words * at, run, size=sheet.words) for at, run in enumerate(runs)
            ]
        foot = self._foot()
        room = sheet.width / len(self.found) - 0.3 * sheet.words
        names = svg.lines(stone.name, sheet.words, room)
        drawn = [
            svg.words(x, foot + 1.2 * sheet.words * at, (name, ink, 600), size=sheet.words, anchor="middle")
            for at, name in enumerate(names)
        ]
        above = svg.lines(said, sheet.words * 0.92, room) if said else []
        for at, line in enumerate(above):
            high = y - radius - 0.45 * sheet.words - 1.15 * sheet.words * (len(above) - 1 - at)
            drawn.append(svg.words(x, high, (line, ink, 600), size=sheet.words * 0.92, anchor="middle"))
        return drawn

    def _said(self, stone: Stone) -> str:
        if stone.most:
            return say("phases-most-of", self.lang)
        if stone.count is None:
            return say("table-not-shown", self.lang) if self.sheet.down and self.one.most is None else ""
        return say("row-count", self.lang, count=stone.count, whole=self.one.n) if self.sheet.down else str(stone.count)


def _tip(x: float, y: float, across: float, down: float, size: float, colour: str) -> str:
    """The head of an arrow at x, y that points across or down."""
    corners = (
        (x - size * across - size * down, y - size * down - size * across),
        (x, y),
        (x - size * across + size * down, y - size * down + size * across),
    )
    points = " ".join(f"{svg.short(one)},{svg.short(other)}" for one, other in corners)
    return tag("polyline", points=points, fill="none", stroke=colour, stroke_width=size / 2.4, stroke_linejoin="round")


def sentence(release: Release, lang: str) -> str:
    """Where most people place it, that a spread is a matter to talk about, and phases in between that nobody names."""
    one = release.choices.get(ITEM)
    if one is None:
        return ""
    found = stones(release, lang)
    if one.most:
        return say("phases-most", lang, n=one.n, phase=next(stone.name for stone in found if stone.most))
    if not one.n:
        return say("phases-nobody", lang)
    if one.counts is None:
        return say("phases-hidden", lang)
    return _counted(one.counts, one.n, [stone.name for stone in found], lang)


def _counted(counts: tuple[int, ...], n: int, names: list[str], lang: str) -> str:
    most = max(counts)
    often = [name for name, count in zip(names, counts, strict=True) if count == most]
    if most == n:
        return say("phases-everyone", lang, n=n, phase=often[0])
    if len(often) > 1:
        said = [say("phases-level", lang, phases=listed(often, lang), count=most, n=n)]
    else:
        said = [say("phases-shared", lang, phase=often[0], count=most, n=n)]
    there = [place for place, count in enumerate(counts) if count]
    if share_apart(counts) >= CONFUSED:
        said.append(say("phases-apart", lang, first=names[there[0]], last=names[there[-1]]))
        skipped = [names[place] for place in range(there[0], there[-1]) if not counts[place]]
        if skipped:
            said.append(say("phases-skipped", lang, phases=listed(skipped, lang)))
    elif len(often) == 1 and max(abs(place - counts.index(most)) for place in there) == 1:
        said.append(say("phases-near", lang))
    return " ".join(said)


def table(release: Release, lang: str) -> Table:
    """Every phase with how many people chose it, as far as that was released; no rows when it was not asked."""
    rows = tuple((stone.name, _in_table(stone, lang)) for stone in stones(release, lang))
    return Table((say("phases-phase", lang), say("phases-people", lang)), rows)


def _in_table(stone: Stone, lang: str) -> str:
    if stone.most:
        return say("phases-most-of", lang)
    return say("table-not-shown", lang) if stone.count is None else str(stone.count)


def alternative(release: Release, lang: str) -> str:
    """The path for who cannot see it: every phase with its number."""
    found = stones(release, lang)
    if not found:
        return ""
    said = say("phases-alternative", lang, many=len(found), first=found[0].name, last=found[-1].name)
    return f"{said} {'; '.join(f'{stone.name}: {_in_table(stone, lang)}' for stone in found)}."
