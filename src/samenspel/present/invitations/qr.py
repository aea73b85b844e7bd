"""A web address as a QR code, and as pieces that a person can type over."""

import re

import segno

from samenspel.present.charts import svg

QUIET = 4
"""The white edge around a code, in modules: with less, cameras miss it."""
_DARK, _LIGHT = "#000000", "#FFFFFF"
_LONGEST_PIECE = 30


def qr_svg(address: str, *, label: str) -> str:
    """The address as an SVG picture that screen readers announce by its label.

    It has no size of its own, and brings its white ground along, so that it can be scanned on a dark page too.
    """
    rows = segno.make_qr(address, error="m").matrix
    side = len(rows) + 2 * QUIET
    return svg.tag(
        "svg",
        svg.tag("rect", width=side, height=side, fill=_LIGHT),
        svg.tag("path", d=_dark(rows), fill=_DARK),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {side} {side}",
        role="img",
        aria_label=label,
        shape_rendering="crispEdges",
    )


def _dark(rows: tuple[bytearray, ...]) -> str:
    """The dark modules as one path: every run of a row is a bar."""
    bars = ((down, run) for down, row in enumerate(rows) for run in re.finditer(rb"\x01+", row))
    return "".join(
        f"M{run.start() + QUIET} {down + QUIET}h{len(run.group())}v1h-{len(run.group())}z" for down, run in bars
    )


def address_pieces(address: str) -> tuple[str, ...]:
    """The address in pieces between which a line may end: after a slash, and within what is long.

    Raises ValueError for what is not a plain web address, since it would be printed otherwise than it is scanned.
    """
    if not re.fullmatch("https?://[!-~]+", address):
        raise ValueError("not a plain web address")
    parts = re.findall("https?://|[^/]*/+|[^/]+", address)
    return tuple(
        part[start : start + _LONGEST_PIECE] for part in parts for start in range(0, len(part), _LONGEST_PIECE)
    )
