"""Many at once: what two devices save together is both there, and closing waits for who was let in."""

import threading

import pytest
from django.db import transaction

from samenspel.web.answering import services
from samenspel.web.answering.models import Response
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round
from tests.web.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_saves_of_two_devices_are_both_there(cast):
    invitation, _ = invite(open_round(cast.network), cast.participants["Pim"])

    def save(item):
        return lambda: services.save(
            Invitation.objects.get(pk=invitation.pk), now=now(), key=f"device-{item}.1", answers={item: 4}
        )

    at_once(*(save(item) for item in ("AMB-1", "AMB-2", "INT-2", "REL-2")))
    assert Response.objects.get().document == {"AMB-1": 4, "AMB-2": 4, "INT-2": 4, "REL-2": 4}


def test_a_form_at_the_door_handed_in_at_the_same_moment_lets_one_person_in(cast):
    room = open_round(cast.network, door="open")
    link = room.links.create(hash="x" * 64)
    came = at_once(*[lambda: services.enter(link, now=now(), party=None, key="k" * 24)] * 4)
    assert len({invitation.pk for invitation, _ in came}) == 1
    assert room.invitations.count() == 1


def test_closing_waits_for_who_was_let_in_and_lets_in_nobody_after(cast):
    round = open_round(cast.network)
    invitation, _ = invite(round, cast.participants["Pim"])
    saving, closed = threading.Event(), threading.Event()
    seen = {}

    def save():
        with transaction.atomic():
            services.save(invitation, now=now(), key="a1b2c3d4.1", answers={"AMB-1": 4})
            saving.set()
            seen["closed while saving"] = closed.wait(1)

    def close():
        saving.wait(5)
        Round.objects.filter(pk=round.pk).update(closed_at=now())
        closed.set()
        seen["there at closing"] = Response.objects.filter(document={"AMB-1": 4}).exists()

    at_once(save, close)
    assert seen == {"closed while saving": False, "there at closing": True}
    with pytest.raises(services.NotTakenError):
        services.save(Invitation.objects.get(pk=invitation.pk), now=now(), key="a1b2c3d4.2", answers={"AMB-1": 5})
