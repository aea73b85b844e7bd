"""How much room words take on a slide, and what fits. Sizes and lengths are in points.

Measured on the wide side: who has no Arial or Georgia sees wider letters, and nothing may run over for them either.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

Face = Literal["sans", "bold", "serif", "heading"]
SMALLEST = 14
"""Nothing on a slide is smaller (look.md)."""
LEADING = 1.2

_WIDER: dict[Face, float] = {"sans": 1.0, "bold": 1.15, "serif": 1.03, "heading": 1.13}
_EMS = {
    **dict.fromkeys("iljI.,:;'’‘|! \u00a0", 0.32),
    **dict.fromkeys('ftr()[]-/“”"·–', 0.43),
    **dict.fromkeys("mwMW@%—…", 0.98),
}
_MOST_MARKS = 2
_JOINERS = "\u200c\u200d"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def plain(text: str) -> str:
    """Text as it may stand on a slide: one line, without what XML forbids, what turns its direction, and piled accents.

    Emoji and every script stay: whoever opens the slides has letters for them.
    """
    kept: list[str] = []
    marks = 0
    for sign in unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0]+", " ", text)):
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") and sign != "\ufe0f" else 0
        if marks <= _MOST_MARKS and (category not in _UNSEEN or sign in _JOINERS):
            kept.append(sign)
    return "".join(kept).strip()


def wide(text: str, size: float, face: Face = "sans") -> float:
    """About how wide a text on one line is; rather too wide than too narrow."""
    return size * _WIDER[face] * sum(_ems(sign) for sign in text)


def _ems(sign: str) -> float:
    if sign in _EMS:
        return _EMS[sign]
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0xFFFF:
        return 1.3
    return 0.73 if sign.isupper() else 0.62


def lines(text: str, size: float, room: float, face: Face = "sans") -> int:
    """Over how many lines a text runs in this room; a word that is longer than a line goes on in the next."""
    count, at = 1, 0.0
    space = wide(" ", size, face)
    for word in text.split(" "):
        long = wide(word, size, face)
        if at and at + space + long > room:
            count, at = count + 1, 0.0
        at += long + (space if at else 0.0)
        if at > room:
            more = int(at // (room * 0.96))
            count, at = count + more, at - more * room * 0.96
    return count


def tall(text: str, size: float, room: float, face: Face = "sans") -> float:
    """How high a text stands in this room."""
    return LEADING * size * lines(text, size, room, face)


def size_for(
    texts: Sequence[str], room: float, height: float, largest: int, face: Face = "sans", gap: float = 0.0
) -> int | None:
    """The largest size at which all texts under each other fit; None when they do not even at the smallest."""
    between = gap * max(0, len(texts) - 1)
    for size in range(largest, SMALLEST - 1, -1):
        if between + sum(tall(text, size, room, face) for text in texts) <= height:
            return size
    return None


def fitted(text: str, room: float, height: float, largest: int, face: Face = "sans") -> tuple[str, int]:
    """A text with the size at which it fits; where it does not even at the smallest, its first words and "…"."""
    text = plain(text)
    size = size_for([text], room, height, largest, face)
    if size is not None:
        return text, size
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if tall(_first(text, middle), SMALLEST, room, face) <= height:
            low = middle
        else:
            high = middle - 1
    return _first(text, low), SMALLEST


def _first(text: str, most: int) -> str:
    """The first words, or the first letters where that keeps far too little."""
    cut = text[:most]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > most / 2 else cut).rstrip(" ,;:") + "…"
