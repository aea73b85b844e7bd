"""What the test of force needs inside the site: people, rounds, and counts of what became of them."""

import os
import signal
import time
from datetime import timedelta

from samenspel.web.shared.clock import now


def prepare(people):
    """A round that is open for so many people with a link each, and another that is not open yet, for mail."""
    from django.db import transaction

    from samenspel.web.accounts import services as accounts
    from samenspel.web.networks import services as networks
    from samenspel.web.parties.models import Participant
    from samenspel.web.rounds import services as rounds

    with transaction.atomic():
        steward = accounts.invite("regie@samenspel.example", name="Sanne", language="nl", now=now())
        network = networks.create(by=steward, now=now(), name="Onder druk")

        def draft(title, email):
            persons = Participant.objects.bulk_create(
                Participant(network=network, name=f"{title} {number}", email=email.format(number))
                for number in range(people)
            )
            return rounds.draft(
                network, by=steward, now=now(), title=title, instrument="conditions", form="pulse",
                closes_at=now() + timedelta(days=1), participants=persons,
            )  # fmt: skip

        answered, mailed = draft("Antwoorden", ""), draft("Mail", "mens-{}@samenspel.example")
        rounds.open_round(answered, by=steward, now=now())
        invitations = list(answered.invitations.select_related("round"))
        links = {one.code: rounds.new_link(one) for one in invitations}
    return {"links": links, "mailed": mailed.pk, "items": _items(answered)}


def _items(round):
    from samenspel.web.rounds.queries import items_of

    return [item.id for item in items_of(round)]


def open_round(number):
    """Open the round that mails."""
    from samenspel.web.rounds import services as rounds
    from samenspel.web.rounds.models import Round

    rounds.open_round(Round.objects.get(pk=number), by=None, now=now())


def documents():
    """What is kept, by the code of the invitation: the answers, and whether they were sent. A list, so twice shows."""
    from samenspel.web.answering.models import Response

    kept = Response.objects.values_list("invitation__code", "document", "sent", "invitation__answered")
    return [list(one) for one in kept]


def let_minutes_pass():
    """A letter that a dead worker had in hands is taken up again after minutes: let them be over."""
    from django.db.models import F

    from samenspel.web.rounds.models import Letter

    Letter.objects.filter(sent_at=None).update(claimed_at=F("claimed_at") - timedelta(minutes=5))


def background():
    """How the work in the background stands: letters to be sent, mails by address, tasks by state."""
    from collections import Counter

    from django_tasks_db.models import DBTaskResult

    from samenspel.web.rounds.models import Letter
    from samenspel.web.shared.models import DemoMail

    return {
        "letters": Letter.objects.filter(sent_at=None).count(),
        "mails": Counter(DemoMail.objects.values_list("to", flat=True)),
        "tasks": Counter(DBTaskResult.objects.values_list("status", flat=True)),
    }


def kill_among_letters(pids, least):
    """Kill the processes once so many letters are out, and tell how many there are then."""
    from samenspel.web.rounds.models import Letter

    sent = 0
    while sent < least:
        time.sleep(0.01)
        sent = Letter.objects.exclude(sent_at=None).count()
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return sent
