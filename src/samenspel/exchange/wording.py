"""When two wordings are the same, whatever tools did to them on the way; and the usual words for yes, no and skip."""

import html
import re
import unicodedata

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_WORD = re.compile(r"[^\W_]+")


def tidy(text: str) -> str:
    """The text as people see it: composed (NFC), trimmed, and every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """The words of a text alone: no HTML, capitals, punctuation, or kinds of space. Equal words give equal results."""
    bare = _TAG.sub(" ", html.unescape(text)) if "<" in text or "&" in text else text
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", bare).casefold()))


def compact(text: str) -> str:
    """An id without separators or capitals: LimeSurvey allows only letters and digits, so AMB-1 becomes AMB1."""
    return "".join(_WORD.findall(text.casefold()))


def label(text: str) -> str:
    """The key by which labels are compared: their words, or the characters themselves where there is no letter.

    A minus sign or a comma in a number means something; in words they do not.
    """
    return plain(text) if any(char.isalpha() for char in text) else tidy(text)


def shortened(text: str, most: int = 60) -> str:
    """At most so many characters, for a message."""
    text = tidy(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


YES = frozenset(("yes", "ja", "y", "j", "1", "true", "waar", "x", "checked", "akkoord", "✓", "✔"))
NO = frozenset(("no", "nee", "n", "0", "false", "onwaar", "unchecked", "niet akkoord"))
SKIPS = frozenset(
    (
        "weet ik niet",
        "weet niet",
        "ik weet het niet",
        "niet van toepassing",
        "n v t",
        "nvt",
        "niet voor mij",
        "don t know",
        "dont know",
        "do not know",
        "i don t know",
        "i do not know",
        "not applicable",
        "n a",
        "not for me",
    )
)
"""What people choose instead of an answer, as `label` writes it. An instrument adds its own words per item."""

MISSING = frozenset(("", "NA", "NULL", "NaN", "#N/A", "#N/B"))
"""Cells that hold nothing: empty, or what R, a database or a spreadsheet writes for it."""

_ERRORS = frozenset(
    (
        *("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
        *("#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA", "#ERROR!"),
        *("#VERW!", "#WAARDE!", "#DEEL/0!", "#NAAM?", "#GETAL!", "#LEEG!", "#OVERLOPEN!", "#VELD!"),
    )
)
_NUMBERED_ERROR = re.compile(r"(?:Err|Fout):\d{3}")


def is_error(cell: str) -> bool:
    """Whether a cell holds what a spreadsheet shows, in English or Dutch, where it cannot work out a value."""
    text = cell.strip()
    return text in _ERRORS or _NUMBERED_ERROR.fullmatch(text) is not None
