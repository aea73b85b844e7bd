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
    patterns = [_pattern(one) for one in sought if one.strip()]
    named = dict.fromkeys(text for text in texts if any(pattern.search(text) for pattern in patterns))
    return [Mention(kind, text, href) for text in named]


def _pattern(sought: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in sought.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
