"""What the parts of a workbook spread out to: cells that are repeated, and texts that many cells share."""

from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree


def repeated(content: IO[bytes]) -> tuple[int, int]:
    """How many cells and how many characters an OpenDocument comes to, with everything that it repeats.

    Empty cells and rows at the end do not count: every sheet repeats those to its edge.
    """
    most = characters = rows = columns = width = filled = said = 0
    for element, kind in _elements(content):
        if kind in ("table-cell", "covered-table-cell"):
            often = _times(element, "number-columns-repeated")
            width += often
            if len(element) or _attribute(element, "value-type"):
                filled, said = width, said + often * sum(map(len, element.itertext()))
        elif kind == "table-row":
            often = _times(element, "number-rows-repeated")
            rows, columns, characters = rows + often, max(columns, filled), characters + often * said
            most = max(most, rows * columns) if filled else most
            width = filled = said = 0
        elif kind == "table":
            rows = columns = 0
        if kind in ("table-cell", "table-row", "table"):
            element.clear()
    return most, characters


def lengths(content: IO[bytes]) -> list[int]:
    """How long each text is that cells may share, in characters."""
    found = []
    for element, kind in _elements(content):
        if kind == "si":
            found.append(sum(map(len, element.itertext())))
            element.clear()
    return found


def shared(content: IO[bytes], texts: list[int]) -> int:
    """How many characters the cells of a sheet come to that share these texts."""
    characters = 0
    for element, kind in _elements(content):
        if kind == "c" and element.get("t") == "s":
            place = next((int(one.text or 0) for one in element if one.tag.rpartition("}")[2] == "v"), 0)
            characters += texts[place] if 0 <= place < len(texts) else 0
        if kind in ("c", "row"):
            element.clear()
    return characters


def _elements(content: IO[bytes]) -> Iterator[tuple[ElementTree.Element, str]]:
    """Every element as it ends, with its name."""
    for _, element in ElementTree.iterparse(content):
        yield element, element.tag.rpartition("}")[2]


def _times(element: ElementTree.Element, name: str) -> int:
    return max(1, int(_attribute(element, name) or 1))


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
