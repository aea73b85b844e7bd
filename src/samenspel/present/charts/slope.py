"""Rounds beside each other as lines that rise or fall: one small line in a row, or all conditions in one picture.

The soft band is how far a mean may be off. Between rounds that did not ask it, or may not show it, the line is dashed.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from samenspel.present.charts import svg
from samenspel.present.charts.parts import scale_colours
from samenspel.present.charts.svg import tag
from samenspel.present.charts.told import Table
from samenspel.present.comparison import Cell, Comparison, Row
from samenspel.present.palette import PAPER, Paper, Theme
from samenspel.present.words import date_long, end, say
from samenspel.reading.release import Release
from samenspel.theory.instrument import Rating

Size = Literal["narrow", "normal", "huge"]
WIDTH, TALL = 72.0, 28.0


def slope(row: Row, colour: str, lang: str, *, theme: Theme = "light", ident: str = "") -> str:
    """One row through the rounds as a small line; without any mean a dashed one. Its words are its alternative."""
    paper, edge = PAPER[theme], 7.0
    box = _Box(edge, edge, WIDTH - 2 * edge, TALL - 2 * edge, 3.2)
    drawn = _line(row.cells, box, colour, paper)
    if not drawn:
        path = f"M{svg.short(edge)} {svg.short(TALL / 2)}H{svg.short(WIDTH - edge)}"
        drawn = [tag("path", d=path, stroke=paper.grey, stroke_width=1.5, stroke_dasharray="4 4")]
    said = _through(row, lang)
    return svg.picture(ident or f"slope-{row.key}", WIDTH, TALL, row.name, said, *drawn)


@dataclass(frozen=True)
class _Box:
    """Where a line is drawn: the whole range from its foot to its top. dot: the radius of the last dot."""

    left: float
    top: float
    wide: float
    tall: float
    dot: float

    def x(self, place: int, many: int) -> float:
        return self.left + self.wide * place / max(1, many - 1)

    def y(self, at: float) -> float:
        return self.top + self.tall * (1 - at)


def _line(cells: Sequence[Cell], box: _Box, colour: str, paper: Paper) -> list[str]:
    """The band, the line and the dots; the last round's dot is full, earlier ones are open."""
    there = _there(cells)
    spots = [(box.x(place, len(cells)), box.y(cell.at or 0.0)) for place, cell in there]
    drawn = [_band(run, len(cells), box, colour) for run in _runs(there)]
    for (one, (x, y)), (other, (to_x, to_y)) in pairwise(zip((place for place, _ in there), spots, strict=True)):
        dashes = None if other == one + 1 else f"{svg.short(box.dot)} {svg.short(box.dot * 1.3)}"
        path = f"M{svg.short(x)} {svg.short(y)}L{svg.short(to_x)} {svg.short(to_y)}"
        drawn.append(tag("path", d=path, stroke=colour, stroke_width=box.dot * 0.7, stroke_dasharray=dashes))
    for (place, _), (x, y) in zip(there, spots, strict=True):
        last = place == len(cells) - 1
        radius, ground = (box.dot, colour) if last else (box.dot * 0.72, paper.card)
        drawn.append(tag("circle", cx=x, cy=y, r=radius, fill=ground, stroke=colour, stroke_width=box.dot * 0.5))
    return drawn


def _there(cells: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The rounds with a mean, by their place."""
    return [(place, cell) for place, cell in enumerate(cells) if cell.at is not None]


def _runs(there: Sequence[tuple[int, Cell]]) -> list[list[tuple[int, Cell]]]:
    """Rounds that follow on each other."""
    found: list[list[tuple[int, Cell]]] = []
    for place, cell in there:
        if found and found[-1][-1][0] == place - 1:
            found[-1].append((place, cell))
        else:
            found.append([(place, cell)])
    return found


def _band(run: Sequence[tuple[int, Cell]], many: int, box: _Box, colour: str) -> str:
    """From the low to the high ends of the intervals, as wide as a dot where it is alone."""
    half = box.dot if len(run) == 1 else 0.0
    high = [(box.x(place, many), box.y(cell.high or 0.0)) for place, cell in run]
    low = [(box.x(place, many), box.y(cell.low or 0.0)) for place, cell in run]
    across = [(high[0][0] - half, high[0][1]), *high, (high[-1][0] + half, high[-1][1])]
    back = [(low[-1][0] + half, low[-1][1]), *reversed(low), (low[0][0] - half, low[0][1])]
    points = " ".join(f"{svg.short(x)},{svg.short(y)}" for x, y in (*across, *back))
    return tag("polygon", points=points, fill=colour, fill_opacity=0.18)


@dataclass(frozen=True)
class _Sheet:
    """The width of the picture, the panels beside each other with the room between, the words and the plot."""

    width: float
    columns: int
    gap: float
    words: float
    small: float
    tall: float


_SHEETS: dict[Size, _Sheet] = {
    "narrow": _Sheet(320, 1, 0, 17, 14.5, 96),
    "normal": _Sheet(700, 2, 44, 18, 16.5, 104),
    "huge": _Sheet(1600, 3, 70, 34, 28, 190),
}


def slopes(
    comparison: Comparison,
    release: Release,
    lang: str,
    *,
    theme: Theme = "light",
    size: Size = "normal",
    ident: str = "slopes",
) -> str:
    """Every condition through the rounds, each in a panel of its own with its name and the numbers at both ends.

    release: the round that is read, for names and colours. All panels run over the whole range, so that they can be
    laid beside each other. Statements take the place of conditions where those were not asked alike.
    """
    drawing = _Drawing(comparison, release, lang, PAPER[theme], scale_colours(release, theme), _SHEETS[size])
    inside, down = drawing.panels()
    return svg.picture(
        ident, drawing.sheet.width, down, say("slopes-title", lang), alternative(comparison, lang), *inside
    )


def _shown(comparison: Comparison) -> tuple[Row, ...]:
    return tuple(row for row in comparison.rows if row.whole) or comparison.rows


@dataclass(frozen=True)
class _Drawing:
    comparison: Comparison
    release: Release
    lang: str
    paper: Paper
    colours: dict[str, str]
    sheet: _Sheet

    def panels(self) -> tuple[list[str], float]:
        """All panels, row by row, with how to read them at the foot; and how far down that reaches."""
        sheet, rows = self.sheet, _shown(self.comparison)
        wide = (sheet.width - sheet.gap * (sheet.columns - 1)) / sheet.columns
        inside, down = [], 0.0
        for start in range(0, len(rows), sheet.columns):
            some = rows[start : start + sheet.columns]
            names = [svg.lines(row.name, sheet.words, wide - 1.3 * sheet.words) for row in some]
            told = [svg.lines(self._told(row), sheet.small, wide - 1.3 * sheet.words) for row in some]
            head = 1.25 * sheet.words * max(map(len, names))
            foot = 1.25 * sheet.small * max(map(len, told))
            for place, (row, name, said) in enumerate(zip(some, names, told, strict=True)):
                left = place * (wide + sheet.gap)
                inside += self._head(row, name, said, left, down, head)
                inside.append(self._panel(row, left, down + head + foot, wide))
            down += head + foot + 0.25 * sheet.small + sheet.tall + 2.4 * sheet.small + 1.6 * sheet.words
        for line in svg.lines(self._legend(rows), sheet.small, sheet.width):
            inside.append(svg.words(0, down, (line, self.paper.grey, 400), size=sheet.small))
            down += 1.35 * sheet.small
        return inside, down

    def _head(
        self, row: Row, name: Sequence[str], said: Sequence[str], left: float, top: float, head: float
    ) -> list[str]:
        """The name of a row in its colour, and what became of it."""
        words, small = self.sheet.words, self.sheet.small
        indent = left + 1.3 * words
        drawn = [tag("circle", cx=left + 0.4 * words, cy=top + 0.68 * words, r=0.4 * words, fill=self._colour(row))]
        for place, line in enumerate(name):
            foot = top + words + 1.25 * words * place
            drawn.append(svg.words(indent, foot, (line, self.paper.ink, 600), size=words))
        look = (self.paper.ink, 600) if row.moved in ("up", "down") else (self.paper.grey, 400)
        for place, line in enumerate(said):
            drawn.append(svg.words(indent, top + head + small * (1.1 + 1.25 * place), (line, *look), size=small))
        return drawn

    def _panel(self, row: Row, left: float, top: float, wide: float) -> str:
        """The line of a row on its whole range, with its numbers and days."""
        sheet, side = self.sheet, self._side()
        top += 0.25 * sheet.small + 0.6 * sheet.words
        box = _Box(left + side, top, wide - 2 * side, sheet.tall - 0.6 * sheet.words, 0.36 * sheet.words)
        drawn = [*self._ground(box), *_line(row.cells, box, self._colour(row), self.paper)]
        return tag("g", *drawn, *self._numbers(row, box), *self._days(left, left + wide, box))

    def _told(self, row: Row) -> str:
        """What became of it; from three rounds on, that this is since the last time."""
        said = _moved(row, self.lang)
        return say("slopes-since", self.lang, moved=said) if row.moved and len(row.cells) > 2 else said

    def _colour(self, row: Row) -> str:
        scale = None if row.whole else self.release.instrument.scale_of(row.key)
        return self.colours.get(scale.id if scale else row.key, self.paper.accent)

    def _side(self) -> float:
        """The room beside a plot for the widest word of a number."""
        said = [word for row in _shown(self.comparison) for cell in row.cells for word in _two(cell)]
        wide = max((svg.width_of(word, self.sheet.words) for word in said), default=0.0)
        return wide + 0.9 * self.sheet.words

    def _ground(self, box: _Box) -> list[str]:
        """Hair lines at both ends of the range and at its middle."""
        left, right = svg.short(box.left - 2 * box.dot), svg.short(box.left + box.wide + 2 * box.dot)
        return [
            tag(
                "path",
                d=f"M{left} {svg.short(box.y(at))}H{right}",
                stroke=self.paper.hairline,
                stroke_width=self.sheet.words / 14,
                stroke_dasharray=f"{svg.short(box.dot / 2)} {svg.short(box.dot)}" if at == 0.5 else None,
            )
            for at in (0.0, 0.5, 1.0)
        ]

    def _numbers(self, row: Row, box: _Box) -> list[str]:
        """The first and the last mean beside their dots; what is coded near an end takes two lines."""
        there = _there(row.cells)
        ends = [(*there[0], "end")] if len(there) > 1 else []
        ends += [(*there[-1], "start")] if there else []
        drawn = []
        for place, cell, anchor in ends:
            off = 0.75 * self.sheet.words
            x = box.x(place, len(row.cells)) + (off if anchor == "start" else -off)
            y = box.y(cell.at or 0.0) + 0.34 * self.sheet.words
            weight = 600 if place == len(row.cells) - 1 else 400
            for line, said in enumerate(_two(cell)):
                size = self.sheet.words if line == 0 else self.sheet.small
                run = (said, self.paper.ink if line == 0 else self.paper.grey, weight if line == 0 else 400)
                drawn.append(svg.words(x, y + 1.05 * self.sheet.small * line, run, size=size, anchor=anchor))
        if not there:
            x, y = box.left + box.wide / 2, box.y(0.5) + 0.34 * self.sheet.small
            hidden = (say("table-not-shown", self.lang), self.paper.grey, 400)
            drawn.append(svg.words(x, y - self.sheet.small, hidden, size=self.sheet.small, anchor="middle"))
        return drawn

    def _days(self, left: float, right: float, box: _Box) -> list[str]:
        """When the first and the last round were, under the ends of the plot."""
        days = _days([self.comparison.moments[place][1] for place in (0, -1)], self.lang)
        y = box.y(0.0) + 1.7 * self.sheet.small
        return [
            svg.words(x, y, (said, self.paper.grey, 400), size=self.sheet.small, anchor=anchor)
            for x, anchor, said in zip((left, right), ("start", "end"), days, strict=True)
        ]

    def _legend(self, rows: Sequence[Row]) -> str:
        ranges = {self._range(row) for row in rows}
        low, high = (end(value, self.lang) for value in min(ranges))
        if len(ranges) > 1:
            low, high = say("number-low", self.lang), say("number-high", self.lang)
        said = say("slopes-legend", self.lang, low=low, high=high)
        gaps = any(len(_runs(_there(row.cells))) > 1 for row in rows)
        return f"{said} {say('slopes-legend-gap', self.lang)}" if gaps else said

    def _range(self, row: Row) -> tuple[float, float]:
        key = self.release.scales[row.key].items[0] if row.whole else row.key
        kind = self.release.instrument.item(key).kind
        assert isinstance(kind, Rating)
        return kind.low, kind.high


def _two(cell: Cell) -> list[str]:
    """A mean, and under it that it is so much or more."""
    return [] if cell.at is None else cell.mean.split(" ", 1)


def _days(days: Sequence[datetime.date], lang: str) -> list[str]:
    """Month and year; the day too where that would make them the same."""
    long = [date_long(day, lang) for day in days]
    short = [said.split(" ", 1)[1] for said in long]
    return long if len(set(short)) < len(short) else short


def _moved(row: Row, lang: str) -> str:
    return say(f"slopes-{row.moved or 'unknown'}", lang)


def _through(row: Row, lang: str) -> str:
    """One row through the rounds in words: the means that were released, oldest first, and what became of it."""
    means = [cell.mean if cell.answers else say("slopes-not-asked", lang) for cell in row.cells]
    return f"{'; '.join(means)}. {_moved(row, lang).capitalize()}."


def alternative(comparison: Comparison, lang: str) -> str:
    """The picture for who cannot see it: the rounds, and every line with its means."""
    told = "; ".join(f"{title} ({date_long(day, lang)})" for title, day in comparison.moments)
    said = [f"{row.name}: {_through(row, lang)}" for row in _shown(comparison)]
    return " ".join([say("slopes-alternative", lang, rounds=told), *said])


def table(comparison: Comparison, lang: str) -> Table:
    """Everything that was asked alike as rows, the rounds as columns; the last column says what became of it."""
    rounds = (f"{title} ({date_long(day, lang)})" for title, day in comparison.moments)
    headings = (say("table-scale", lang), *rounds, say("slopes-moved", lang))
    return Table(headings, tuple(_table_row(row, lang) for row in comparison.rows))


def _table_row(row: Row, lang: str) -> tuple[str, ...]:
    cells = (_in_table(cell, lang) for cell in row.cells)
    return (row.name, *cells, _moved(row, lang))


def _in_table(cell: Cell, lang: str) -> str:
    if not cell.answers:
        return say("slopes-not-asked", lang)
    between = f" ({cell.between})" if cell.between else ""
    return f"{cell.mean}{between} · {cell.answers}"
