"""What tests of pictures share: the text boxes of a drawing, and whether they overlap or leave it."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

from samenspel.present.charts.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    said: str
    left: float
    right: float
    top: float
    foot: float


def boxes(picture: ElementTree.Element) -> list[Box]:
    found = []
    for text in picture.iter(f"{SVG}text"):
        said, size = "".join(text.itertext()), float(text.get("font-size"))
        x, y, wide = float(text.get("x")), float(text.get("y")), width_of(said, size)
        left = {"end": x - wide, "middle": x - wide / 2}.get(text.get("text-anchor"), x)
        found.append(Box(said, left, left + wide, y - 0.75 * size, y + 0.2 * size))
    return found


def overlapping(picture: ElementTree.Element) -> list[tuple[str, str]]:
    return [
        (one.said, other.said)
        for one, other in combinations(boxes(picture), 2)
        if one.left < other.right and other.left < one.right and one.top < other.foot and other.top < one.foot
    ]


def outside(picture: ElementTree.Element) -> list[str]:
    _, _, width, height = map(float, picture.get("viewBox").split())
    return [
        one.said
        for one in boxes(picture)
        if one.left < -0.5 or one.right > width + 0.5 or one.top < -0.5 or one.foot > height + 0.5
    ]


def words(picture: ElementTree.Element) -> str:
    return " ".join(one.said for one in boxes(picture))


def is_safe(text: str) -> bool:
    """Whether a strict content policy holds."""
    return "style" not in text and "<script" not in text and not re.search(r"<[^>]*\son\w+=", text)
