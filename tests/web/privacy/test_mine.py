"""What a participant reads about what is kept of them, gets to see by mail, and has forgotten."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from samenspel.web.parties.models import Participant
from samenspel.web.privacy import services, tasks
from samenspel.web.privacy.links import secret_of
from samenspel.web.rounds import services as rounds
from samenspel.web.shared.clock import now
from samenspel.web.shared.limits import TooOften
from tests.web.answering.scenes import invite, open_round
from tests.web.privacy.scenes import EMAIL, NAME, WORDS, everything_kept, pim_took_part

LINK = re.compile(r"http\S+/gegevens/(\S+)")


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


@pytest.fixture
def later(monkeypatch):
    """So much later, for whoever looks at a signature."""
    import time

    def pass_by(**much):
        moment = time.time() + timedelta(**much).total_seconds()
        monkeypatch.setattr("django.core.signing.time.time", lambda: moment)

    return pass_by


@pytest.fixture
def asked(cast):
    """Pim is asked in a round that is open; the round and the secret of the link."""
    round = open_round(cast.network)
    return round, invite(round, cast.participants["Pim"])[1]


def text(answer):
    return answer.content.decode()


def mailed(person):
    """The secret in the mail that somebody gets."""
    tasks.send_kept.func(person.pk)
    return LINK.search(mail.outbox[-1].body)[1]


# ---- What happens with my data


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_notice_says_what_is_true_of_this_network(cast, asked, lang):
    cast.network.responsible, cast.network.contact = "Gemeente Ommerdal", "privacy@ommerdal.example"
    cast.network.keep_until = timezone.localdate(now()) + timedelta(days=100)
    cast.network.save()
    page = text(cast.client(None, lang).get(f"/d/{asked[1]}/gegevens", headers={"cookie": f"taal={lang}"}))
    assert "Gemeente Ommerdal" in page
    assert "privacy@ommerdal.example" in page
    assert "sanne@samenspel.example" not in page
    assert str(cast.network.keep_until.year) in page
    assert {"nl": "bestaat uit 3 mensen", "en": "has 3 members"}[lang] in page


def test_while_nobody_said_who_is_responsible_a_steward_is_named_to_ask(cast, asked):
    page = text(cast.client().get(f"/d/{asked[1]}/gegevens"))
    assert "Sanne" in page
    assert "sanne@samenspel.example" in page
    assert "nog niet gezegd welke organisatie" in page


def test_the_promises_are_those_of_the_welcome(cast, asked):
    client = cast.client()
    welcome, notice = (client.get(f"/d/{asked[1]}{end}") for end in ("", "/gegevens"))
    assert list(notice.context["notice"].promises) == welcome.context["promises"]


@pytest.mark.parametrize("end", ["", "/dank"])
def test_the_way_to_the_notice_is_on_the_welcome_and_on_the_thanks(cast, asked, end):
    round, secret = asked
    invitation = round.invitations.get()
    from samenspel.web.answering import services as answering

    answering.send(invitation, now=now(), key="toestel-12345", answers={"AMB-1": 5})
    assert f"/d/{secret}/gegevens" in text(cast.client().get(f"/d/{secret}{end}"))


def test_the_notice_leads_back_to_where_the_visitor_came_from(cast, asked):
    door = rounds.open_link(open_round(cast.network, door="open"), by=cast.facilitator, now=now())
    for secret, back in ((asked[1], f"/d/{asked[1]}"), (door, f"/r/{door}")):
        assert f'href="{back}"' in text(cast.client().get(f"/d/{secret}/gegevens"))
        assert cast.client().get(back).status_code == 200


def test_in_a_room_nobody_is_known_and_nothing_is_mailed(cast, django_capture_on_commit_callbacks):
    round = open_round(cast.network, door="open")
    secret = rounds.open_link(round, by=cast.facilitator, now=now())
    with django_capture_on_commit_callbacks(execute=True):
        page = cast.client().post(f"/d/{secret}/gegevens")
    assert page.status_code == 200
    assert "zonder naam" in text(page)
    assert '<form method="post" action="/d/' not in text(page)
    assert mail.outbox == []


def test_a_link_that_passed_through_other_hands_shows_nothing_of_other_rounds(cast):
    pim = pim_took_part(cast)
    secret = invite(open_round(cast.network, title="Nu"), pim.person)[1]
    page = text(cast.client().get(f"/d/{secret}/gegevens"))
    for trace in (NAME, EMAIL, WORDS, pim.round.title):
        assert trace not in page


# ---- The mail


def test_whoever_asks_hears_the_same_whether_there_is_an_address_or_not(cast, django_capture_on_commit_callbacks):
    round = open_round(cast.network)
    nobody = Participant.objects.create(network=cast.network, name="Zonder", email="", party=cast.parties["Woonstede"])
    pages = []
    for person in (cast.participants["Noor"], nobody):
        secret = invite(round, person)[1]
        with django_capture_on_commit_callbacks(execute=True):
            page = text(cast.client().post(f"/d/{secret}/gegevens"))
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(secret, "")))
    pages = [re.sub(r"X-CSRFToken[^}]*", "", page) for page in pages]
    assert pages[0] == pages[1]
    assert [one.to for one in mail.outbox] == [["noor@samenspel.example"]]


def test_the_link_in_the_mail_begins_with_the_address_of_the_site(cast, asked, settings):
    settings.ADDRESS = "https://samenspel.example"
    answer = cast.client().post(f"/d/{asked[1]}/gegevens", headers={"host": "127.0.0.1"})
    assert answer.status_code == 200
    tasks.send_kept.func(cast.participants["Pim"].pk)
    assert "https://samenspel.example/gegevens/" in mail.outbox[-1].body


@pytest.mark.usefixtures("time_stands_still")
def test_somebody_is_not_mailed_over_and_over_and_a_full_room_does_not_get_in_the_way(cast, asked):
    client = cast.client()
    for _ in range(3):
        assert client.post(f"/d/{asked[1]}/gegevens").status_code == 200
    assert client.post(f"/d/{asked[1]}/gegevens").status_code == 429
    for number in range(20):
        person = Participant.objects.create(network=cast.network, name=f"P{number}", email=f"p{number}@x.example")
        assert client.post(f"/d/{invite(asked[0], person)[1]}/gegevens").status_code == 200


@pytest.mark.usefixtures("time_stands_still")
def test_the_limit_counts_who_is_mailed_whoever_asks(cast):
    person = cast.participants["Pim"]
    for _ in range(3):
        services.mail_kept(person, by=cast.facilitator, now=now())
    with pytest.raises(TooOften):
        services.mail_kept(person, by=None, now=now())


def test_nothing_of_the_link_is_kept(cast):
    secret = mailed(cast.participants["Pim"])
    mail.outbox.clear()
    assert secret.split(".")[-1] not in everything_kept()


# ---- All that is kept


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_all_rounds_with_the_own_answers_in_words(cast, lang):
    pim = pim_took_part(cast)
    page = text(cast.client(None, lang).get(f"/gegevens/{mailed(pim.person)}", headers={"cookie": f"taal={lang}"}))
    for one in (NAME, EMAIL, WORDS, pim.round.title, "Woonstede", f'lang="{lang}"'):
        assert one in page


def test_the_file_is_a_download_that_no_cache_keeps(cast):
    pim = pim_took_part(cast)
    answer = cast.client().get(f"/gegevens/{mailed(pim.person)}/bestand")
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    (part,) = json.loads(answer.content)["takes_part"]
    assert WORDS in [one["in_words"] for one in part["asked"][0]["answers"]]


def test_a_link_shows_one_person_only(cast):
    pim = pim_took_part(cast)
    page = text(cast.client().get(f"/gegevens/{mailed(cast.participants['Noor'])}"))
    for trace in (NAME, EMAIL, WORDS, pim.round.title):
        assert trace not in page


PAGES = ("", "/bestand", "/vergeten")


@pytest.mark.parametrize("end", PAGES)
def test_a_link_of_yesterday_says_how_to_get_another(cast, later, end):
    secret = mailed(cast.participants["Pim"])
    later(hours=23)
    assert cast.client().get(f"/gegevens/{secret}{end}").status_code == 200
    later(hours=25)
    answer = cast.client().get(f"/gegevens/{secret}{end}")
    assert answer.status_code == 410
    assert "verlopen" in text(answer)


@pytest.mark.parametrize("end", PAGES)
def test_a_link_that_was_tampered_with_opens_nothing(cast, end):
    mine, theirs = secret_of(cast.participants["Noor"]), secret_of(cast.participants["Pim"])
    named, _, signed = mine.partition(".")
    for secret in (theirs.partition(".")[0] + "." + signed, named, mine[:-1], mine + "x", f"{named}..", "é" * 40):
        for way in (cast.client().get, cast.client().post):
            assert way(f"/gegevens/{secret}{end}").status_code in (404, 405)
    assert Participant.objects.filter(name="Pim").exists()


def test_a_link_dies_when_the_address_changes(cast):
    person = cast.participants["Pim"]
    secret = mailed(person)
    person.email = "nieuw@samenspel.example"
    person.save()
    answer = cast.client().get(f"/gegevens/{secret}")
    assert answer.status_code == 410
    assert "werkt niet meer" in text(answer)


def test_a_link_to_answer_by_opens_no_data_and_the_other_way_round(cast, asked):
    secret = mailed(cast.participants["Pim"])
    assert cast.client().get(f"/gegevens/{asked[1]}").status_code == 404
    assert cast.client().get(f"/d/{secret}").status_code == 404


# ---- Being forgotten


def test_opening_the_pages_forgets_nobody(cast):
    """A scanner of mail opens every link, and every link on the page behind it."""
    pim = pim_took_part(cast)
    secret, client = mailed(pim.person), cast.client()
    for end in PAGES:
        client.get(f"/gegevens/{secret}{end}")
        client.head(f"/gegevens/{secret}{end}")
    assert Participant.objects.filter(pk=pim.person.pk).exists()


def test_somebody_is_forgotten_and_a_second_click_reads_that_it_was_done(cast):
    pim = pim_took_part(cast)
    secret, client = mailed(pim.person), cast.client()
    mail.outbox.clear()
    first, second = (client.post(f"/gegevens/{secret}/vergeten") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 410)
    assert "Je bent vergeten" in text(first)
    assert "al vergeten" in text(second)
    kept = everything_kept()
    for trace in (NAME, EMAIL, WORDS):
        assert trace not in kept
    for end in PAGES:
        assert client.get(f"/gegevens/{secret}{end}").status_code == 410
    assert client.get(f"/d/{pim.secret}").status_code != 200


def test_somebody_may_let_remarks_stand_without_a_name(cast):
    pim = pim_took_part(cast)
    cast.client().post(f"/gegevens/{mailed(pim.person)}/vergeten", {"remarks": "stay"})
    mail.outbox.clear()
    kept = everything_kept()
    assert NAME not in kept
    assert WORDS in kept


def test_it_is_said_what_an_open_round_means(cast, asked):
    page = text(cast.client().get(f"/gegevens/{mailed(cast.participants['Pim'])}/vergeten"))
    assert asked[0].title in page
    assert "tellen de antwoorden dan niet meer mee" in page


def test_a_form_from_elsewhere_forgets_nobody(cast):
    from django.test import Client

    secret = mailed(cast.participants["Pim"])
    assert Client(enforce_csrf_checks=True).post(f"/gegevens/{secret}/vergeten").status_code == 403
    assert Participant.objects.filter(name="Pim").exists()
