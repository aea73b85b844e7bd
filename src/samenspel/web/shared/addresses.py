"""Whole addresses, for mails, letters and QR codes: from settings, never from what a visitor's request claims."""

from django.conf import settings
from django.urls import reverse


def absolute(name: str, *args: object) -> str:
    """The whole address of a page: https://… and the rest."""
    return f"{settings.ADDRESS}{reverse(name, args=args)}"
