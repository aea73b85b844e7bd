"""Two hands on the same button, and a page that is sent twice."""

import datetime

from samenspel.web.answering.models import Response
from samenspel.web.results.models import Publication
from samenspel.web.rounds.models import Invitation, Letter, Mailing, Round
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round, post_answers


def test_every_button_of_a_round_may_be_pressed_twice(cast, django_capture_on_commit_callbacks):
    client = cast.client("facilitator")
    fields = {
        "code": "abcdefghjkmn", "title": "Dubbel", "instruments": ["conditions"], "form": "short", "door": "personal",
        "k": "5", "visibility": "totals", "breakdown": "", "show_participants": "on",
        "participants": [one.code for one in cast.participants.values()],
        "closes_at": f"{now() + datetime.timedelta(days=9):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    start = f"/netwerken/{cast.network.code}/rondes"
    with django_capture_on_commit_callbacks(execute=True):
        for path in ("nieuw", "abcdefghjkmn/openen", "abcdefghjkmn/herinneren", "abcdefghjkmn/sluiten"):
            for _ in range(2):
                assert client.post(f"{start}/{path}", fields).status_code == 302
        for _ in range(2):
            client.post(f"{start}/abcdefghjkmn/uitkomst/maken")
    assert Round.objects.count() == 1
    assert Publication.objects.get().number == 1
    kinds = sorted(Mailing.objects.values_list("kind", flat=True))
    assert kinds == ["invitation", "reminder", "result"]
    assert Letter.objects.filter(mailing__kind="invitation").count() == len(cast.participants)


def test_passing_on_twice_asks_one_colleague(cast, django_capture_on_commit_callbacks, mailoutbox):
    round = open_round(cast.network)
    _, secret = invite(round, cast.participants["Pim"])
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("collega", "ander"):
            cast.client().post(f"/d/{secret}/doorgeven", {"name": name, "email": f"{name}@samenspel.example"})
    assert [one.to for one in mailoutbox] == [["collega@samenspel.example"]]
    assert Invitation.objects.filter(out="").count() == 1


def test_sending_twice_and_a_late_save_are_one_response(cast):
    round = open_round(cast.network)
    _, secret = invite(round, cast.participants["Pim"])
    client = cast.client()
    for _ in range(2):
        assert post_answers(client, secret, "a1b2c3d4.2", {"AMB-1": 5}, send=True).status_code == 200
    assert post_answers(client, secret, "a1b2c3d4.1", {"AMB-1": 1}).status_code == 200
    response = Response.objects.get()
    assert (response.document, response.sent) == ({"AMB-1": 5}, True)


def test_after_closing_after_taking_back_and_after_putting_away_no_answer_gets_in(cast):
    round = open_round(cast.network)
    _, secret = invite(round, cast.participants["Pim"])
    for change in ({"closed_at": now()}, {"closed_at": None, "deleted_at": now()}):
        Round.objects.filter(pk=round.pk).update(**change)
        assert post_answers(cast.client(), secret, "a1b2c3d4.1", {"AMB-1": 5}).status_code == 409
    Round.objects.filter(pk=round.pk).update(deleted_at=None)
    cast.participants["Pim"].deleted_at = now()
    cast.participants["Pim"].save()
    assert post_answers(cast.client(), secret, "a1b2c3d4.1", {"AMB-1": 5}).status_code == 409
    assert not Response.objects.exists()
