"""The site at its own address, as a visitor meets it: through the proxy, with everything that the proxy should add.

The request carries a signed note (see `samenspel.web.shared.mirror`), so the site says how it sees who asks, and shows
that it is this site. It also carries a made-up address of a visitor, which a good proxy throws away.
"""

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from samenspel.web.shared import mirror
from samenspel.web.shared.clock import now
from samenspel.web.upkeep.doctor.finding import Finding

TIMEOUT = 5.0
MADE_UP = "203.0.113.77"
"""From the addresses that are kept for examples: nobody has it."""
PLAIN_PORT = 80
CERTIFICATE_LEFT = timedelta(days=14)


@dataclass(frozen=True)
class Answer:
    """What the site said. seen: how it sees who asked, None when it does not know our key; here: our own address."""

    status: int
    seen: dict[str, Any] | None
    here: str
    expires: datetime | None


def at_its_address() -> Iterator[Finding]:
    """Whether people reach the site where its links lead, and what it sees of them there."""
    values = {"address": settings.ADDRESS}
    try:
        answer = _ask()
    except ssl.SSLCertVerificationError as error:
        yield Finding("site-certificate", {**values, "reason": error.verify_message})
    except ssl.SSLError:
        yield Finding("site-no-tls", values)
    except socket.gaierror:
        yield Finding("site-no-such-name", values)
    except TimeoutError:
        yield Finding("site-slow", values)
    except (OSError, http.client.HTTPException):
        yield Finding("site-not-reached", values)
    else:
        yield from _judged(answer)
        yield from _plain()


def _ask() -> Answer:
    parts = urlsplit(settings.ADDRESS)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(str(parts.hostname), parts.port, timeout=TIMEOUT)
    try:
        connection.connect()
        here, expires = connection.sock.getsockname()[0], _expires(connection.sock)
        headers = {mirror.HEADER: mirror.note(), "X-Forwarded-For": MADE_UP, "User-Agent": "samenspel doctor"}
        connection.request("GET", "/status", headers=headers)
        response = connection.getresponse()
        return Answer(response.status, _seen(response.read(4096)), here, expires)
    finally:
        connection.close()


def _seen(body: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(body)
    except ValueError:  # "ok", or the page of somebody else
        return None
    return said if isinstance(said, dict) and {"visitor", "encrypted"} <= said.keys() else None


def _expires(sock: Any) -> datetime | None:
    """Until when the certificate is valid."""
    if not isinstance(sock, ssl.SSLSocket):
        return None
    certificate: dict[str, Any] = sock.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)


def _judged(answer: Answer) -> Iterator[Finding]:
    values: dict[str, object] = {"address": settings.ADDRESS, "status": answer.status}
    if answer.status != 200:
        yield Finding("site-not-well", values)
        return
    if answer.seen is None:
        yield Finding("site-of-another", values)
        return
    yield Finding("site", values)
    if answer.expires:
        days = (answer.expires - now()).days
        yield Finding("certificate-short" if days < CERTIFICATE_LEFT.days else "certificate", {"days": days})
    if settings.SECURE:
        yield Finding("proto" if answer.seen["encrypted"] else "proto-not-passed")
    yield _visitor(str(answer.seen["visitor"]), answer.here)


def _visitor(seen: str, here: str) -> Finding:
    """Whether the site takes us for who we are, and not for who we say that we are or for the proxy."""
    if seen == MADE_UP:
        return Finding("visitor-forged")
    if seen == here:
        return Finding("visitor", {"visitor": seen})
    if seen in ("127.0.0.1", "::1"):
        return Finding("visitor-is-proxy")
    return Finding("visitor-other", {"visitor": seen, "here": here})


def _plain() -> Iterator[Finding]:
    """Whether who comes without encryption is sent on, also one who pretends to have come with it."""
    parts = urlsplit(settings.ADDRESS)
    if not settings.SECURE or parts.port:
        return
    connection = http.client.HTTPConnection(str(parts.hostname), PLAIN_PORT, timeout=TIMEOUT)
    try:
        connection.request("GET", "/inloggen", headers={"X-Forwarded-Proto": "https"})
        response = connection.getresponse()
        on = response.status in (301, 302, 307, 308) and response.headers.get("Location", "").startswith("https://")
        yield Finding("plain-sent-on" if on else "plain-answered")
    except (OSError, http.client.HTTPException):
        yield Finding("plain-closed")
    finally:
        connection.close()
