"""The poster of an open link: one big QR code for a wall or a beamer."""

import datetime

from samenspel.present.invitations.lines import heading, one_line
from samenspel.present.invitations.qr import address_pieces, qr_svg
from samenspel.present.typeset import sheet, typeset
from samenspel.present.words import counted, date_long, say


def poster_pdf(*, address: str, network: str, title: str, lang: str, minutes: int | None, date: datetime.date) -> bytes:
    """One page on its side, for a room to scan; the same input gives the same bytes.

    Raises ValueError for an address that is no plain web address, ReportError when the page cannot be set.
    """
    alternative = say("poster-alt", lang)
    content = {
        **sheet(heading(title, lang), lang, date),
        "network": one_line(network, "network"),
        "date": date_long(date, lang),
        "words": {name: say(f"poster-{name}", lang) for name in ("join", "scan", "or")},
        "minutes": counted("poster-minutes", lang, minutes) if minutes else "",
        "address": address_pieces(address),
        "qr": {"svg": qr_svg(address, label=alternative), "alt": alternative},
    }
    return typeset("invitations/poster.typ", content, date)
