"""What may be shown of an open remark after reading it for names: its own words, with gaps that can be seen.

Whoever reads a remark for names may leave words out, and put in the place of a word what it was ("[naam]"). Other
words, signs that cannot be seen, or signs that turn what was said, would be put in the mouth of who wrote it.
"""

import re
from collections import Counter
from collections.abc import Iterator

GAP = "[…]"
STAND_INS = (
    "naam", "namen", "persoon", "functie", "partij", "organisatie", "afdeling", "team", "project", "plaats", "adres",
    "nummer", "name", "names", "person", "role", "party", "organisation", "organization", "department", "place",
    "address", "number",
)  # fmt: skip
"""What may stand between brackets: it says what was taken out, and can be no part of a sentence."""
_FREE = ".,;:"  # what comes and goes behind words when some are taken out
_TELLING = "!?\"'“”„‘’«»…"  # may go, but not come
_STAND_IN = re.compile(rf"[({_TELLING}]*\[(\w+|…)\][){_FREE}{_TELLING}]*")
_NO_WORD = re.compile(rf"[{_FREE}{_TELLING}–—-]+")
_WORD = re.compile(r"\S+")


def redacted(original: str, typed: str) -> str | None:
    """The text to show, with "[…]" wherever words were left out unseen; None when it holds what was not written.

    A first letter may become a capital or a small one, and commas and full stops may come and go, as happens where a
    word is taken out; the order of the words may not change. What stands in stands for one word.
    """
    if _tells_more(original, typed):
        return None
    said, place, named, gap, pieces, end = list(_words(original)), 0, 0, False, [], 0
    for match in _WORD.finditer(typed):
        pieces.append(typed[end : match.start()])
        end = match.end()
        if stands_in := _stand_in(match[0]):
            if gap and stands_in == GAP:
                return None
            named, gap = named + (stands_in != GAP), gap or stands_in == GAP
        elif word := _bare(match[0]):
            found = next((here for here in range(place + named + gap, len(said)) if said[here] == word), None)
            if found is None:
                return None
            pieces += [] if found == place + named or gap else [f"{GAP} "]
            place, named, gap = found + 1, 0, False
        pieces.append(match[0])
    left = len(said) - place - named
    if left < gap:
        return None
    closing = [f" {GAP}"] if left and not gap else []
    return "".join([*pieces, *closing]) + typed[end:]


def _tells_more(original: str, typed: str) -> bool:
    """Whether a question, a cry, a quotation or a pause came in that was not there."""
    before, after = (Counter(one for one in text if one in _TELLING) for text in (original, typed.replace(GAP, "")))
    return bool(after - before) or typed.count("..") > original.count("..")


def _stand_in(word: str) -> str:
    """What stands between brackets in the place of a word, with the brackets; empty when this is no such thing."""
    match = _STAND_IN.fullmatch(word)
    return f"[{match[1]}]" if match and (match[1] == "…" or match[1].casefold() in STAND_INS) else ""


def _words(text: str) -> Iterator[str]:
    return (word for match in _WORD.finditer(text) if (word := _bare(match[0])))


def _bare(word: str) -> str:
    """A word without the punctuation around it, its first letter small; all else is as it was written."""
    if _NO_WORD.fullmatch(word):
        return ""
    bare = word.lstrip(_TELLING).rstrip(_FREE + _TELLING)
    return bare[:1].casefold() + bare[1:]
