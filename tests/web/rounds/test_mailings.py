"""Mails: each one once whatever dies, in the language of who gets them, and with nothing smuggled in."""

import datetime
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend

from samenspel.web.rounds import queries, services, tasks
from samenspel.web.rounds.mails import sample
from samenspel.web.rounds.models import Letter, Link, Mailing
from samenspel.web.shared.codes import fingerprint
from tests.web.rounds.conftest import NOW

MINUTES = datetime.timedelta(minutes=1)


class Dying(BaseException):
    """A worker that is killed: nothing catches it."""


def secret_in(mail):
    return mail.body.split("/d/")[1].split()[0].split("/")[0]


@pytest.fixture
def send(monkeypatch):
    """Replaces how mail is sent: `send.by = function(message)` may raise."""

    class How:
        by = staticmethod(lambda mail: None)

    real = EmailBackend.send_messages

    def send_messages(self, messages):
        for mail in messages:
            How.by(mail)
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return How


def sent_to(mailoutbox):
    return sorted(mail.to[0].split("@")[0] for mail in mailoutbox)


@pytest.fixture
def waiting(cast, drafted, now):
    """A mailing of four letters that nobody has begun to send."""
    services.open_round(drafted(), by=cast.facilitator, now=NOW)
    return Mailing.objects.get()


def test_everyone_gets_a_link_of_their_own_that_works(opened, mailoutbox):
    opened()
    assert sent_to(mailoutbox) == ["dirk", "noor", "pim", "roos"]
    for mail in mailoutbox:
        visit = queries.visitor_by(secret_in(mail), NOW)
        assert visit.state == "ok"
        assert visit.invitation.participant.email == mail.to[0]
    assert not Link.objects.filter(handed=True).exists()


def test_a_worker_killed_after_three_mails_leaves_one_that_is_sent_once(waiting, now, send, mailoutbox, committed):
    def die(mail):
        if len(mailoutbox) == 3:
            raise Dying

    send.by = die
    with pytest.raises(Dying):
        tasks.send_mailing.func(waiting.pk)
    send.by = lambda mail: None
    tasks.send_mailing.func(waiting.pk)
    assert len(mailoutbox) == 3, "the worker that has the fourth may still be alive"
    now.set(NOW + 6 * MINUTES)
    for _ in range(2):
        services.send_left(now.at)
    assert sent_to(mailoutbox) == ["dirk", "noor", "pim", "roos"]


def test_two_workers_at_once_send_every_mail_once(waiting, send, mailoutbox):
    busy = []

    def other_worker(mail):
        if not busy:
            busy.append(True)
            tasks.send_mailing.func(waiting.pk)

    send.by = other_worker
    tasks.send_mailing.func(waiting.pk)
    assert sent_to(mailoutbox) == ["dirk", "noor", "pim", "roos"]


def test_a_mailing_of_which_the_task_was_lost_is_sent_by_the_clock(waiting, now, mailoutbox):
    now.set(NOW + MINUTES)
    services.remind_due(now.at)
    assert mailoutbox == []
    now.set(NOW + 3 * MINUTES)
    services.remind_due(now.at)
    assert len(mailoutbox) == 4


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (smtplib.SMTPRecipientsRefused({}), "refused"),
        (smtplib.SMTPServerDisconnected(), "unreachable"),
        (ConnectionRefusedError(), "unreachable"),
        (ValueError(), "refused"),
    ],
)
def test_one_mail_that_fails_keeps_no_other_back_and_is_tried_three_times(
    cast, waiting, now, send, mailoutbox, committed, error, word
):
    tries = []

    def refuse(mail):
        if mail.to[0].startswith("noor"):
            tries.append(now.at)
            raise error

    send.by = refuse
    for minutes in (0, 1, 10, 20, 100, 1000, 10000):
        now.set(NOW + minutes * MINUTES)
        tasks.send_mailing.func(waiting.pk)
        services.send_left(now.at)
    assert len(tries) == 3
    assert sent_to(mailoutbox) == ["dirk", "pim", "roos"]
    letter = queries.letters_that_failed(waiting.round)[0]
    assert (letter.failed, letter.invitation.participant.name) == (word, "Noor")
    page = cast.client("facilitator").get(f"/netwerken/{cast.network.code}/rondes/{waiting.round.code}").text
    assert "kwam na drie keer proberen niet aan" in page
    send.by = lambda mail: None
    with committed():
        services.try_again(waiting.round, by=cast.facilitator, now=now.at)
    assert sent_to(mailoutbox) == ["dirk", "noor", "pim", "roos"]


@pytest.mark.parametrize("what", ["answered", "out", "closed", "deleted", "person gone", "network gone", "no address"])
def test_what_makes_no_sense_any_more_is_not_sent(cast, waiting, mailoutbox, what):
    round = waiting.round
    pim = round.invitations.get(participant__name="Pim")
    if what == "answered":
        services.mark_answered(pim)
    elif what == "out":
        services.revoke(pim, by=cast.facilitator, now=NOW)
    elif what == "closed":
        services.close_round(round, by=cast.facilitator, now=NOW)
    elif what == "deleted":
        services.delete(round, by=cast.facilitator, now=NOW)
    elif what == "network gone":
        cast.network.deleted_at = NOW
        cast.network.save()
    else:
        person = cast.participants["Pim"]
        person.deleted_at = NOW if what == "person gone" else None
        person.email = "" if what == "no address" else person.email
        person.save()
    tasks.send_mailing.func(waiting.pk)
    everyone_left_out = what in ("closed", "deleted", "network gone")
    assert sent_to(mailoutbox) == ([] if everyone_left_out else ["dirk", "noor", "roos"])


def test_who_has_no_address_gets_no_letter(cast, drafted, now, mailoutbox):
    round = drafted()
    round.invitations.get(participant__name="Roos").participant.__class__.objects.filter(name="Roos").update(email="")
    services.open_round(round, by=cast.facilitator, now=NOW)
    assert Letter.objects.count() == 3


def test_an_address_that_changed_gets_a_link_that_proves_nothing(cast, opened, committed, now, mailoutbox):
    round = opened()
    person = cast.participants["Pim"]
    person.email = "iemand-anders@samenspel.example"
    person.save()
    mailoutbox.clear()
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW)
    handed = {mail.to[0]: Link.objects.get(hash=fingerprint(secret_in(mail))).handed for mail in mailoutbox}
    assert [address for address, is_handed in handed.items() if is_handed] == [person.email]


def test_names_and_titles_smuggle_no_header_into_a_mail(cast, opened, mailoutbox):
    cast.facilitator.name = "Farid\r\nBcc: kwaad@elders.example"
    cast.facilitator.save()
    cast.network.name = "Langer\nthuis"
    cast.network.save()
    cast.participants["Pim"].name = "Pim\nBcc: nog@elders.example"
    cast.participants["Pim"].save()
    opened(title="Hoi\r\nBcc: kwaad@elders.example\r\n\r\nboe")
    for mail in mailoutbox:
        assert len(mail.to) == 1
        assert (mail.cc, mail.bcc) == ([], [])
        assert "\n" not in mail.subject
        headers = mail.message().as_string().partition("\n\n")[0]
        assert not any(line.lower().startswith("bcc") for line in headers.splitlines())


def test_braces_in_what_people_typed_stay_braces(opened, mailoutbox):
    opened(title="{link} {0}", message="Vul {name} in: {", )  # fmt: skip
    assert all("{link} {0}" in mail.subject and "Vul {name} in: {" in mail.body for mail in mailoutbox)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", [
        "Hallo Pim,",
        "Farid nodigt je uit",
        "De opgave: Ouderen kunnen thuis oud worden.",
        "Meedoen kan tot 16 maart 2026, 10:00 uur.",
        "Wie ziet wat?",
        "Antwoorden minder dan 6 mensen",
        "Wie de server beheert",
        "Is dit niet voor jou",
        "ongeveer 8 minuten",
    ]),
        ("en", [
        "Hello Pim,",
        "Farid invites you",
        "The challenge: ",
        "You can take part until 16 March 2026, 10:00.",
        "Who will see what?",
        "If fewer than 6 people",
        "Whoever administers the server",
        "Is this not for you",
        "about 8 minutes",
    ]),
    ],
)  # fmt: skip
def test_an_invitation_says_all_in_the_language_of_who_gets_it(cast, opened, mailoutbox, lang, words):
    cast.participants["Pim"].language = lang
    cast.participants["Pim"].save()
    opened()
    mail = next(mail for mail in mailoutbox if mail.to == ["pim@samenspel.example"])
    assert [word for word in [*words, "Fijn dat je meedoet."] if word not in mail.body] == []
    assert mail.reply_to == ["farid@samenspel.example"]


def test_in_a_round_by_party_everyone_reads_their_own_case(opened, mailoutbox):
    opened(visibility="party")
    bodies = {mail.to[0].split("@")[0]: mail.body for mail in mailoutbox}
    assert "Je bent de enige van jouw organisatie" in bodies["dirk"]
    assert "Gemeente Ommerdal" in bodies["dirk"]
    assert "Een collega van Woonstede" in bodies["pim"]
    assert "Jij bent de enige die meedoet voor zichzelf" in bodies["roos"]


def test_the_result_is_announced_once_for_every_closing(cast, opened, committed, now, mailoutbox):
    round = opened()
    services.not_me(round.invitations.get(participant__name="Noor"), now=NOW)
    services.close_round(round, by=cast.facilitator, now=NOW)
    mailoutbox.clear()
    for _ in range(2):
        with committed():
            services.announce_result(round, NOW)
    assert sent_to(mailoutbox) == ["dirk", "pim", "roos"]
    assert all("/uitkomst" in mail.body for mail in mailoutbox)
    visit = queries.visitor_by(secret_in(mailoutbox[0]), NOW)
    assert (visit.state, visit.invitation is not None) == ("closed", True)


def test_no_result_is_announced_where_participants_may_not_see_it(cast, opened, committed, mailoutbox):
    round = opened(show_participants=False)
    services.close_round(round, by=cast.facilitator, now=NOW)
    mailoutbox.clear()
    with committed():
        services.announce_result(round, NOW)
    assert mailoutbox == []


def test_the_preview_of_a_mail_keeps_nothing_and_opens_nothing(cast, drafted):
    round = drafted()
    for kind in ("invitation", "reminder", "result"):
        mail = sample(kind, round, "nl")
        assert "(hier staat de eigen link)" in mail.body
    assert not Link.objects.exists()
