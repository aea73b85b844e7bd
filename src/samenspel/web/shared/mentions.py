"""Where somebody is named in what people wrote: for a person to look at, since no program can rewrite it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """A text that names somebody. kind: what it is, as in the words "privacy-mention". href: where it stands."""

    kind: str
    text: str
    href: str


def mentions(kind: str, texts: Iterable[str], sought: Collection[str], href: str) -> list[Mention]:
    """Those of these texts in which a name or address stands as a whole, in whatever capitals."""
    pattern = pattern_of(sought)
    named = dict.fromkeys(text for text in texts if pattern.search(text))
    return [Mention(kind, text, href) for text in named]


def pattern_of(sought: Collection[str]) -> re.Pattern[str]:
    """What finds any of these names and addresses as a whole, in whatever capitals and on however many lines."""
    longest_first = sorted({one for one in sought if one.strip()}, key=len, reverse=True)
    names = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)" if names else r"(?!)", re.IGNORECASE)
