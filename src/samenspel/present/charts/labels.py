"""Names around a flower: each beside its own petals, none over another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samenspel.present.charts import svg
from samenspel.present.charts.bars import mean_runs
from samenspel.present.charts.parts import Group
from samenspel.present.palette import Paper

Side = Literal["start", "end", "middle"]
CROWD = 12
"""From so many names on, each takes one line instead of two."""


@dataclass(frozen=True)
class Circle:
    """What the names stand around: its middle and radius, the edge on the right, and the size of words."""

    x: float
    y: float
    radius: float
    edge: float
    words: float


@dataclass(frozen=True)
class Label:
    """The lines of one name with its mean: at which angle, on which side of the ring, in what size."""

    scale: str
    angle: float
    side: Side
    runs: tuple[tuple[svg.Run, ...], ...]
    size: float

    @property
    def tall(self) -> float:
        """How high its lines stand together."""
        return 1.25 * self.size * len(self.runs)

    @property
    def wide(self) -> float:
        """How wide its longest line is."""
        return max(_wide(line, self.size) for line in self.runs)


def _wide(line: Sequence[svg.Run], size: float) -> float:
    return sum(svg.width_of(said, size) for said, *_ in line)


def labels(
    groups: Sequence[Group], turns: Sequence[Sequence[float]], circle: Circle, lang: str, paper: Paper
) -> tuple[list[str], float]:
    """The name and mean of every scale outside the ring, and how far down they reach.

    `turns` are the angles of the petals of each group.
    """
    said, down = [], circle.y + circle.radius
    for label, x, y in placed(groups, turns, circle, lang, paper):
        lines = [y + 1.25 * label.size * line for line in range(len(label.runs))]
        drawn = (
            svg.words(x, line, *runs, size=label.size, anchor=label.side)
            for line, runs in zip(lines, label.runs, strict=True)
        )
        said.append(svg.tag("g", *drawn, data_scale=label.scale))
        down = max(down, lines[-1])
    return said, down


def placed(
    groups: Sequence[Group], turns: Sequence[Sequence[float]], circle: Circle, lang: str, paper: Paper
) -> list[tuple[Label, float, float]]:
    """Every name with where its first line stands: x at its anchor, y at its foot."""
    made = [_made(group, turn, len(groups), circle, lang, paper) for group, turn in zip(groups, turns, strict=True)]
    found = []
    for side in ("middle", "start", "end"):
        members = sorted((label for label in made if label.side == side), key=lambda label: -math.cos(label.angle))
        heights = [_height(label, circle) for label in members]
        for label, y in zip(members, heights if side == "middle" else _apart(heights, members), strict=True):
            found.append((label, _across(label, y, circle), y))
    return found


def _made(group: Group, turn: Sequence[float], many: int, circle: Circle, lang: str, paper: Paper) -> Label:
    angle = math.radians((turn[0] + turn[-1]) / 2)
    alone = 0.0 if many > CROWD else min(0.2, math.sin(math.pi / max(2, many) / 2))
    side: Side = "middle" if abs(math.sin(angle)) < alone else "start" if math.sin(angle) > 0 else "end"
    name, mean = group.scale.short[lang], tuple(mean_runs(group, lang, paper))
    reach = circle.radius * 1.09 * abs(math.sin(angle))
    room = {"middle": min(2 * circle.x, circle.edge), "start": circle.edge - circle.x - reach, "end": circle.x - reach}[
        side
    ] - 4
    if many > CROWD:
        size = circle.words * 0.84
        (line,) = svg.wrapped(name, size, room - max(3 * size, svg.width_of(f"{mean[0][0]} ", size)), 1)
        return Label(group.scale.id, angle, side, (((f"{line} ", paper.ink, 600), mean[0]),), size)
    lines = tuple(
        ((line, paper.ink, 600),) for line in svg.wrapped(name, circle.words, room, 1 if side == "middle" else 2)
    )
    # "5,2 of meer" and "van 7" take a line each where they do not fit on one
    means = (mean,) if _wide(mean, circle.words) <= room else tuple(((said.strip(), *how),) for said, *how in mean)
    return Label(group.scale.id, angle, side, (*lines, *means), circle.words)


def _height(label: Label, circle: Circle) -> float:
    """The foot of the first line, before names move apart."""
    reach = circle.radius * 1.09
    if label.side == "middle":
        if math.cos(label.angle) > 0:
            return circle.y - reach - label.tall + 1.15 * label.size
        return circle.y + reach + label.size
    return circle.y - reach * math.cos(label.angle) - (len(label.runs) - 2) * 0.6 * label.size


def _apart(heights: Sequence[float], members: Sequence[Label]) -> list[float]:
    """Heights from top to bottom, moved as little as needed so that no name touches the next."""
    found: list[float] = []
    for place, height in enumerate(heights):
        least = found[-1] + members[place - 1].tall * 1.08 if found else height
        found.append(max(height, least))
    if not found:
        return []
    back = (sum(found) - sum(heights)) / len(found)
    return [height - back for height in found]


def _across(label: Label, y: float, circle: Circle) -> float:
    """Beside the ring at this height, so that a name that moved keeps clear of the petals, and inside the edge."""
    if label.side == "middle":
        return circle.x
    reach = circle.radius * 1.09
    # the ring is widest at the line that is nearest its middle
    near = min(max(circle.y, y - label.size), y + label.tall - 1.25 * label.size)
    up = min(1.0, abs(near - circle.y) / reach)
    off = max(reach * math.sqrt(1 - up * up), reach * abs(math.sin(label.angle)) * 0.8)
    if label.side == "start":
        return min(circle.x + off, circle.edge - label.wide)
    return max(circle.x - off, label.wide)
