"""What may be shown of an open remark after reading it for names: its own words, with gaps that can be seen.

Whoever reads a remark for names may leave words out, and put a word in brackets in their place ("[naam]"). Other words
would be put in the mouth of who wrote it.
"""

import re
from collections.abc import Iterator

GAP = "[…]"
_BRACKETS = re.compile(r"\W*\[[^\[\]\s]{1,20}\]\W*")
_WORD = re.compile(r"\S+")


def redacted(original: str, typed: str) -> str | None:
    """The text to show, with "[…]" wherever words were left out unseen; None when it holds words that are not there.

    Case and punctuation may change, as happens where a word is taken out; the order of the words may not.
    """
    said, place, gap, pieces, end = list(_words(original)), 0, False, [], 0
    for match in _WORD.finditer(typed):
        pieces.append(typed[end : match.start()])
        end = match.end()
        if _BRACKETS.fullmatch(match[0]):
            if gap:  # one in brackets after the other would be a sentence
                return None
            gap = True
        elif word := _bare(match[0]):
            found = next((here for here in range(place, len(said)) if said[here] == word), None)
            if found is None:
                return None
            pieces += [] if found == place or gap else [f"{GAP} "]
            place, gap = found + 1, False
        pieces.append(match[0])
    closing = [] if place == len(said) or gap else [f" {GAP}"]
    return "".join([*pieces, *closing]) + typed[end:]


def _words(text: str) -> Iterator[str]:
    return (word for match in _WORD.finditer(text) if (word := _bare(match[0])))


def _bare(word: str) -> str:
    """A word without capitals and punctuation; of what has no letters or digits, such as a smiley, all of it."""
    return re.sub(r"[\W_]+", "", word).casefold() or ("" if re.fullmatch(r"[.,;:!?'\"()\-–…]+", word) else word)
