"""Many at once: what two devices save together is both there, and closing waits for who was let in."""

import threading

import pytest
from django.db import connection, connections, transaction

from samenspel.web.answering import services
from samenspel.web.answering.models import Response
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parallel():
    """Runs functions at the same moment, each with its own connection; returns what they returned or raised."""
    if connection.vendor != "postgresql":
        pytest.skip("the test database of SQLite lives in one connection; the force tests do this on a file")

    def run(*functions):
        ready, results = threading.Barrier(len(functions)), [None] * len(functions)

        def work(place, function):
            ready.wait()
            try:
                results[place] = function()
            except Exception as error:
                results[place] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=one) for one in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        return results

    return run


def test_the_first_saves_of_two_devices_are_both_there(cast, parallel):
    invitation, _ = invite(open_round(cast.network), cast.participants["Pim"])

    def save(item):
        return lambda: services.save(
            Invitation.objects.get(pk=invitation.pk), now=now(), key=f"device-{item}.1", answers={item: 4}
        )

    parallel(*(save(item) for item in ("AMB-1", "AMB-2", "INT-2", "REL-2")))
    assert Response.objects.get().document == {"AMB-1": 4, "AMB-2": 4, "INT-2": 4, "REL-2": 4}


def test_a_form_at_the_door_handed_in_at_the_same_moment_lets_one_person_in(cast, parallel):
    room = open_round(cast.network, door="open")
    link = room.links.create(hash="x" * 64, made_at=now())
    came = parallel(*[lambda: services.enter(link, now=now(), party=None, key="k" * 24)] * 4)
    assert len({invitation.pk for invitation, _ in came}) == 1
    assert room.invitations.count() == 1


def test_closing_waits_for_who_was_let_in_and_lets_in_nobody_after(cast, parallel):
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

    parallel(save, close)
    assert seen == {"closed while saving": False, "there at closing": True}
    with pytest.raises(services.NotTakenError):
        services.save(Invitation.objects.get(pk=invitation.pk), now=now(), key="a1b2c3d4.2", answers={"AMB-1": 5})
