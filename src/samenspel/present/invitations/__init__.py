"""Invitations on paper: a letter with a QR code for every person, and a poster for a room, as accessible PDF."""

from samenspel.present.invitations.letters import Letter, letters_pdf
from samenspel.present.invitations.poster import poster_pdf
from samenspel.present.invitations.qr import qr_svg

__all__ = ["Letter", "letters_pdf", "poster_pdf", "qr_svg"]
