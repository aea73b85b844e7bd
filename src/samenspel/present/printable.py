"""Making any text printable: what people typed is data, and no letter of it may stop a page.

A PDF that is accessible (PDF/UA-1) refuses a character without a glyph. `_RANGES` holds what the shipped fonts and
those inside Typst can draw: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, and many signs; a test sets every one of
them. Other characters become words in brackets: an emoji its name where we have one, another script a note that
something is written there, and what has no meaning for us "\ufffd". Nothing is dropped but what nobody sees: control
characters, zero-width marks, marks that turn the direction of text, and the third and further accents on one letter.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from samenspel.present.words import say, texts

_RANGES = """
0020-007E 00A0-00AC 00AE-02FF 0370-0377 037A-037F 0384-038A 038C 038E-03A1 03A3-0482 048A-04FF 0510-0513 051A-051D
0531-0556 0559-058A 058D-058F 05BE 05C0 05C3 05C6 05D0-05EA 05EF-05F4 0606-060C 061B 061F 0621-063A 0640-064A 0660-066D
0674 0679-067B 067E-0680 0683-0684 0686-0687 0691 0698 06A4 06A9 06AF 06BE 06CC 06F0-06F9 1E00-1F15 1F18-1F1D 1F20-1F45
1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE
2000-200A 2010-2027 202F-2040 2042 2044-2052 2054-205F 2070-2071 2074-208E 2090-209C 20A0-20C0 2100-211E 2120 2122 2124
2126-2184 2189 2190-23FF 2422-2423 2460-262F 2638-268B 2690-269C 26A0-26A7 26AA-26B2 2701-2704 2706-2709 270C-2727
2729-274B 274D 274F-2752 2756 2758-275E 2761-277F 2794 2798-27AF 27B1-2B73 2B76-2B95 2B97-2BFF FB00-FB06 FB13-FB17
FB1D FB1F-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4F FFFD
"""
# Which marks may stand on which letters: only where one font has both.
_MARKS = (
    ("0300-0304 0306-0308 030A-030C 0323 0327-0328", "0041-005A 0061-007A 00C0-024F 0370-0481 048A-04FF 1E00-1EFF"),
    ("05B0-05BC 05BF 05C1-05C2", "05D0-05EA"),
    ("064B-0652", "0621-063A 0640-064A 066E-06D3"),
)
_MOST_MARKS = 2
_LONG_WORD, _PIECE = 36, 18
_MOST_LINES = 8
_EMOJI = re.compile("[\U0001f000-\U0001faff☀-⛿✀-➿⬀-⯿]")
_BREAKS = "\r\u0085\u2028\u2029"
_UNSEEN = ("Cc", "Cf", "Mn", "Me")
_UNKNOWN = ("Cs", "Co", "Cn")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")


def _characters(ranges: str) -> frozenset[str]:
    pairs = (part.split("-") for part in ranges.split())
    return frozenset(chr(code) for pair in pairs for code in range(int(pair[0], 16), int(pair[-1], 16) + 1))


@cache
def printable_characters() -> frozenset[str]:
    """Every character that is set as it is, without the marks that stand on another."""
    return _characters(_RANGES)


@cache
def printable_marks() -> dict[str, frozenset[str]]:
    """The accents and points that are set, each with the letters that it may stand on."""
    letters = ((_characters(marks), _characters(on) & printable_characters()) for marks, on in _MARKS)
    return {mark: on for marks, on in letters for mark in marks}


@cache
def _as_it_is() -> frozenset[str]:
    return printable_characters() - printable_marks().keys() | {"\n"}


def drawable(text: str, lang: str) -> str:
    """The text with only characters that can be drawn; words in brackets stand for the others."""
    text = unicodedata.normalize("NFC", text)
    if _as_it_is().issuperset(text):
        return text
    said: list[str] = []
    letter, marks = "", 0
    for character in _SKIN.sub("", text):
        if character not in printable_marks():
            letter, marks = character, 0
            said.append(_drawn(character, lang))
        elif letter in printable_marks()[character] and marks < _MOST_MARKS:
            marks += 1
            said.append(character)
    return _without_repeats("".join(said))


def _drawn(character: str, lang: str) -> str:
    if character in printable_characters() or character == "\n":
        return character
    if character in _BREAKS:
        return "\n"
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in _UNSEEN:
        return ""
    if category in _UNKNOWN:
        return "\ufffd"
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(part in printable_characters() for part in plain):
        return plain
    if _EMOJI.match(character) or category.startswith("S"):
        name = texts().get(f"emoji-{character}", texts()["emoji-other"])[lang]
        return f"\ue000{name}\ue001"
    return f"\ue000{say('letters-other-script', lang)}\ue001"


def _without_repeats(text: str) -> str:
    """Notes in brackets; the same note many times in a row stands there once."""
    text = re.sub("(\ue000[^\ue001]*\ue001)(?:\\s*\\1)+", r"\1", text)
    return text.replace("\ue001\ue000", "] [").replace("\ue000", "[").replace("\ue001", "]")


def printable(text: str, lang: str) -> str:
    """Text that can be set anywhere: drawable, on few lines, and with room to break in endless words."""
    drawn = drawable(text.replace("\r\n", "\n"), lang).split("\n")
    lines = [re.sub(r"[^\S\u00a0]+", " ", line).strip() for line in drawn]
    lines = [line for line in lines if line]
    joined = "\n".join(lines) if len(lines) <= _MOST_LINES else " / ".join(lines)
    return re.sub(rf"[^ \n]{{{_LONG_WORD},}}", _breakable, joined)


def _breakable(found: re.Match[str]) -> str:
    word = found.group()
    return "\u200b".join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((way in ("R", "AL") for way in directions if way in ("L", "R", "AL")), False)


def all_printable(content: Any, lang: str) -> Any:
    """Dicts, lists and texts with every text printable; a text under the key "svg" is drawable, but not broken."""
    if isinstance(content, dict):
        return {
            key: drawable(value, lang) if key == "svg" and isinstance(value, str) else all_printable(value, lang)
            for key, value in content.items()
        }
    if isinstance(content, list | tuple):
        return [all_printable(value, lang) for value in content]
    return printable(content, lang) if isinstance(content, str) else content
