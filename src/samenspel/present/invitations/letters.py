"""Letters of invitation: a page for every person, in that person's language, with a link that is theirs alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samenspel.present.invitations.qr import address_pieces, qr_svg
from samenspel.present.printable import all_printable, runs_right_to_left
from samenspel.present.typeset import REGIONS, sheet, typeset
from samenspel.present.words import date_long, say, shortened
from samenspel.theory.words import Bilingual

Content = dict[str, Any]
ROOM = {"name": 100, "party": 120, "network": 120, "title": 160, "message": 2500, "visibility": 1200, "closes": 120}
"""How many characters of each text there is room for on one page; more ends in an ellipsis."""
_MOST_LINES = 40


@dataclass(frozen=True)
class Letter:
    """Who is invited, by which personal address, in which language; `party` is None for a citizen."""

    name: str
    party: str | None
    address: str
    lang: str


def letters_pdf(
    letters: Sequence[Letter],
    *,
    network: str,
    sender: str,
    title: str,
    message: str,
    closes: Bilingual | None,
    visibility_words: Bilingual,
    date: datetime.date,
) -> bytes:
    """One page for every letter, in their order; the same input gives the same bytes.

    `closes` is a moment in words ("3 april 2026, 17.00 uur"). Raises ValueError for no letters at all or for an address
    that is no plain web address, ReportError when the pages cannot be set.
    """
    if not letters:
        raise ValueError("no letters to set")
    said = _line(title, "title")
    shared = {
        lang: {**_words(network, sender, closes, visibility_words, lang), **_asked(said, message, date, lang)}
        for lang in sorted({letter.lang for letter in letters})
    }
    first = letters[0].lang
    content = {
        **sheet(say("invitation-document", first, title=said), first, date),
        "shared": {lang: all_printable(texts, lang) for lang, texts in shared.items()},
        "letters": [all_printable(_letter(letter), letter.lang) for letter in letters],
    }
    return typeset("invitations/letters.typ", content, date)


def _line(text: str, kind: str) -> str:
    """A text on one line, as long as there is room for."""
    return shortened(" ".join(text.split()), ROOM[kind])


def _words(
    network: str, sender: str, closes: Bilingual | None, visibility_words: Bilingual, lang: str
) -> dict[str, Any]:
    """What the letters say around the message: who invites, how and until when to take part, who sees what."""
    by, of = _line(sender, "name"), _line(network, "network")
    key = "invitation-lead" if by != of else "invitation-lead-network"
    fixed = ("how", "scan", "type", "type-case", "personal", "who-sees", "alt")
    return {
        **{name: say(f"invitation-{name}", lang) for name in fixed},
        "region": REGIONS[lang],
        "network": of,
        "lead": say(key, lang, sender=by, network=of),
        "closes": say("invitation-closes", lang, closes=_line(closes[lang], "closes")) if closes else "",
        "visibility": _paragraphs(shortened(visibility_words[lang].strip(), ROOM["visibility"])),
    }


def _asked(title: str, message: str, date: datetime.date, lang: str) -> Content:
    return {
        "title": title,
        "message": _paragraphs(shortened(message.strip(), ROOM["message"])),
        "date": date_long(date, lang),
    }


def _paragraphs(text: str) -> list[Content]:
    """Paragraphs as they were typed, line by line; where there are too many lines for a page, they run on."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if len([line for line in lines if line]) > _MOST_LINES:
        lines = [" / ".join(line for line in lines if line)]
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [{"lines": one, "rtl": runs_right_to_left(" ".join(one))} for one in found if one]


def _letter(letter: Letter) -> Content:
    name = _line(letter.name, "name")
    alternative = say("invitation-alt", letter.lang)
    return {
        "lang": letter.lang,
        "for": say("invitation-for", letter.lang, name=name),
        "party": _line(letter.party or "", "party"),
        "hello": say("invitation-hello", letter.lang, name=name),
        "address": address_pieces(letter.address),
        "case": letter.address != letter.address.lower(),
        "qr": {"svg": qr_svg(letter.address, label=alternative)},
    }
