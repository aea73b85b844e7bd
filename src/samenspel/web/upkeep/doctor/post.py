"""The mail server: reached, spoken to in secret, and logged in to. No mail is sent unless somebody asks for one."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from samenspel.web.upkeep.doctor.finding import Finding, word


class _NotReached(Exception):
    """The server cannot be used; carries what to say of it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def server() -> Iterator[Finding]:
    """Whether a mail could be handed over."""
    if settings.DEMO:
        yield Finding("mail-demo")
        return
    connection = get_connection()
    try:
        with _told():
            connection.open()
    except _NotReached as error:
        yield Finding(error.key, _values())
    else:
        key = "mail" if settings.EMAIL_HOST_USER else "mail-without-login"
        yield Finding(key if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL else "mail-plain", _values())
    finally:
        connection.close()


def send(to: str, lang: str) -> Iterator[Finding]:
    """Send one mail, with nothing in it but that it came."""
    try:
        validate_email(to)
    except ValidationError:
        yield Finding("test-mail-no-address", {"to": to})
        return
    values = {**_values(), "to": to, "sender": settings.DEFAULT_FROM_EMAIL}
    body = word("test-mail", lang, address=settings.ADDRESS)
    mail = EmailMessage(word("test-mail-subject", lang), body + "\n", to=[to])
    try:
        with _told():
            mail.send()
    except _NotReached as error:
        yield Finding(error.key, values)
    else:
        yield Finding("test-mail-demo" if settings.DEMO else "test-mail-sent", values)


def _values() -> dict[str, object]:
    server = "" if settings.DEMO else f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    return {"server": server, "sender": settings.DEFAULT_FROM_EMAIL}


@contextmanager
def _told() -> Iterator[None]:
    """What can go wrong on the way, by what an administrator can do about it. The narrower kinds come first."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _NotReached("mail-login") from error
    except smtplib.SMTPNotSupportedError as error:
        raise _NotReached("mail-no-encryption") from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        raise _NotReached("test-mail-refused") from error
    except ssl.SSLError as error:
        raise _NotReached("mail-certificate") from error
    except socket.gaierror as error:
        raise _NotReached("mail-no-such-server") from error
    except OSError as error:
        raise _NotReached("mail-not-reached") from error
