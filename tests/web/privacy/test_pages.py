"""What the team says about what it keeps, and what a steward does when somebody asks to be forgotten."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone

import samenspel.web
from samenspel.web.conversations.models import Agreement, KeptGuide, YieldLine
from samenspel.web.networks.models import Membership, Network
from samenspel.web.parties.models import Participant
from samenspel.web.privacy.queries import mentions_of
from samenspel.web.privacy.views.public import COOKIES
from samenspel.web.rounds.models import Round
from samenspel.web.shared.clock import now
from samenspel.web.shared.models import AuditEntry
from samenspel.web.uploads.models import Upload
from tests.web.answering.scenes import open_round
from tests.web.privacy.scenes import EMAIL, NAME, WORDS, everything_kept, pim_took_part


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


def text(answer):
    return answer.content.decode()


def today():
    return timezone.localdate(now())


# ---- A network


@pytest.mark.parametrize(("who", "reads", "changes"), [
    ("steward", 200, 302), ("facilitator", 200, 404), ("viewer", 200, 404), ("outsider", 404, 404),
])  # fmt: skip
def test_every_member_reads_and_only_a_steward_changes(cast, who, reads, changes):
    client, address = cast.client(who), f"/netwerken/{cast.network.code}/privacy"
    page = client.get(address)
    assert page.status_code == reads
    if reads == 200:
        assert (f'<form class="card form" method="post" action="{address}"' in text(page)) is (who == "steward")
        assert "Dit lezen deelnemers" in text(page)
    given = {"responsible": " Gemeente   Ommerdal ", "contact": "privacy@ommerdal.example", "keep_until": "2099-05-01"}
    assert client.post(address, given).status_code == changes
    cast.network.refresh_from_db()
    assert cast.network.responsible == ("Gemeente Ommerdal" if changes == 302 else "")


def test_a_new_day_counts_anew_and_the_same_day_does_not(cast):
    client, address = cast.client("steward"), f"/netwerken/{cast.network.code}/privacy"
    day = today() + timedelta(days=20)
    Network.objects.filter(pk=cast.network.pk).update(keep_until=day, warned_at=now(), forgotten_at=now())
    client.post(address, {"responsible": "Wij", "keep_until": day.isoformat()})
    cast.network.refresh_from_db()
    assert cast.network.warned_at
    assert cast.network.forgotten_at
    client.post(address, {"responsible": "Wij", "keep_until": (day + timedelta(days=1)).isoformat()})
    cast.network.refresh_from_db()
    assert (cast.network.warned_at, cast.network.forgotten_at) == (None, None)
    assert AuditEntry.objects.filter(network=cast.network, action="keeping-changed").count() == 2


def test_no_day_that_is_past_and_none_before_a_round_closes_and_what_was_typed_stays(cast):
    open_round(cast.network, closes_at=now() + timedelta(days=40))
    client, address = cast.client("steward"), f"/netwerken/{cast.network.code}/privacy"
    for days, said in ((-1, "al voorbij"), (30, "Een ronde loopt nog")):
        day = (today() + timedelta(days=days)).isoformat()
        given = {"responsible": "Wij samen", "contact": "wij", "keep_until": day}
        answer = client.post(address, given)
        assert set(answer.context["form"].errors) == {"contact", "keep_until"}  # all at once
        assert answer.status_code == 422
        assert said in text(answer)
        assert "Wij samen" in text(answer)
    cast.network.refresh_from_db()
    assert cast.network.keep_until is None
    assert client.post(address, {"keep_until": (today() + timedelta(days=41)).isoformat()}).status_code == 302


def test_what_was_forgotten_is_told(cast):
    Network.objects.filter(pk=cast.network.pk).update(forgotten_at=now())
    assert "zijn alle namen, adressen en antwoorden vergeten" in text(
        cast.client("viewer").get(f"/netwerken/{cast.network.code}/privacy")
    )


@pytest.mark.parametrize(("who", "fields", "draft", "said"), [
    ("steward", {}, True, "Jullie bereiden een ronde voor"),
    ("steward", {}, False, ""),
    ("steward", {"responsible": "Wij", "keep_until": 300}, True, ""),
    ("steward", {"responsible": "Wij", "keep_until": 30}, False, "vergeten we hier alle namen"),
    ("steward", {"responsible": "Wij", "keep_until": 31}, False, ""),
    ("facilitator", {}, True, ""),
])  # fmt: skip
def test_a_steward_hears_on_the_overview_what_is_not_said_or_comes_near(cast, who, fields, draft, said):
    if "keep_until" in fields:
        fields = fields | {"keep_until": today() + timedelta(days=fields["keep_until"])}
    Network.objects.filter(pk=cast.network.pk).update(**fields)
    if draft:
        open_round(cast.network, opened_at=None)
    page = text(cast.client(who).get(f"/netwerken/{cast.network.code}"))
    assert said in page
    assert (f"/netwerken/{cast.network.code}/privacy" in page) is bool(said)


def test_settings_team_and_a_draft_lead_to_the_page(cast):
    draft = open_round(cast.network, opened_at=None)
    base = f"/netwerken/{cast.network.code}"
    for page in ("/instellingen", "/team", f"/rondes/{draft.code}"):
        assert f'href="{base}/privacy"' in text(cast.client("steward").get(base + page))


# ---- A person


@pytest.mark.parametrize(
    ("who", "status"), [("steward", 200), ("facilitator", 200), ("viewer", 404), ("outsider", 404)]
)
def test_the_team_sees_what_is_kept_without_answers(cast, who, status):
    pim = pim_took_part(cast)
    base = f"/netwerken/{cast.network.code}/mensen/{pim.person.code}/gegevens"
    page, file = (cast.client(who).get(base + end) for end in ("", "/bestand"))
    assert (page.status_code, file.status_code) == (status, status)
    if status == 200:
        assert NAME in text(page)
        assert pim.round.title in text(page)
        for one in (text(page), text(file)):
            assert WORDS not in one
        (asked,) = json.loads(file.content)["takes_part"][0]["asked"]
        assert "answers" not in asked
        assert file["Content-Disposition"].startswith("attachment")


def test_a_facilitator_mails_somebody_and_does_not_see_the_link(cast, django_capture_on_commit_callbacks):
    person = cast.participants["Pim"]
    base = f"/netwerken/{cast.network.code}/mensen/{person.code}/gegevens"
    with django_capture_on_commit_callbacks(execute=True):
        page = cast.client("facilitator").post(f"{base}/mail", follow=True)
    assert [one.to for one in mail.outbox] == [[person.email]]
    assert "/gegevens/" in mail.outbox[0].body
    assert "/gegevens/" + mail.outbox[0].body.partition("/gegevens/")[2].split()[0] not in text(page)
    entry = AuditEntry.objects.get(action="kept-mailed")
    assert (entry.account, entry.subject, entry.detail) == (cast.facilitator, f"person:{person.code}", {})


def test_who_has_no_address_cannot_be_mailed(cast, django_capture_on_commit_callbacks):
    person = Participant.objects.create(network=cast.network, name="Zonder")
    base = f"/netwerken/{cast.network.code}/mensen/{person.code}/gegevens"
    assert "/gegevens/mail" not in text(cast.client("steward").get(base))
    with django_capture_on_commit_callbacks(execute=True):
        cast.client("steward").post(f"{base}/mail")
    assert mail.outbox == []


def test_somebody_of_another_network_does_not_exist_here(cast):
    Membership.objects.create(network=cast.other_network, account=cast.steward, role="steward")
    code = cast.participants["Pim"].code
    for end in ("gegevens", "gegevens/bestand", "gegevens/mail", "vergeten"):
        answer = cast.client("steward").post(f"/netwerken/{cast.other_network.code}/mensen/{code}/{end}")
        assert answer.status_code in (404, 405)
    assert Participant.objects.filter(code=code).exists()


@pytest.mark.parametrize(
    ("who", "status"), [("facilitator", 404), ("viewer", 404), ("outsider", 404), ("steward", 302)]
)
def test_only_a_steward_forgets_and_only_by_asking_for_it(cast, who, status):
    pim = pim_took_part(cast)
    client, address = cast.client(who), f"/netwerken/{cast.network.code}/mensen/{pim.person.code}/vergeten"
    client.get(address)
    assert Participant.objects.filter(pk=pim.person.pk).exists()
    assert client.post(address).status_code == status
    assert Participant.objects.filter(pk=pim.person.pk).exists() is (status == 404)
    if status == 302:
        assert NAME not in everything_kept()
        assert client.post(address).status_code == 404


def test_lists_under_way_are_told_when_there_are_any(cast):
    address = f"/netwerken/{cast.network.code}/mensen/{cast.participants['Pim'].code}/vergeten"
    client = cast.client("steward")
    kept = {"network": cast.network, "by": cast.facilitator, "at": now(), "purpose": "people", "name": "a.csv"}
    Upload.objects.create(**kept, content=b"")
    assert "nu wordt ingelezen" not in text(client.get(address))
    Upload.objects.create(**kept, content=b"Naam\nPim\n")
    assert "1 lijst die nu wordt ingelezen" in text(client.get(address))


# ---- Where a name stands in what people wrote


def test_every_text_that_names_somebody_is_listed_with_the_place_to_change_it(cast):
    pim = pim_took_part(cast)
    one = Agreement.objects.get()
    one.what, one.came_of_it, one.before = f"{NAME.upper()} belt", f"met {EMAIL}", {"what": f"{NAME} mailt"}
    one.save()
    publication = pim.publication
    publication.judgements.create(finding="x", choice="dismiss", reason=f"Zei  {NAME}", at=now())
    publication.read_remarks.update(text=f"dank aan {NAME}!", choice="show")
    line = YieldLine.objects.create(network=cast.network, what=f"{NAME} hoeft niet meer te bellen")
    line.looks.create(round=pim.round, state="there", story=f"Vraag het {NAME}.")
    one.conversation.leverage = f"Tijd voor {NAME}"
    one.conversation.save()
    part = {"title": "Pauze", "questions": [f"Wat vindt {NAME}?"]}
    KeptGuide.objects.create(round=pim.round, edits={"parts": {"own/x": part}})
    Round.objects.filter(pk=pim.round.pk).update(message=f"Groet,\n{NAME.replace(' ', chr(10))}")
    open_round(cast.network, opened_at=None, title=f"Voor {NAME}")
    Network.objects.filter(pk=cast.network.pk).update(challenge=f"Dank, {NAME}", contact=EMAIL)
    cast.parties["Woonstede"].name = f"Adviesbureau {NAME}"
    cast.parties["Woonstede"].save()
    person = Participant.objects.get(pk=pim.person.pk)
    found = mentions_of(person)
    assert {mention.kind for mention in found} == {
        "agreement", "before", "guide", "judgement", "leverage", "look", "network", "party", "remark", "responsible",
        "round", "round-fixed", "yield",
    }  # fmt: skip
    client = cast.client("steward")
    page = client.get(f"/netwerken/{cast.network.code}/mensen/{person.code}/vergeten").content.decode()
    for mention in found:
        assert f'href="{mention.href}"' in page
        assert client.get(mention.href).status_code == 200, mention


def test_part_of_a_word_is_no_name_and_another_network_is_not_looked_at(cast):
    person = cast.participants["Pim"]
    Network.objects.filter(pk=cast.network.pk).update(challenge="Pimpelmees en Pimmetje")
    Network.objects.filter(pk=cast.other_network.pk).update(challenge="Vraag Pim")
    YieldLine.objects.create(network=cast.other_network, what="Pim wandelt")
    assert mentions_of(Participant.objects.get(pk=person.pk)) == []
    Network.objects.filter(pk=cast.network.pk).update(challenge="Vraag het (Pim)!")
    assert [one.kind for one in mentions_of(Participant.objects.get(pk=person.pk))] == ["network"]


# ---- A network for good


@pytest.mark.parametrize(
    ("who", "status"), [("steward", 200), ("facilitator", 404), ("viewer", 404), ("outsider", 404)]
)
def test_a_network_is_thrown_away_from_the_bin_by_a_steward_who_types_its_name(cast, who, status):
    client, address = cast.client(who), f"/netwerken/{cast.network.code}/voorgoed-weg"
    assert client.get(address).status_code == 404
    Network.objects.filter(pk=cast.network.pk).update(deleted_at=now())
    assert client.get(address).status_code == status
    wrong = client.post(address, {"name": "Langer"})
    assert wrong.status_code == (422 if status == 200 else 404)
    assert Network.objects.filter(pk=cast.network.pk).exists()
    client.post(address, {"name": " langer  THUIS"})
    assert Network.objects.filter(pk=cast.network.pk).exists() is (status == 404)


def test_the_way_there_is_beside_bringing_it_back(cast):
    Network.objects.filter(pk=cast.network.pk).update(deleted_at=now())
    assert f"/netwerken/{cast.network.code}/voorgoed-weg" in text(cast.client("steward").get("/"))


# ---- The site


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_of_the_site_names_every_cookie_and_the_contact_when_it_is_set(cast, lang, settings):
    client = cast.client(None, lang)
    page = text(client.get("/privacy"))
    for name in COOKIES:
        assert f"<code>{name}" in page
    assert "mailto:" not in page
    settings.CONTACT = "beheer@samenspel.example"
    assert "mailto:beheer@samenspel.example" in text(client.get("/privacy"))
    assert 'href="/privacy"' in text(client.get("/inloggen"))


def test_no_cookie_is_set_that_the_page_does_not_name():
    source = Path(samenspel.web.__file__).parent
    texts = {path.relative_to(source).as_posix(): path.read_text("utf-8") for path in source.rglob("*.py")}
    set_in = {name: said.count(".set_cookie(") + said.count(".set_signed_cookie(") for name, said in texts.items()}
    assert {name: count for name, count in set_in.items() if count} == {
        "shared/views.py": 1,  # weergave
        "accounts/sessions.py": 1,  # taal
        "answering/doors.py": 1,  # eigen
        "answering/views/room.py": 1,  # kamer
    }
