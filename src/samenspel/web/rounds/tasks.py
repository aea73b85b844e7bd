"""Sending the mails of a round in the background, each one once."""

import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from samenspel.web.networks.access import works_in
from samenspel.web.rounds.links import is_uncertain, mint
from samenspel.web.rounds.mails import receiver_of, write_mail
from samenspel.web.rounds.models import MOST_TRIES, Invitation, Letter
from samenspel.web.shared.addresses import absolute
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import fingerprint

SENDABLE = Q(
    sent_at=None,
    tries__lt=MOST_TRIES,
    mailing__round__deleted_at=None,
    mailing__round__network__deleted_at=None,
    invitation__out="",
    invitation__participant__deleted_at=None,
    invitation__participant__email__gt="",
) & (
    Q(mailing__kind="result")
    | Q(mailing__round__closed_at=None, mailing__round__opened_at__isnull=False, invitation__answered=False)
)
"""Letters that still make sense: not to who answered or is out, not for what is closed or deleted."""

REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError)
FULL = ("mailing__round__network", "mailing__round__made_by", "invitation__participant", "invitation__party")


def patience(tries: int) -> timedelta:
    """How long after the last of so many tries the next one comes; by then whoever tried is done or dead."""
    return timedelta(minutes=(2, 5, 60)[tries])


@task()
def send_mailing(mailing_id: int) -> None:
    """Send what is left of a mailing. It may run twice, also at once: a letter is taken up by one worker only."""
    letters = Letter.objects.filter(SENDABLE, mailing_id=mailing_id).order_by("pk").values_list("pk", flat=True)
    connection = get_connection()
    try:
        for number in list(letters):
            _send(number, connection, now())
    finally:
        connection.close()


def _send(number: int, connection: BaseEmailBackend, moment: datetime) -> None:
    """Take up a letter, send it, and note how that went. Each step is kept at once: a worker can die in between."""
    letter = _claim(number, moment)
    secret = link_for(letter) if letter else None
    if letter is None or secret is None:
        return
    mail = _mail(letter, secret, connection, moment)
    try:
        mail.send()
    except (*REFUSED, ValueError):
        Letter.objects.filter(pk=number).update(failed="refused")
    except OSError:
        connection.close()
        Letter.objects.filter(pk=number).update(failed="unreachable")
    else:
        Letter.objects.filter(pk=number).update(sent_at=moment, failed="")
        # nothing is noted of who was forgotten while the mail went out
        theirs = Invitation.objects.filter(pk=letter.invitation_id, participant__isnull=False, mailed_to="")
        theirs.update(mailed_to=fingerprint(mail.to[0]))


def _claim(number: int, moment: datetime) -> Letter | None:
    """The letter, when it is still to be sent and no other worker has it."""
    tries = Letter.objects.filter(pk=number).values_list("tries", flat=True).first() or 0
    if tries >= MOST_TRIES:
        return None
    free = Q(claimed_at=None) | Q(claimed_at__lte=moment - patience(tries))
    # the row itself decides who wins, so nothing is joined in: PostgreSQL looks at it again after waiting for another
    mine = Letter.objects.filter(free, pk=number, tries=tries, sent_at=None)
    if not Letter.objects.filter(SENDABLE, pk=number).exists() or not mine.update(
        claimed_at=moment, tries=F("tries") + 1
    ):
        return None
    return Letter.objects.select_related(*FULL).filter(pk=number).first()


@transaction.atomic
def link_for(letter: Letter) -> str | None:
    """A link of its own; None when whoever it is for was forgotten meanwhile."""
    asked = Invitation.objects.select_for_update().filter(pk=letter.invitation_id, participant__isnull=False)
    if letter.invitation.participant is None or asked.values_list("pk").first() is None:
        return None
    return mint(letter.mailing.round, letter.invitation, handed=is_uncertain(letter.invitation))


def _mail(letter: Letter, secret: str, connection: BaseEmailBackend, moment: datetime) -> EmailMessage:
    """The mail with this link."""
    invitation, round = letter.invitation, letter.mailing.round
    invitation.round = round
    person = invitation.participant
    assert person is not None
    name = "answering:result" if letter.mailing.kind == "result" else "answering:start"
    said = write_mail(letter.mailing.kind, round, receiver_of(invitation), absolute(name, secret))
    # answers to a mail are private too: they go to nobody who no longer works in the network
    reply_to = [round.made_by.email] if round.made_by and works_in(round.made_by, round.network, moment) else None
    return EmailMessage(said.subject, said.body, None, [person.email], connection=connection, reply_to=reply_to)
