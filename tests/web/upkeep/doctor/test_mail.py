"""What the doctor sees of the mail server."""

import pytest

from samenspel.web.upkeep.doctor import post
from tests.web.serving import free_port
from tests.web.upkeep.doctor.diagnosis import keys
from tests.web.upkeep.mail_server import mail_server


@pytest.fixture
def real_mail(settings):
    """The site set to a mail server on this computer, as production is."""
    settings.DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "Samenspel <samenspel@samenspel.example>"
    settings.EMAIL_TIMEOUT = 5

    def at(port, tls=False, ssl=False):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "piet", "mailgeheim"
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, ssl

    return at


def test_a_mail_server_that_takes_us_is_good_and_gets_no_mail(real_mail):
    with mail_server() as one:
        real_mail(one.port)
        assert keys(post.server()) == ["mail-plain"]
        assert one.mails == []


@pytest.mark.parametrize(
    ("says", "asks", "key"),
    [
        ({"login": False}, {}, "mail-login"),
        ({}, {"tls": True}, "mail-no-encryption"),
        ({}, {"ssl": True}, "mail-certificate"),
    ],
)
def test_what_is_wrong_with_a_mail_server_is_told(real_mail, says, asks, key):
    with mail_server(**says) as one:
        real_mail(one.port, **asks)
        assert keys(post.server()) == [key]


def test_a_mail_server_that_is_not_there_is_told(real_mail, settings):
    real_mail(free_port())
    assert keys(post.server()) == ["mail-not-reached"]
    settings.EMAIL_HOST = "mail.invalid"
    assert keys(post.server()) in (["mail-no-such-server"], ["mail-not-reached"])


def test_a_test_mail_that_is_refused_or_has_nowhere_to_go_is_told(real_mail):
    with mail_server(sender=False) as one:
        real_mail(one.port)
        assert keys(post.send("jan@voorbeeld.example", "nl")) == ["test-mail-refused"]
        assert keys(post.send("jan@voorbeeld.example\nBcc: x@y.example", "nl")) == ["test-mail-no-address"]
        assert one.mails == []
