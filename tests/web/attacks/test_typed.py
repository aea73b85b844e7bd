"""What people type or send: too much of it, of the wrong kind, or meant for whatever reads it next."""

import datetime
import json
import logging
import time

import pytest
from django.core import mail
from django.test import Client

from samenspel.web.accounts import tasks
from samenspel.web.answering.models import Response
from samenspel.web.parties.models import Participant, Party
from samenspel.web.rounds import services
from samenspel.web.rounds.models import Round
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import invite, open_round, post_answers

HALF = "\ud800"
NOT_OFFERED = [True, False, 4.5, -1, 10**30, float("nan"), float("inf"), "4", [4], {"4": 4}, [[[]]], "", 8]


@pytest.fixture
def pim(cast):
    return invite(open_round(cast.network, form="full"), cast.participants["Pim"])


def test_a_round_of_two_thousand_people_can_be_made(cast):
    Participant.objects.bulk_create(
        Participant(network=cast.network, name=f"Mens {number}", email=f"m{number}@veel.example")
        for number in range(2000)
    )
    codes = list(cast.network.participants.values_list("code", flat=True))
    started = time.perf_counter()
    answer = cast.client("facilitator").post(
        f"/netwerken/{cast.network.code}/rondes/nieuw",
        {
            "title": "Iedereen", "instruments": ["conditions"], "form": "short", "door": "personal", "k": "5",
            "visibility": "totals", "breakdown": "", "participants": codes, "show_participants": "on",
            "closes_at": f"{now() + datetime.timedelta(days=9):%Y-%m-%dT%H:%M}",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert Round.objects.get().invitations.count() == len(codes)
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("value", NOT_OFFERED, ids=repr)
def test_what_is_no_answer_is_refused_and_not_kept(cast, pim, value):
    answer = post_answers(cast.client(), pim[1], "a1b2c3d4.1", {"AMB-1": value})
    assert answer.status_code == 422
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"key": 5}', b'{"key": "a1b2c3d4", "answers": []}',
        b'{"key": "a1b2c3d4", "answers": null}', b'{"key": "\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000"}',
        b'{"key": "a1b2c3d4.1", "answers": {"AMB-1": ' + b"9" * 5000 + b"}}",
        b'{"key": "a1b2c3d4.1", "answers": {"\\ud800": 1}}', b'{"key": "a1b2c3d4.1", "answers": {"\\u0000": 1}}',
    ],
)  # fmt: skip
def test_a_save_that_makes_no_sense_is_refused_in_words(cast, pim, body):
    answer = cast.client().post(f"/d/{pim[1]}/antwoord", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["what"]
    assert not Response.objects.exists()


def test_no_database_refuses_what_is_written_in_own_words(cast):
    _, secret = invite(open_round(cast.network, form="full"), cast.participants["Pim"])
    answer = post_answers(cast.client(), secret, "a1b2c3d4.1", {"AMB-open": f"een{HALF}\0 twee"})
    assert answer.status_code == 200
    assert Response.objects.get().document == {"AMB-open": "een twee"}


NETWORK_FORMS = {
    "partijen": {"name": "Partij\0", "sector": "", "kind": "", "ring": "", "external_code": "\0"},
    "partijen/samenvoegen": {"one": "\0", "other": "\0"},
    "mensen": {"name": "Mens\0", "email": "a@b.example", "party": "\0", "language": "nl"},
    "rondes/nieuw": {"code": "\0", "title": "\0", "participants": "\0", "instruments": "\0", "k": "9" * 5000},
    "rondes/nieuw/zichtbaar": {"k": "0005" + "0" * 5000, "breakdown": "\0", "participants": "\0"},
    "instellingen": {"name": "\0", "challenge": "\0", "time_zone": "\0", "language": "nl", "kind": "\0"},
    "team": {"email": "a@b.example", "name": "\0", "role": "\0"},
}


@pytest.mark.parametrize("path", NETWORK_FORMS)
def test_a_form_survives_what_no_database_keeps(cast, path):
    answer = cast.client("steward").post(f"/netwerken/{cast.network.code}/{path}", NETWORK_FORMS[path])
    assert answer.status_code in (200, 302, 400, 404, 422)
    kept = [*Party.objects.values_list("name", "external_code"), *Participant.objects.values_list("name", "email")]
    assert "\0" not in json.dumps(kept).encode().decode("unicode_escape")


def test_a_list_survives_numbers_longer_than_any_column(cast):
    client, where = cast.client("facilitator"), f"/netwerken/{cast.network.code}/mensen/inlezen"
    page = client.post(where, {"text": "Naam;E-mail\nAnna;anna@lijst.example\nBob;bob@lijst.example"})
    digits = "9" * 5000
    answer = client.post(page.url, {"do": "look", "name": digits, "email": "1", "gone": digits})
    assert answer.status_code == 200
    assert client.post(page.url, {"do": "take", "name": "0", "email": "1", "gone": digits}).status_code == 302


@pytest.fixture
def queued(monkeypatch):
    """The arguments of the tasks that lie ready: in the database they are plain text."""
    calls = []
    monkeypatch.setattr(type(tasks.send_login_link), "enqueue", lambda self, *args: calls.append(args))
    return calls


def test_an_address_to_go_on_to_holds_nothing_that_no_database_keeps(cast, queued):
    cast.client().post("/inloggen", {"email": "sanne@samenspel.example", "next": "/netwerken\0/x"})
    assert queued == [(cast.steward.pk, False, "")]


@pytest.mark.parametrize("path", ["/account/adres/{secret}", "/d/{secret}/vragen", "/d/{secret}?x=1"])
def test_no_secret_lies_in_the_queue_of_tasks(cast, queued, path):
    secret = "abcdefghjkmnpqrstuvwxyz2"
    cast.client().post("/inloggen", {"email": "sanne@samenspel.example", "next": path.format(secret=secret)})
    assert queued
    assert secret not in json.dumps(queued)


def test_a_log_says_where_a_page_failed_and_nothing_of_what_it_was_about(cast, monkeypatch, caplog):
    about = "Noor <noor@samenspel.example> antwoordde 3 op /d/abcdefghjkmnpqrstuvwxyz2"

    def fails(*_, **__):
        raise RuntimeError(about)

    monkeypatch.setattr("samenspel.web.shared.views.HttpResponse", fails)
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG):
        assert client.get("/status").status_code == 500
    ours = [record for record in caplog.records if record.name.startswith("samenspel")]
    said = "".join(logging.Formatter().format(record) for record in ours)
    assert "RuntimeError" in said
    assert "fails" in said
    assert "noor" not in said.lower()
    assert "abcdefghj" not in said


EVIL = '=HYPERLINK("http://kwaad.example";"klik")'
LAYOUT = '#panic("x") $x$ \\ ]#read("/etc/passwd") <b>&amp; @ref */'


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_list_of_links_holds_no_formula(cast, start):
    person = cast.participants["Pim"]
    Participant.objects.filter(pk=person.pk).update(name=start + EVIL)
    round = open_round(cast.network)
    invite(round, person)
    answer = cast.client("facilitator").post(
        f"/netwerken/{cast.network.code}/rondes/{round.code}/links", {"who": "all", "csv": "1"}
    )
    cells = answer.content.decode("utf-8-sig").splitlines()[1]
    assert cells.startswith("\"'" + start)


def test_letters_and_mails_take_what_people_type_as_text(cast, mailoutbox, django_capture_on_commit_callbacks):
    Participant.objects.filter(pk=cast.participants["Pim"].pk).update(name=LAYOUT)
    Party.objects.update(name=LAYOUT)
    cast.network.name, cast.network.challenge = f"{LAYOUT}\r\nBcc: kwaad@x.example", LAYOUT
    cast.network.save()
    with django_capture_on_commit_callbacks(execute=True):
        round = services.draft(
            cast.network, by=cast.facilitator, now=now(), title=f"T\r\nBcc: kwaad@x.example {LAYOUT}",
            message=LAYOUT, participants=list(cast.participants.values()),
            closes_at=now() + datetime.timedelta(days=9),
        )  # fmt: skip
        services.open_round(round, by=cast.facilitator, now=now())
    assert len(mail.outbox) == 4
    for one in mailoutbox:
        assert len(one.recipients()) == 1
        assert "\nBcc" not in one.message().as_string().partition("\n\n")[0]
    where = f"/netwerken/{cast.network.code}/rondes/{round.code}/links"
    answer = cast.client("facilitator").post(where, {"who": "all", "letters": "1"})
    assert answer.content.startswith(b"%PDF")
    page = cast.client("facilitator").get(f"/netwerken/{cast.network.code}/rondes/{round.code}").content.decode()
    assert "<b>&amp; @" not in page


def test_the_host_that_a_visitor_names_comes_in_no_mail(cast, settings, mailoutbox):
    settings.ALLOWED_HOSTS = ["*"]
    cast.client().post("/inloggen", {"email": "sanne@samenspel.example"}, headers={"host": "kwaad.example"})
    assert "kwaad" not in mailoutbox[-1].body
    assert settings.ADDRESS in mailoutbox[-1].body
