"""Somebody types what turns one mail into two, or lets a mail lead elsewhere: names, titles, addresses and hosts."""

import datetime
import email
import re
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from samenspel.web.accounts.models import Account
from samenspel.web.answering.tasks import mail_fresh_links
from samenspel.web.networks.tasks import welcome
from samenspel.web.parties.models import Participant
from samenspel.web.rounds import services
from samenspel.web.shared.clock import now
from tests.web.answering.scenes import open_round

BREAKS = [
    "Naam\r\nBcc: kwaad@elders.example",
    "Naam\nSubject: anders\n\nEen ander lijf",
    "=?utf-8?q?Naam=0D=0ABcc:_kwaad@elders.example?=",
    "=?utf-8?b?TmFhbQ0KQmNjOiBrd2FhZEBlbGRlcnMuZXhhbXBsZQ==?=",
    "Naam\u2028Bcc: kwaad@elders.example\x0b\x0c\x85Cc: kwaad@elders.example",
    "kwaad@elders.example, Naam <kwaad@elders.example>",
]
ADDRESSES = [
    "pim@x.example\nBcc: kwaad@elders.example",
    "pim@x.example%0ABcc:kwaad@elders.example",
    "pim@x.example,kwaad@elders.example",
    "pim@x.example;kwaad@elders.example",
    "Pim <kwaad@elders.example>",
    '"pim\r\nBcc: kwaad"@elders.example',
    "pim@x.example kwaad@elders.example",
]
SINGLE = re.compile(r"[^\s<>,;:\"%]+@[a-z.]+")


def headers(message):
    """The headers as whoever receives the mail reads them, words in code unpacked."""
    return email.message_from_bytes(message.message().as_bytes(), policy=default)


def is_whole(message, to):
    """One mail to one person, from us, with nothing that somebody typed as a header."""
    read = headers(message)
    assert message.recipients() == [to]
    assert [one for one in read if one.lower() in ("bcc", "cc")] == []
    assert len(read.get_all("subject")) == len(read.get_all("to")) == len(read.get_all("from")) == 1
    assert read["to"].addresses[0].addr_spec == to
    assert "elders.example" not in f"{read['from']} {read.get('reply-to', '')} {read['to']}"
    assert not read.is_multipart()


@pytest.mark.parametrize("typed", BREAKS)
def test_no_name_title_or_message_starts_a_header(cast, typed, mailoutbox, django_capture_on_commit_callbacks):
    Account.objects.filter(pk=cast.facilitator.pk).update(name=typed[:120])
    Participant.objects.update(name=typed[:120])
    cast.parties["Woonstede"].name = typed[:120]
    cast.parties["Woonstede"].save()
    cast.network.name = cast.network.challenge = typed[:120]
    cast.network.save()
    with django_capture_on_commit_callbacks(execute=True):
        cast.facilitator.refresh_from_db()
        round = services.draft(
            cast.network, by=cast.facilitator, now=now(), title=typed[:120], message=typed,
            participants=list(cast.participants.values()), closes_at=now() + datetime.timedelta(days=9),
        )  # fmt: skip
        services.open_round(round, by=cast.facilitator, now=now())
        services.pass_on(
            round.invitations.get(participant=cast.participants["Pim"]),
            now=now(), name=typed[:120], email="collega@samenspel.example",
        )  # fmt: skip
    mail_fresh_links.func(list(round.invitations.values_list("pk", flat=True)))
    welcome.func(cast.network.memberships.get(account=cast.viewer).pk)
    assert len(mailoutbox) == 9
    for one in mailoutbox:
        is_whole(one, one.to[0])
        assert one.to[0].endswith("@samenspel.example")


@pytest.mark.parametrize("typed", ADDRESSES)
def test_what_is_no_single_address_is_refused_at_every_door(cast, typed, mailoutbox):
    there, steward = f"/netwerken/{cast.network.code}", cast.client("steward")
    doors = [
        (cast.client(), "/inloggen", {}),
        (cast.client(), "/inloggen/vergeten", {}),
        (cast.client(), "/nieuwe-link", {}),
        (steward, f"{there}/team", {"name": "X", "role": "viewer"}),
        (steward, f"{there}/mensen", {"name": "X", "language": "nl"}),
        (steward, "/account/adres", {"current": "een lang wachtwoord"}),
    ]
    accounts, people = Account.objects.count(), Participant.objects.count()
    for client, path, data in doors:
        assert client.post(path, data | {"email": typed}).status_code in (200, 400, 422), path
    assert mailoutbox == []
    assert (Account.objects.count(), Participant.objects.count()) == (accounts, people)


@pytest.mark.parametrize("typed", ADDRESSES)
def test_a_list_brings_in_no_address_that_is_two(cast, typed):
    cell = '"' + typed.replace('"', '""') + '"'
    page = cast.client("facilitator").post(
        reverse("parties:import-people", args=[cast.network.code]), {"text": f"Naam;E-mail\nKwaad;{cell}\n"}
    )
    if page.status_code == 302:
        cast.client("facilitator").post(page.url, {"do": "take", "name": "0", "email": "1"})
    assert all(SINGLE.fullmatch(one) for one in Participant.objects.values_list("email", flat=True) if one)


FORGED = [
    {"host": "elders.example"},
    {"host": "testserver", "x-forwarded-host": "elders.example"},
    {"host": "testserver", "forwarded": "host=elders.example;proto=https"},
    {"host": "elders.example:80@testserver"},
]


@pytest.mark.parametrize("host", FORGED)
@pytest.mark.parametrize("allowed", [["*"], ["testserver"]])
def test_whatever_host_is_named_every_link_in_a_mail_leads_here(
    cast, settings, host, allowed, mailoutbox, django_capture_on_commit_callbacks
):
    settings.ALLOWED_HOSTS = allowed
    round = open_round(cast.network, title="Ronde")
    with django_capture_on_commit_callbacks(execute=True):
        client = cast.client("steward")
        where = f"/netwerken/{cast.network.code}"
        client.post("/inloggen/vergeten", {"email": "vera@samenspel.example"}, headers=host)
        client.post("/account/link", headers=host)
        member = {"email": "nieuw@samenspel.example", "name": "Nieuw", "role": "viewer"}
        client.post(f"{where}/team", member, headers=host)
        client.post(
            f"{where}/rondes/{round.code}/mensen", {"participants": [cast.participants["Pim"].code]}, headers=host
        )
        client.post("/nieuwe-link", {"email": "pim@samenspel.example"}, headers=host)
    assert len(mailoutbox) == (5 if _is_taken(host, allowed) else 0)
    for one in mailoutbox:
        assert "elders" not in one.body
        assert settings.ADDRESS in one.body


def _is_taken(host, allowed):
    return "@" not in host["host"] and (allowed == ["*"] or host["host"] in allowed)


@pytest.mark.parametrize("host", FORGED[:3])
def test_a_forged_host_takes_nobody_elsewhere(cast, settings, host):
    settings.ALLOWED_HOSTS = ["testserver"]
    for path in ("/taal", "/weergave", "/inloggen"):
        data = {"next": "https://elders.example/", "language": "en", "look": "dark", "email": "x@y.example"}
        answer = cast.client().post(path, data, headers=host)
        assert "elders" not in answer.get("Location", "")


@pytest.mark.parametrize(
    "evil",
    ["//elders.example", "/\\elders.example", "/%09/elders.example", "\t//elders.example", "/\t/elders.example",
     "https:elders.example", "http:///elders.example", "\\\\elders.example", "//elders.example\\@testserver",
     "javascript:alert(1)", "data:text/html,x", "/../..//elders.example", "https://testserver@elders.example/"],
)  # fmt: skip
def test_no_way_on_leads_to_another_site(cast, evil, mailoutbox):
    cast.client().post("/inloggen", {"email": "sanne@samenspel.example", "next": evil})
    (link,) = re.findall(r"https?://\S+", mailoutbox[-1].body)
    ways = [urlsplit(link).path, *parse_qs(urlsplit(link).query).get("next", [])]
    password = {"email": "sanne@samenspel.example", "password": "een lang wachtwoord"}
    for path, data in (
        ("/inloggen/wachtwoord", password),
        ("/taal", {"language": "en"}),
        ("/weergave", {"look": "dark"}),
    ):
        ways.append(cast.client().post(path, data | {"next": evil})["Location"])
    for way in ways:
        assert way.startswith("/")
        assert not way.startswith(("//", "/\\"))
        assert "\t" not in way


def test_who_is_added_to_a_team_or_a_list_gives_no_account_away(cast, mailoutbox, django_capture_on_commit_callbacks):
    """The page, the mail and what is kept are of the same kind, whether or not the address has an account."""
    seen = []
    for address in ("otto@samenspel.example", "niemand@samenspel.example"):
        with django_capture_on_commit_callbacks(execute=True):
            data = {"email": address, "name": "Iemand", "role": "viewer", "until": ""}
            answer = cast.client("steward").post(f"/netwerken/{cast.network.code}/team", data)
        seen.append((answer.status_code, answer.get("Location"), mailoutbox[-1].subject, len(mailoutbox)))
    assert seen[0][:3] == seen[1][:3]
    assert seen[1][3] == 2
