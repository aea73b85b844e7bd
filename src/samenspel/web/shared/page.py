"""What every page knows: its language, its look, and who is looking."""

from django.conf import settings
from django.http import HttpRequest

from samenspel.web.shared.words import language

LOOKS = ("light", "dark")


def page(request: HttpRequest) -> dict[str, object]:
    """For every template. look: "light" or "dark" when the visitor chose one, else empty: as the device has it."""
    chosen = request.COOKIES.get("weergave", "")
    return {"lang": language(), "look": chosen if chosen in LOOKS else "", "demo": settings.DEMO}
