"""What every page knows: its language, its look, and who is looking."""

from django.conf import settings
from django.http import HttpRequest

from samenspel.web.shared.words import language

LOOKS = ("light", "dark")
THIS_COMPUTER = ("127.0.0.1", "localhost", "::1")


def page(request: HttpRequest) -> dict[str, object]:
    """For every template. look: "light" or "dark" when the visitor chose one, else empty: as the device has it.

    only_here: links that the site hands out open on this computer only, so no phone can follow them.
    """
    chosen = request.COOKIES.get("weergave", "")
    return {
        "lang": language(),
        "look": chosen if chosen in LOOKS else "",
        "demo": settings.DEMO,
        "only_here": settings.HOST in THIS_COMPUTER,
    }
