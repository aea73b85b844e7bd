"""A questionnaire that is not on this server any more, as after an upgrade that edits it, keeps nobody from being shown
what is kept of them, or from being forgotten; nor does anything else that fails, for others.
"""

import json
import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.html import escape

from samenspel.errors import UsageError
from samenspel.web.answering.models import Response
from samenspel.web.networks.models import Network
from samenspel.web.parties import services as parties
from samenspel.web.parties.models import Participant
from samenspel.web.privacy import commands, services
from samenspel.web.privacy.links import secret_of
from samenspel.web.results import releasing
from samenspel.web.results.models import Publication
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.services import publish
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared import chores
from samenspel.web.shared.bin import KEPT
from samenspel.web.shared.words import say
from tests.web.privacy.scenes import EMAIL, NAME, WORDS, everything_kept, pim_took_part, somebody_else_wrote_the_same
from tests.web.results.rounds import LATER, NOW, close, released

ALL_KINDS = "conditions+phase+features"
"""Instruments with ratings, choices, ticks and texts together."""
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path


def upgraded(round):
    """The server has another edition of the questionnaire than the round asked."""
    Round.objects.filter(pk=round.pk).update(digest="0" * 64)


def put_back(round):
    """The server has the edition of the round again."""
    Round.objects.filter(pk=round.pk).update(digest=round.digest)


def page_of(cast, person, end="", lang="nl"):
    return cast.client(None, lang).get(f"/gegevens/{secret_of(person)}{end}", headers={"cookie": f"taal={lang}"})


# ---- Being forgotten


@pytest.mark.parametrize("visibility", ["totals", "party"])
@pytest.mark.parametrize("way", ["by themselves", "by a steward", "by command"])
def test_nothing_of_who_is_forgotten_is_left_anywhere(cast, visibility, way, django_capture_on_commit_callbacks):
    pim = pim_took_part(cast, visibility=visibility, instrument=ALL_KINDS)
    upgraded(pim.round)
    with django_capture_on_commit_callbacks(execute=True):
        if way == "by themselves":
            assert cast.client().post(f"/gegevens/{secret_of(pim.person)}/vergeten").status_code == 200
        elif way == "by a steward":
            services.forget_person(pim.person, by=cast.steward, now=NOW)
        else:
            commands.forget(EMAIL)
    kept = everything_kept()
    for trace in (NAME, "Zonderling", EMAIL, WORDS, pim.person.code):
        assert trace not in kept


def test_ratings_and_ticks_stay_and_of_what_may_be_text_nothing(cast):
    pim = pim_took_part(cast, instrument=ALL_KINDS)
    before = pim.response.document
    upgraded(pim.round)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    left = Response.objects.get(pk=pim.response.pk)
    assert left.invitation is None
    assert left.published == {item: value for item, value in before.items() if not isinstance(value, str)}
    assert left.document == left.published
    assert {type(value) for value in left.published.values()} == {int, list}


@pytest.mark.parametrize("visibility", ["totals", "party"])
@pytest.mark.parametrize("everything", [True, False])
def test_the_release_becomes_what_it_becomes_when_the_questionnaire_is_there(cast, visibility, everything):
    pim = pim_took_part(cast, visibility=visibility, instrument=ALL_KINDS)
    made = []
    for readable in (True, False):
        with transaction.atomic():
            if not readable:
                upgraded(pim.round)
            if everything:
                releasing.forget_remarks(pim.publication, now=LATER, everything=True)
            else:
                services.forget_person(pim.person, by=cast.steward, now=LATER)
            found = Publication.objects.get()
            read = sorted(found.read_remarks.values_list("digest", flat=True))
            made.append((found.number, found.made_at, found.frozen, read))
            transaction.set_rollback(True)
    assert made[0] == made[1]
    assert made[0][0] == pim.publication.number + 1


def test_a_remark_of_somebody_else_in_the_same_words_stays_read(cast):
    pim = pim_took_part(cast)
    somebody_else_wrote_the_same(pim)
    upgraded(pim.round)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    assert WORDS in [one.text for one in pim.publication.read_remarks.all()]
    put_back(pim.round)
    assert WORDS in [one.text for one in released(pim.round).remarks]


def test_who_prefers_it_lets_remarks_stand_without_a_name(cast):
    pim = pim_took_part(cast)
    before = Publication.objects.get().frozen
    upgraded(pim.round)
    services.forget_person(pim.person, by=None, now=NOW, remarks=False)
    assert NAME not in everything_kept()
    assert Publication.objects.get().frozen == before


def test_when_the_questionnaire_comes_back_the_result_can_be_read_and_the_round_stays_closed(cast):
    """So nothing asks again for the choices that went with the texts."""
    pim = pim_took_part(cast, instrument=ALL_KINDS)
    before = released(pim.round)
    upgraded(pim.round)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    put_back(pim.round)
    after = released(pim.round)
    assert (after.ratings, after.choices, after.multiples) == (before.ratings, before.choices, before.multiples)
    assert WORDS not in [one.text for one in after.remarks]
    publication = Publication.objects.get()
    assert desk_of(publication).state == "ready"
    releasing.release_remarks(publication, by=cast.facilitator, now=LATER)
    assert released(pim.round) == after
    with pytest.raises(UsageError, match="cannot be opened again"):
        rounds.reopen(Round.objects.get(), by=cast.facilitator, now=NOW, closes_at=NOW + 3 * DAY)


def test_a_round_that_was_open_again_keeps_its_result_when_the_questionnaire_comes_back(cast):
    pim = pim_took_part(cast, instrument=ALL_KINDS)
    rounds.reopen(pim.round, by=cast.facilitator, now=NOW, closes_at=NOW + 3 * DAY)
    upgraded(pim.round)
    services.forget_person(pim.person, by=cast.steward, now=NOW)
    put_back(pim.round)
    before = released(pim.round)
    close(pim.round)
    publish(pim.round, by=None, now=LATER)
    assert released(pim.round) == before
    assert Publication.objects.get().course == "stayed"


# ---- By themselves: the last day, and the bin


def test_the_last_day_of_keeping_comes(cast, caplog):
    pim = pim_took_part(cast, instrument=ALL_KINDS)
    before = released(pim.round)
    cast.network.keep_until = NOW.date()
    cast.network.save()
    upgraded(pim.round)
    chores.do_all(NOW + 2 * DAY)
    kept = everything_kept()
    for trace in (NAME, EMAIL, WORDS, "opmerking"):
        assert trace not in kept
    assert not Response.objects.exists()
    assert Network.objects.get(pk=cast.network.pk).forgotten_at
    assert [one.message for one in caplog.records if one.levelno >= logging.ERROR] == []
    put_back(pim.round)
    after = released(pim.round)
    assert (after.ratings, after.remarks) == (before.ratings, ())


def test_who_lay_in_the_bin_is_nobody_and_a_network_there_is_thrown_away(cast):
    pim = pim_took_part(cast)
    parties.delete(pim.person, by=cast.facilitator, now=NOW)
    Network.objects.filter(pk=cast.other_network.pk).update(deleted_at=NOW)
    upgraded(pim.round)
    chores.do_all(NOW + KEPT + DAY)
    assert not Participant.objects.filter(name=NAME).exists()
    left = Response.objects.get(pk=pim.response.pk)
    assert (left.invitation, left.receipts, left.published) == (None, {}, pim.response.document)
    assert not Network.objects.filter(pk=cast.other_network.pk).exists()


def test_what_somebody_took_back_does_not_come_back_when_they_are_nobody(cast):
    pim = pim_took_part(cast)
    item = next(item for item, value in pim.response.document.items() if value == WORDS)
    response = Response.objects.get(pk=pim.response.pk)
    response.document[item] = "liever niets"
    response.save()
    parties.delete(pim.person, by=cast.facilitator, now=NOW)
    upgraded(pim.round)
    chores.do_all(NOW + KEPT + DAY)
    left = Response.objects.get(pk=pim.response.pk)
    assert item not in left.document
    assert left.document == {key: value for key, value in left.published.items() if key != item}


@pytest.mark.parametrize("fails", ["person", "network"])
def test_what_fails_in_the_bin_keeps_nothing_else_there(cast, monkeypatch, caplog, fails):
    pim, noor = pim_took_part(cast), cast.participants["Noor"]
    other = pim.round.responses.exclude(pk=pim.response.pk).first()
    Invitation.objects.filter(pk=other.invitation_id).update(participant=noor)
    Participant.objects.filter(pk__in=[pim.person.pk, noor.pk]).update(deleted_at=NOW)
    stuck, gone = (Network.objects.create(name=name, deleted_at=NOW) for name in ("Blijft", "Kan weg"))
    part, first = {"person": ("_unlink", pim.person), "network": ("forget_network", stuck)}[fails]
    inner = getattr(services, part)

    def failing(one, *args, **more):
        if one == first:
            raise ValueError(NAME)
        inner(one, *args, **more)

    monkeypatch.setattr(services, part, failing)
    services.purge(NOW + DAY)
    assert Response.objects.get(pk=other.pk).invitation is None
    assert not Network.objects.filter(pk=gone.pk).exists()
    (told,) = [one.message for one in caplog.records if one.levelno == logging.ERROR]
    assert told.startswith(fails)
    assert "ValueError" in told
    assert NAME not in told


# ---- Seeing what is kept


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_answers_as_they_are_kept_and_says_why(cast, lang):
    pim = pim_took_part(cast, instrument=ALL_KINDS)
    why = escape(say("privacy-kept-unreadable", lang))
    assert why not in page_of(cast, pim.person, lang=lang).content.decode()
    upgraded(pim.round)
    answer = page_of(cast, pim.person, lang=lang)
    page = answer.content.decode()
    assert answer.status_code == 200
    for one in (why, NAME, EMAIL, WORDS, "<dt>AMB-1</dt>", f'lang="{lang}"'):
        assert one in page


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_file_says_that_its_answers_are_as_they_are_kept(cast, lang):
    pim = pim_took_part(cast, instrument=ALL_KINDS)
    given = {"AMB-1": 4, "AMB-2": None, "AMB-open": WORDS, "ticks": ["one", "two"], "none": []}
    Response.objects.filter(pk=pim.response.pk).update(document=given)
    assert "questionnaire_unreadable" not in page_of(cast, pim.person, "/bestand", lang).content.decode()
    upgraded(pim.round)
    (part,) = json.loads(page_of(cast, pim.person, "/bestand", lang).content)["takes_part"]
    (asked,) = part["asked"]
    assert asked["questionnaire_unreadable"] is True
    assert {one["item"]: one["answer"] for one in asked["answers"]} == given
    assert {one["item"]: one["answer"] for one in asked["answers_when_released"]} == pim.response.document
    assert all(one["question"] == one["item"] for one in asked["answers"])
    skipped, none = say("privacy-skipped", lang), say("privacy-none-of-these", lang)
    words = {"AMB-1": "4", "AMB-2": skipped, "AMB-open": WORDS, "ticks": "one, two", "none": none}
    assert {one["item"]: one["in_words"] for one in asked["answers"]} == words


def test_who_answered_nothing_reads_nothing_about_it(cast):
    pim = pim_took_part(cast)
    Response.objects.filter(pk=pim.response.pk).delete()
    upgraded(pim.round)
    page = page_of(cast, pim.person).content.decode()
    assert NAME in page
    assert escape(say("privacy-kept-unreadable", "nl")) not in page


def test_answers_that_are_withheld_stay_so(cast):
    pim = pim_took_part(cast)
    parties.change_participant(pim.person, by=cast.facilitator, now=NOW, email="farid.thuis@samenspel.example")
    upgraded(pim.round)
    for end in ("", "/bestand"):
        answer = page_of(cast, pim.person, end)
        assert answer.status_code == 200
        assert WORDS not in answer.content.decode()
        assert "AMB-1" not in answer.content.decode()


def test_who_looks_after_the_site_still_hands_everything_over(cast, tmp_path):
    pim = pim_took_part(cast)
    upgraded(pim.round)
    commands.export(EMAIL, into=str(tmp_path / "pim.json"))
    assert WORDS in (tmp_path / "pim.json").read_text("utf-8")


def test_all_pages_on_the_way_are_open(cast):
    pim = pim_took_part(cast)
    upgraded(pim.round)
    person = f"/netwerken/{cast.network.code}/mensen/{pim.person.code}"
    assert page_of(cast, pim.person, "/vergeten").status_code == 200
    for end in ("gegevens", "gegevens/bestand", "vergeten"):
        assert cast.client("steward").get(f"{person}/{end}").status_code == 200


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_who_asks_for_the_mail_and_who_sets_the_last_day_read_why_it_is_not_said_who_sees_what(cast, lang):
    pim = pim_took_part(cast)
    why, later = (escape(say(f"privacy-notice-{one}", lang)) for one in ("unreadable", "sees-later"))
    upgraded(pim.round)
    language = {"cookie": f"taal={lang}"}
    pages = [cast.client(None, lang).post(f"/d/{pim.secret}/gegevens", headers=language)]
    client = cast.client("steward", lang)
    pages.append(client.get(f"/netwerken/{cast.network.code}/privacy"))
    for page in pages:
        assert page.status_code == 200
        assert (why in page.text, later in page.text) == (True, False)
