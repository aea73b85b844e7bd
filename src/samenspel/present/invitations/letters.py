"""Letters of invitation: a page for every person, in that person's language, with a link that is theirs alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samenspel.present.invitations.lines import ROOM, heading, one_line
from samenspel.present.invitations.qr import address_pieces, qr_svg
from samenspel.present.printable import all_printable, runs_right_to_left
from samenspel.present.typeset import REGIONS, sheet, typeset
from samenspel.present.words import date_long, say, shortened
from samenspel.theory.words import Bilingual

Content = dict[str, Any]


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
    shared = {
        lang: {**_words(network, sender, closes, visibility_words, lang), **_asked(title, message, date, lang)}
        for lang in sorted({letter.lang for letter in letters})
    }
    first = letters[0].lang
    content = {
        **sheet(say("invitation-document", first, title=heading(title, first)), first, date),
        "shared": {lang: all_printable(texts, lang) for lang, texts in shared.items()},
        "letters": [all_printable(_letter(letter), letter.lang) for letter in letters],
    }
    return typeset("invitations/letters.typ", content, date)


def _words(
    network: str, sender: str, closes: Bilingual | None, visibility_words: Bilingual, lang: str
) -> dict[str, Any]:
    """What the letters say around the message: who invites, how and until when to take part, who sees what."""
    by, of = one_line(sender, "name"), one_line(network, "network")
    key = "invitation-lead" if by != of else "invitation-lead-network"
    fixed = ("how", "scan", "type", "type-case", "personal", "who-sees", "alt")
    return {
        **{name: say(f"invitation-{name}", lang) for name in fixed},
        "region": REGIONS[lang],
        "lead": say(key, lang, sender=by, network=of),
        "closes": say("invitation-closes", lang, closes=one_line(closes[lang], "closes")) if closes else "",
        "visibility": _paragraphs(shortened(visibility_words[lang].strip(), ROOM["visibility"])),
    }


def _asked(title: str, message: str, date: datetime.date, lang: str) -> Content:
    """What is asked; the message also without its lines, for where it has more of them than a page."""
    kept = shortened(message.strip(), ROOM["message"])
    return {
        "title": heading(title, lang),
        "message": _paragraphs(kept),
        "message-run-on": _paragraphs(" / ".join(line for line in kept.splitlines() if line.strip())),
        "date": date_long(date, lang),
    }


def _paragraphs(text: str) -> list[Content]:
    """Paragraphs as they were typed, line by line."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [{"lines": one, "rtl": runs_right_to_left(" ".join(one))} for one in found if one]


def _letter(letter: Letter) -> Content:
    name = one_line(letter.name, "name")
    alternative = say("invitation-alt", letter.lang)
    return {
        "lang": letter.lang,
        "for": say("invitation-for", letter.lang, name=name),
        "party": one_line(letter.party or "", "party"),
        "hello": say("invitation-hello", letter.lang, name=name),
        "address": address_pieces(letter.address),
        "case": letter.address != letter.address.lower(),
        "qr": {"svg": qr_svg(letter.address, label=alternative)},
    }
