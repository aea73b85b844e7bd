"""The geometry of the flower, for whatever draws it: where petals point, how long they are and what their edge is."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from samenspel.present.charts.parts import Group, Part

GAP = 0.9
"""The space between two groups, in petals."""
BUD = 0.15
"""Where the range begins, as a share of the radius: the lowest mean is still a small bud."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """One Bézier curve of an outline: from where the last ended, by two control points, to its end."""

    first: Point
    second: Point
    end: Point


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


def half_width(groups: tuple[Group, ...]) -> float:
    """Half the width of every petal, as a share of the radius, so that neighbours just touch."""
    step = 360 / max(1.0, sum(len(group.parts) + GAP for group in groups)) if len(groups) > 1 else 360 / 8
    return min(0.17, 0.57 * math.tan(math.radians(min(step, 60) / 2)) * 1.1)


def length(part: Part, value: float) -> float:
    """How far a petal reaches for this value, as a share of the radius."""
    return BUD + (1 - BUD) * part.place(value)


def outline(half: float, tall: float) -> tuple[Curve, ...]:
    """A petal that points up from 0, 0: straight from its foot, widest at four fifths, round at its tip."""
    foot, shoulder = half * 0.32, half * 0.62
    at = [-tall * share for share in (0.3, 0.6, 0.81, 0.93)]
    return (
        Curve((foot, at[0]), (half, at[1]), (half, at[2])),
        Curve((half, at[3]), (shoulder, -tall), (0, -tall)),
        Curve((-shoulder, -tall), (-half, at[3]), (-half, at[2])),
        Curve((-half, at[1]), (-foot, at[0]), (0, 0)),
    )


def turned(curves: tuple[Curve, ...], angle: float, size: float, middle: Point) -> tuple[Curve, ...]:
    """An outline turned clockwise by so many degrees, `size` times as large, with its foot in the middle."""
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))

    def moved(point: Point) -> Point:
        x, y = point[0] * size, point[1] * size
        return middle[0] + x * cosine - y * sine, middle[1] + x * sine + y * cosine

    return tuple(Curve(moved(one.first), moved(one.second), moved(one.end)) for one in curves)


def sampled(curves: tuple[Curve, ...], start: Point = (0.0, 0.0), steps: int = 12) -> Iterator[Point]:
    """Points along an outline, from its start: what to go by where there are only straight lines."""
    yield start
    for one in curves:
        for step in range(1, steps + 1):
            t = step / steps
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points = (start, one.first, one.second, one.end)
            yield (
                sum(share * point[0] for share, point in zip(shares, points, strict=True)),
                sum(share * point[1] for share, point in zip(shares, points, strict=True)),
            )
        start = one.end
