"""Who sees it differently: groups beside parts, large and full where a group clearly lies apart from all others.

A triangle points up or down, so that nothing depends on colour. Groups stand in alphabetical order, and only what was
released is there. "Clearly" is what the finding of a perception gap asks: one point of seven, and a chance that is
divided over all comparisons, so that a network without differences rarely shows any (see `diagnosis.caution`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samenspel.diagnosis.caution import GAP_HIGHER, GAP_LOWER, ROUNDING, SMALLEST_GAP
from samenspel.diagnosis.contrast import Contrast, contrasts
from samenspel.present.charts import svg
from samenspel.present.charts.parts import Group, scale_colours, scale_groups
from samenspel.present.charts.svg import tag
from samenspel.present.charts.told import Table
from samenspel.present.palette import PAPER, Paper, Theme
from samenspel.present.words import counted, listed, mean_in_words, say, shortened
from samenspel.reading.release import Breakdown, GroupRelease, Release

Size = Literal["narrow", "normal", "huge"]
Stands = Literal["lower", "higher", "about", "hidden"]
MOST_COLUMNS = 6
MOST_LINES = 2
LONGEST_NAME = 120


@dataclass(frozen=True)
class Mark:
    """One group on one scale: how it stands beside all others, and its mean in words; empty when hidden."""

    stands: Stands
    mean: str = ""


@dataclass(frozen=True)
class Line:
    """One group with its marks, one for every scale in the order of the instrument."""

    name: str
    people: int
    marks: tuple[Mark, ...]


def lines(release: Release, lang: str) -> tuple[Line, ...]:
    """Every group that was released, in alphabetical order; none where no group may be seen on any scale."""
    breakdown = _breakdown(release)
    if breakdown is None:
        return ()
    found = contrasts(release)
    clear = {(one.group, one.scale): _stands(one, len(found)) for one in found}
    groups = sorted(breakdown.groups, key=lambda group: group.name.casefold())
    return tuple(_line(group, scale_groups(release), clear, lang) for group in groups)


def _breakdown(release: Release) -> Breakdown | None:
    breakdown = release.breakdown
    return breakdown if breakdown and any(group.scales for group in breakdown.groups) else None


def _line(group: GroupRelease, scales: Sequence[Group], clear: dict[tuple[str, str | None], Stands], lang: str) -> Line:
    marks = []
    for scale in scales:
        cell = group.scales.get(scale.scale.id)
        stands = clear.get((group.name, scale.scale.id), "about")
        marks.append(Mark(stands, mean_in_words(cell.mean, lang)) if cell else Mark("hidden"))
    return Line(shortened(" ".join(group.name.split()), LONGEST_NAME), group.people, tuple(marks))


def _stands(one: Contrast, tests: int) -> Stands:
    if abs(one.size) < SMALLEST_GAP - ROUNDING:
        return "about"
    if one.size < 0:
        return "lower" if one.can_be_lower and one.chance <= GAP_LOWER / tests else "about"
    return "higher" if one.can_be_higher and one.chance <= GAP_HIGHER / tests else "about"


@dataclass(frozen=True)
class _Sheet:
    """The width of the picture, its words, the room for names on the left (none: above their marks), and a row."""

    width: float
    words: float
    small: float
    names: float
    tall: float


_SHEETS: dict[Size, _Sheet] = {
    "narrow": _Sheet(320, 16, 15, 0, 30),
    "normal": _Sheet(700, 18, 16.5, 206, 34),
    "huge": _Sheet(1600, 32, 30, 500, 50),
}


def apart(
    release: Release, lang: str, *, theme: Theme = "light", size: Size = "normal", ident: str = "apart"
) -> str | None:
    """The picture; None when of no group any scale may be shown, and then `absent` says why.

    Few groups with short names stand as columns, more of them as rows. A name that needs more than two lines, or any
    name in a narrow picture, stands above its marks. No name is cut.
    """
    found, sheet = lines(release, lang), _SHEETS[size]
    if not found:
        return None
    if max(len(svg.lines(line.name, sheet.words, sheet.names)) for line in found) > MOST_LINES:
        sheet = replace(sheet, names=0)
    drawing = _Drawing(found, scale_groups(release), scale_colours(release, theme), PAPER[theme], sheet, lang)
    inside, down = drawing.columns() if drawing.fits_in_columns() else drawing.rows()
    legend, down = drawing.legend(down)
    return svg.picture(
        ident, drawing.sheet.width, down, say("apart-title", lang), alternative(release, lang), *inside, *legend
    )


@dataclass(frozen=True)
class _Drawing:
    lines: tuple[Line, ...]
    scales: tuple[Group, ...]
    colours: dict[str, str]
    paper: Paper
    sheet: _Sheet
    lang: str

    def fits_in_columns(self) -> bool:
        """Whether the groups can be columns: at most six, each with a name of two lines at most."""
        if not self.sheet.names or len(self.lines) > MOST_COLUMNS:
            return False
        room = self._column(len(self.lines)) - 0.5 * self.sheet.small
        names = [svg.lines(line.name, self.sheet.small, room) for line in self.lines]
        whole = all(" ".join(said) == line.name for said, line in zip(names, self.lines, strict=True))
        return whole and max(map(len, names)) <= 2

    def _column(self, many: int) -> float:
        return (self.sheet.width - self.sheet.names) / many

    def columns(self) -> tuple[list[str], float]:
        """Groups beside each other, a row for every scale."""
        sheet, wide = self.sheet, self._column(len(self.lines))
        heads = [svg.lines(line.name, sheet.small, wide - 0.5 * sheet.small) for line in self.lines]
        down = 1.2 * sheet.small * max(map(len, heads)) + 0.6 * sheet.small
        drawn = []
        for place, head in enumerate(heads):
            x = sheet.names + wide * (place + 0.5)
            drawn += self._words(
                head, x, down - sheet.small * (0.3 + 1.2 * len(head)), sheet.small, self.paper.grey, "middle"
            )
        for at, scale in enumerate(self.scales):
            names = svg.lines(scale.scale.name[self.lang], sheet.words, sheet.names - 2 * sheet.words)
            tall = max(1.4 * sheet.tall, 1.25 * sheet.words * len(names) + 0.5 * sheet.words)
            drawn += [self._rule(down), self._dot(scale, down + tall / 2)]
            top = down + (tall - 1.2 * sheet.words * len(names)) / 2 - 0.12 * sheet.words
            drawn += self._words(names, 1.3 * sheet.words, top, sheet.words, self.paper.ink)
            for place, line in enumerate(self.lines):
                x = sheet.names + wide * (place + 0.5)
                drawn.append(self._mark(line.marks[at], x, down + tall / 2, scale, wide))
            down += tall
        return [*drawn, self._rule(down)], down

    def rows(self) -> tuple[list[str], float]:
        """A row for every group; at most six scales beside each other, the others in a next block."""
        drawn, down = [], 0.0
        for start in range(0, len(self.scales), MOST_COLUMNS):
            some = range(start, min(start + MOST_COLUMNS, len(self.scales)))
            down += 1.4 * self.sheet.words if start else 0.0
            block, down = self._block(some, down)
            drawn += block
        return drawn, down

    def _block(self, some: range, down: float) -> tuple[list[str], float]:
        sheet, wide = self.sheet, self._column(len(some))
        middles = [sheet.names + wide * (place + 0.5) for place in range(len(some))]
        drawn, down = self._heads(some, middles, wide, down)
        for line in self.lines:
            drawn.append(self._rule(down))
            room = (sheet.names or sheet.width) - 0.8 * sheet.words
            names = svg.lines(line.name, sheet.words, room)
            written = 1.2 * sheet.words * len(names)
            if sheet.names:
                tall = max(sheet.tall, written + 0.5 * sheet.words)
                top, middle = down + (tall - written) / 2 - 0.12 * sheet.words, down + tall / 2
            else:
                tall = written + sheet.tall + 0.7 * sheet.words
                top, middle = down + 0.35 * sheet.words, down + 0.45 * sheet.words + written + sheet.tall / 2
            drawn += self._words(names, 0, top, sheet.words, self.paper.ink)
            drawn += [
                self._mark(line.marks[at], x, middle, self.scales[at], wide)
                for at, x in zip(some, middles, strict=True)
            ]
            down += tall
        return [*drawn, self._rule(down)], down

    def _heads(self, some: range, middles: Sequence[float], wide: float, down: float) -> tuple[list[str], float]:
        """The names of the scales over their columns, stepping down in turn where one line is too short for them."""
        sheet, drawn = self.sheet, []
        names = [self.scales[at].scale.short[self.lang] for at in some]
        widest = max(svg.width_of(name, sheet.small) for name in names)
        steps = 1 if widest < wide - 0.5 * sheet.small else 2 if widest < 2 * wide - sheet.small else len(names)
        for place, (name, x) in enumerate(zip(names, middles, strict=True)):
            half = svg.width_of(name, sheet.small) / 2
            centre = min(max(x, half), sheet.width - half)
            y = down + sheet.small * (1 + 1.25 * (place % steps))
            drawn.append(svg.words(centre, y, (name, self.paper.grey, 400), size=sheet.small, anchor="middle"))
        return drawn, down + sheet.small * (0.5 + 1.25 * min(steps, len(names)))

    def _words(
        self, said: Sequence[str], x: float, top: float, size: float, colour: str, anchor: str = "start"
    ) -> list[str]:
        return [
            svg.words(x, top + size * (1 + 1.2 * at), (line, colour, 400), size=size, anchor=anchor)
            for at, line in enumerate(said)
        ]

    def _rule(self, y: float) -> str:
        thin = self.sheet.words / 18
        return tag("rect", x=0, y=y, width=self.sheet.width, height=thin, fill=self.paper.hairline)

    def _dot(self, scale: Group, y: float) -> str:
        size = 0.4 * self.sheet.words
        return tag("circle", cx=size, cy=y, r=size, fill=self.colours[scale.scale.id])

    def _mark(self, mark: Mark, x: float, y: float, scale: Group, wide: float) -> str:
        """The shape, and beside it the mean where the group clearly differs; under it where there is no room."""
        size, colour = self.sheet.small, self.colours[scale.scale.id]
        if mark.stands == "hidden":
            return svg.words(x, y + 0.33 * size, ("–", self.paper.grey, 400), size=size, anchor="middle")
        if mark.stands == "about":
            return tag("circle", cx=x, cy=y, r=0.26 * size, fill=colour, fill_opacity=0.4)
        # what is coded near an end says so in words where a column is wide enough, else with an arrow
        said = mark.mean if svg.width_of(mark.mean, size) + 1.5 * size < wide else mark.mean.split(" ", 1)[0]
        figures = svg.width_of(said, size)
        left = x - (1.35 * size + figures) / 2
        drawn = [
            triangle(left + 0.5 * size, y, 0.56 * size, colour, up=mark.stands == "higher"),
            svg.words(left + 1.35 * size, y + 0.34 * size, (said, self.paper.ink, 600), size=size),
        ]
        if said != mark.mean:
            at = left + 1.5 * size + figures
            drawn.append(svg.arrow(at, y, 0.2 * size, self.paper.ink, outward=mark.stands == "higher"))
        return tag("g", *drawn)

    def legend(self, down: float) -> tuple[list[str], float]:
        """What each shape means, only those that are there; and how far down that reaches."""
        sheet = self.sheet
        size, there = sheet.small, {mark.stands for line in self.lines for mark in line.marks}
        drawn, x, y = [], 0.0, down + 1.7 * size
        for stands in ("higher", "lower", "about", "hidden"):
            if stands not in there:
                continue
            said = say(f"apart-{stands}", self.lang)
            wide = 1.7 * size + svg.width_of(said, size)
            if x and x + wide > sheet.width:
                x, y = 0.0, y + 1.45 * size
            drawn.append(self._sign(stands, x + 0.7 * size, y - 0.34 * size, size))
            drawn.append(svg.words(x + 1.7 * size, y, (said, self.paper.grey, 400), size=size))
            x += wide + 1.4 * size
        return drawn, y + 0.6 * size

    def _sign(self, stands: str, x: float, y: float, size: float) -> str:
        if stands == "hidden":
            return svg.words(x, y + 0.33 * size, ("–", self.paper.grey, 400), size=size, anchor="middle")
        if stands == "about":
            return tag("circle", cx=x, cy=y, r=0.26 * size, fill=self.paper.grey, fill_opacity=0.5)
        return triangle(x, y, 0.5 * size, self.paper.grey, up=stands == "higher")


def triangle(x: float, y: float, size: float, colour: str, *, up: bool) -> str:
    """A triangle with soft corners that points up or down, with its middle at x, y."""
    tip = size if up else -size
    corners = ((x - size, y + 0.72 * tip), (x + size, y + 0.72 * tip), (x, y - 0.9 * tip))
    points = " ".join(f"{svg.short(across)},{svg.short(down)}" for across, down in corners)
    return tag("polygon", points=points, fill=colour, stroke=colour, stroke_width=0.36 * size, stroke_linejoin="round")


def sentence(release: Release, lang: str) -> str:
    """Where groups clearly differ, without saying who, and why parties are not there. Never empty."""
    return " ".join(part for part in (_clear(release, lang), absent(release, lang)) if part)


def _clear(release: Release, lang: str) -> str:
    found = lines(release, lang)
    if not found:
        return ""
    clear = [(at, mark) for line in found for at, mark in enumerate(line.marks) if mark.stands in ("lower", "higher")]
    if not clear:
        return say("apart-none", lang)
    places = sorted({at for at, _ in clear})
    names = listed([scale_groups(release)[at].scale.name[lang] for at in places], lang)
    key = "apart-clear-party" if release.policy.visibility == "party" else "apart-clear"
    return counted(key, lang, len(clear), scales=names)


def absent(release: Release, lang: str) -> str:
    """Why parties, or any groups, are not shown; empty in a round open by party."""
    if release.policy.visibility == "party":
        return ""
    if release.breakdown is None:
        return say("apart-totals-none", lang)
    if _breakdown(release) is None:
        key = "groups-only-items" if release.breakdown.groups else "groups-left-out"
        return say(key, lang, name=release.breakdown.name)
    said = [say("apart-totals-groups", lang, name=release.breakdown.name)]
    if release.breakdown.hidden_groups:
        said.append(counted("groups-hidden", lang, release.breakdown.hidden_groups))
    return " ".join(said)


def table(release: Release, lang: str) -> Table:
    """Every group as a row with its people and its mean on every scale, and in words where it clearly differs."""
    scales = [group.scale.name[lang] for group in scale_groups(release)]
    first = say("groups-party", lang)
    if release.policy.visibility != "party" and release.breakdown:
        first = release.breakdown.name.capitalize()
    rows = tuple(
        (line.name, str(line.people), *(_in_table(mark, lang) for mark in line.marks)) for line in lines(release, lang)
    )
    return Table((first, say("groups-people", lang), *scales), rows)


def _in_table(mark: Mark, lang: str) -> str:
    if mark.stands == "hidden":
        return say("table-not-shown", lang)
    return mark.mean if mark.stands == "about" else f"{mark.mean} ({say(f'apart-{mark.stands}', lang)})"


def alternative(release: Release, lang: str) -> str:
    """The picture for who cannot see it: per group where it clearly differs, and who does not."""
    said, alike, scales = [say("apart-alternative", lang)], [], scale_groups(release)
    for line in lines(release, lang):
        clear = [
            f"{scale.scale.short[lang]} {_in_table(mark, lang)}"
            for scale, mark in zip(scales, line.marks, strict=True)
            if mark.stands in ("lower", "higher")
        ]
        if clear:
            said.append(f"{line.name}: {'; '.join(clear)}.")
        else:
            alike.append(line.name)
    if alike:
        said.append(say("apart-like-rest", lang, names=listed(alike, lang)))
    return " ".join(said)
