"""The poster of an open link: one big QR code for a wall or a beamer."""

import datetime

from samenspel.present.invitations.qr import address_pieces, qr_svg
from samenspel.present.typeset import sheet, typeset
from samenspel.present.words import counted, date_long, say, shortened

LONGEST_TITLE, LONGEST_NETWORK = 160, 120


def poster_pdf(
    *, address: str, network: str, title: str, lang: str, minutes: int | None, date: datetime.date
) -> bytes:
    """One page on its side, for a room to scan; the same input gives the same bytes.

    Raises ValueError for an address that is no plain web address, ReportError when the page cannot be set.
    """
    alternative = say("poster-alt", lang)
    content = {
        **sheet(shortened(" ".join(title.split()), LONGEST_TITLE), lang, date),
        "network": shortened(" ".join(network.split()), LONGEST_NETWORK),
        "date": date_long(date, lang),
        "words": {name: say(f"poster-{name}", lang) for name in ("join", "scan", "or")},
        "minutes": counted("poster-minutes", lang, minutes) if minutes else "",
        "address": address_pieces(address),
        "qr": {"svg": qr_svg(address, label=alternative), "alt": alternative},
    }
    return typeset("invitations/poster.typ", content, date)
