"""How the site sees who asks, told to nobody but the administrator: so `samenspel doctor` knows what a proxy passes on.

Who asks shows a note that only the key of the site can sign, and that is old after a minute.
"""

from django.core import signing
from django.http import HttpRequest

from samenspel.web.shared.limits import visitor

HEADER = "X-Samenspel-Doctor"
AGE = 60  # seconds
_SALT = "samenspel.web.shared.mirror"


def note() -> str:
    """A note to send along in HEADER."""
    return signing.TimestampSigner(salt=_SALT).sign("doctor")


def asked(request: HttpRequest) -> bool:
    """Whether a request carries such a note."""
    try:
        signing.TimestampSigner(salt=_SALT).unsign(request.headers.get(HEADER, ""), max_age=AGE)
    except signing.BadSignature:
        return False
    return True


def seen(request: HttpRequest) -> dict[str, object]:
    """From where and how somebody came."""
    return {"visitor": visitor(request), "encrypted": request.is_secure()}
