"""The mark of Samenspel: a ring in the colours of the five conditions."""

import math

from samenspel.present.charts import svg
from samenspel.present.palette import CONDITIONS, Theme


def mark(theme: Theme = "light") -> str:
    """The mark as SVG text, 24 units square; decoration, so without a text alternative of its own."""
    arcs = []
    for place, colour in enumerate(CONDITIONS[theme][scale] for scale in ("AMB", "INT", "REL", "ORG", "PRO")):
        start, stop = (math.radians(72 * place - 36 + turn) for turn in (0, 72.5))
        (x, y), (to_x, to_y) = ((12 + 8 * math.sin(angle), 12 - 8 * math.cos(angle)) for angle in (start, stop))
        path = f"M{svg.short(x)} {svg.short(y)}A8 8 0 0 1 {svg.short(to_x)} {svg.short(to_y)}"
        arcs.append(svg.tag("path", d=path, stroke=colour))
    ring = svg.tag("g", *arcs, fill="none", stroke_width=7)
    return svg.tag("svg", ring, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 24 24", aria_hidden="true")
