"""Rows of a picture: words on the left, a chart that stands in line with them, and what it comes to on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samenspel.present.slides.masters import PICTURE, Box
from samenspel.present.slides.paint import Paragraph, Run, words
from samenspel.present.slides.room import SMALLEST, fitted, size_for

LEFT, CHART, RIGHT, GUTTER = 270.0, 256.0, 250.0, 16.0
"""How wide each part is; together with two gutters the width of a picture."""
MOST_ROWS = 8


@dataclass(frozen=True)
class Row:
    """A row: its words, and the paragraphs that say what it comes to."""

    name: str
    told: tuple[Paragraph, ...]


def draw_rows(slide: Any, rows: Sequence[Row], ends: tuple[str, str] | None = None) -> Box:
    """Write rows under each other; where the chart has its place between them is returned.

    ends: the words at both ends of the range, above the chart.
    """
    left, top, _, tall = PICTURE
    head = 24.0 if ends else 0.0
    row = min(72.0, (tall - head) / len(rows))
    start = top + head + max(0.0, (tall - head - row * len(rows)) / 2)
    chart_left = left + LEFT + GUTTER
    if ends:
        for said, align in zip(ends, ("left", "right"), strict=True):
            short, size = fitted(said, CHART / 2 - 6, 18, SMALLEST)
            at = chart_left if align == "left" else chart_left + CHART / 2 + 6
            words(slide.shapes, (at, start - 22, CHART / 2 - 6, 18), [[Run(short, size, "sans", "grey")]], align=align)
    sizes = [size_for([one.name], LEFT, row - 4, 16) or SMALLEST for one in rows]
    for place, one in enumerate(rows):
        y = start + place * row
        said, size = fitted(one.name, LEFT, row - 4, min(sizes))
        words(slide.shapes, (left, y, LEFT, row), [[Run(said, size)]], anchor="middle")
        beside = (chart_left + CHART + GUTTER, y, RIGHT, row)
        words(slide.shapes, beside, one.told, anchor="middle")
    return chart_left, start, CHART, row * len(rows)
