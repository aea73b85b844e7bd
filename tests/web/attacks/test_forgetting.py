"""Forgetting and the page of one's own data, turned against the people they are for: to read what somebody answered, to
learn who wrote what, to make others disappear, or to keep what should be gone.
"""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils.html import escape

from samenspel.cli import harmless
from samenspel.web.answering import services as answering
from samenspel.web.answering.models import Response
from samenspel.web.conversations.models import Agreement
from samenspel.web.networks import services as networks
from samenspel.web.parties import services as parties
from samenspel.web.parties.models import Participant
from samenspel.web.privacy import services
from samenspel.web.privacy.links import secret_of
from samenspel.web.results.models import Publication, Report
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.services import publish
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.rounds.queries import response_counts
from samenspel.web.shared import chores, ledger
from samenspel.web.shared.bin import KEPT
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import fingerprint, new_code
from samenspel.web.shared.limits import TooOften
from samenspel.web.shared.models import AuditEntry
from samenspel.web.shared.words import say
from samenspel.web.upkeep.manifest import NoManifest, parse
from tests.web.answering.scenes import invite, open_round, post_answers
from tests.web.privacy.scenes import NAME, WORDS, agree, everything_kept, pim_took_part
from tests.web.results.rounds import LATER, NOW, a_round, answer, close, released

FARID = "farid.thuis@samenspel.example"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def data(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


def readable(client, person):
    """All that somebody reads behind the link in the mail that goes to a person now."""
    address = f"/gegevens/{secret_of(person)}"
    return "".join(client.get(address + end).content.decode() for end in ("", "/bestand"))


# ---- A facilitator, who keeps the list of people, wants to read what somebody answered


def test_with_ones_own_address_in_the_place_of_somebody_elses_one_reads_no_answers(cast):
    pim = pim_took_part(cast)
    assert WORDS in readable(cast.client(), pim.person)
    parties.change_participant(pim.person, by=cast.facilitator, now=NOW, email=FARID)
    seen = readable(cast.client("facilitator"), pim.person)
    assert WORDS not in seen
    assert "in_words" not in seen
    assert escape(say("privacy-kept-withheld", "nl")) in seen


def test_nor_by_being_the_first_who_was_written_to(cast):
    """The first mail goes to the facilitator; the person answers by a later link, and the address is put back."""
    noor = cast.participants["Noor"]
    parties.change_participant(noor, by=cast.facilitator, now=now(), email=FARID)
    round = open_round(cast.network, form="full")
    invitation = Invitation.objects.create(
        round=round, participant=noor, party=noor.party, mailed_to=fingerprint(FARID)
    )
    rounds.new_link(invitation)
    parties.change_participant(noor, by=cast.facilitator, now=now(), email="noor@samenspel.example")
    invitation.refresh_from_db()
    real, hers = rounds.new_link(invitation), cast.client()
    hers.get(f"/d/{real}/vragen")
    post_answers(hers, real, "noor12345.1", {"AMB-1": 7, "AMB-open": WORDS})
    parties.change_participant(noor, by=cast.facilitator, now=now(), email=FARID)
    assert WORDS in str(Response.objects.get().document)
    assert WORDS not in readable(cast.client("facilitator"), noor)


def test_with_ones_own_address_in_its_place_one_does_not_make_somebody_be_forgotten(cast):
    """Only a steward may, and who forgets somebody can see which remarks go."""
    pim = pim_took_part(cast)
    parties.change_participant(pim.person, by=cast.facilitator, now=NOW, email=FARID)
    address = f"/gegevens/{secret_of(pim.person)}/vergeten"
    spy = cast.client("facilitator")
    assert '<form class="form stack" method="post"' not in spy.get(address).content.decode()
    assert spy.post(address).status_code == 403
    assert Participant.objects.filter(name=NAME).exists()


def test_who_looks_after_the_site_still_hands_everything_over(cast):
    from samenspel.web.privacy.kept import form_of

    pim = pim_took_part(cast)
    parties.change_participant(pim.person, by=cast.facilitator, now=NOW, email="nieuw@samenspel.example")
    assert WORDS in str(form_of([pim.person], None, lang="nl", now=NOW))


@pytest.mark.usefixtures("time_stands_still")
def test_somebody_who_holds_a_link_fills_no_mailbox(cast, django_capture_on_commit_callbacks):
    pim = cast.participants["Pim"]
    with django_capture_on_commit_callbacks(execute=True):
        for hour in range(48):
            try:
                for _ in range(3):
                    services.mail_kept(pim, by=None, now=NOW + timedelta(hours=hour))
            except TooOften:
                continue
    assert len(mail.outbox) <= 18


@pytest.mark.parametrize("end", ["", "/bestand", "/vergeten"])
def test_a_scanner_that_opens_every_link_changes_nothing(cast, end):
    pim = pim_took_part(cast)
    before = everything_kept()
    for method in ("get", "head", "options"):
        getattr(cast.client(), method)(f"/gegevens/{secret_of(pim.person)}{end}")
    assert everything_kept() == before


# ---- Who wrote what, and what was taken back


@pytest.mark.parametrize("way", ["forgotten", "binned"])
def test_what_somebody_took_back_does_not_come_back_when_they_are_nobody(cast, way):
    """Their round was opened again and they changed what they wrote; the result stayed as it was."""
    pim = pim_took_part(cast)
    rounds.reopen(pim.round, by=cast.facilitator, now=NOW, closes_at=NOW + 3 * DAY)
    item = next(item for item, value in pim.response.document.items() if value == WORDS)
    answering.save(pim.invitation, now=NOW, key="toestel-12345.9", answers={item: "liever niets"})
    close(pim.round)
    publication = publish(pim.round, by=None, now=LATER)
    texts = [one.text for one in desk_of(publication).remarks]
    assert WORDS not in texts
    if way == "forgotten":
        services.forget_person(pim.person, by=None, now=LATER, remarks=False)
    else:
        parties.delete(pim.person, by=cast.facilitator, now=LATER)
        chores.do_all(LATER + KEPT + DAY)
    assert [one.text for one in desk_of(Publication.objects.get()).remarks] == texts
    assert "liever niets" not in everything_kept()


def test_a_remark_that_may_stand_stands_after_an_older_backup_too(cast, django_capture_on_commit_callbacks, data):
    """Else it would go at the moment of restoring, and tell whose it was."""
    pim = pim_took_part(cast)
    code = pim.person.code
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_person(pim.person, by=None, now=NOW, remarks=False)
    person = Participant.objects.create(network=cast.network, name="Pim", code=code)  # as the backup brings it back
    Invitation.objects.filter(pk=pim.invitation.pk).update(participant=person)
    Response.objects.filter(pk=pim.response.pk).update(invitation=pim.invitation)
    assert services.forget_again(ledger.read(data), now=NOW) == 1
    assert WORDS in [one.text for one in released(pim.round).remarks]
    assert not Participant.objects.filter(code=code).exists()


def test_what_a_round_tells_of_everyone_is_the_same_before_and_after(cast):
    """Viewers and participants lay the pages of before and after side by side: only words that went may differ."""
    pim = pim_took_part(cast)
    base = f"/netwerken/{cast.network.code}"
    there = f"{base}/rondes/{pim.round.code}"
    paths = [f"{there}/uitkomst.json", f"{base}/partijen/{cast.parties['Woonstede'].code}", f"{there}/uitkomst/scherm"]
    before = [cast.client("viewer").get(path) for path in paths]
    counts = response_counts(pim.round)
    services.forget_person(pim.person, by=None, now=NOW, remarks=False)
    after = [cast.client("viewer").get(path) for path in paths]
    assert before[0].json() == after[0].json()
    assert response_counts(pim.round) == counts
    assert all(NAME not in one.content.decode() for one in after)


# ---- Two results of nearly the same people


def test_a_round_of_which_everyone_was_forgotten_does_not_open_again(cast):
    """With the answers gone nothing could be compared, and eleven of the twelve might simply answer the same."""
    pim = pim_took_part(cast)
    cast.network.keep_until = NOW.date()
    cast.network.save()
    chores.do_all(NOW + 2 * DAY)
    moment = NOW + 2 * DAY
    networks.change_keeping(
        cast.network, by=cast.steward, now=moment, responsible="", contact="", keep_until=(NOW + 90 * DAY).date()
    )
    round = Round.objects.get(pk=pim.round.pk)
    with pytest.raises(Exception, match="cannot be opened again"):
        rounds.reopen(round, by=cast.facilitator, now=moment, closes_at=NOW + 9 * DAY)


@pytest.mark.parametrize("visibility", ["totals", "party"])
def test_who_is_forgotten_between_closing_and_the_result_is_in_no_result(cast, visibility):
    round = a_round(cast, visibility=visibility)
    response = round.responses.first()
    Invitation.objects.filter(pk=response.invitation_id).update(
        participant=cast.participants["Pim"], party=cast.parties["Woonstede"]
    )
    other = round.invitations.filter(participant=None).first()
    Invitation.objects.filter(pk=other.pk).update(party=cast.parties["Gemeente Ommerdal"])
    services.forget_person(cast.participants["Pim"], by=cast.steward, now=NOW)
    publish(round, by=None, now=NOW)
    assert released(round).people == 11
    assert response_counts(round) == (11, 12)
    rounds.reopen(round, by=cast.facilitator, now=NOW, closes_at=LATER)  # nothing of them is behind the result


# ---- Others, who did not ask to be forgotten


def named(cast, name):
    return cast.network.participants.create(name=name, email=f"{new_code()}@elders.example")


@pytest.mark.parametrize("name", ["Noor", "noor", "Sanne", "Gemeente Ommerdal"])
def test_nobody_takes_others_out_of_agreements_by_bearing_their_name(cast, name):
    """Whoever is asked passes it on to an address of their own, under a name they like, and is forgotten there."""
    round = a_round(cast)
    agree(cast, round)
    Agreement.objects.update(who="Noor, Sanne en Gemeente Ommerdal")
    services.forget_person(named(cast, name), by=None, now=NOW)
    assert Agreement.objects.get().who == "Noor, Sanne en Gemeente Ommerdal"


@pytest.mark.parametrize("name", ["Sanne", "sanne", "Gemeente Ommerdal", "Ommerdal", "De Gemeente Ommerdal en Sanne"])
def test_nor_on_the_last_day_when_everyone_goes(cast, name):
    """Whoever has such a name need only wait for that day."""
    agree(cast, a_round(cast))
    told = "De Gemeente Ommerdal en Sanne, Noor en Roos"
    before = Agreement.objects.get().before
    Agreement.objects.update(who=told, before=before | {"who": told})
    named(cast, name)
    cast.network.keep_until = NOW.date()
    cast.network.save()
    chores.do_all(NOW + 2 * DAY)
    one = Agreement.objects.get()
    assert {one.who, one.before["who"]} == {"De Gemeente Ommerdal, Sanne"}
    assert not Participant.objects.filter(network=cast.network).exists()


def test_on_the_last_day_names_that_participants_share_go_too(cast):
    """None of them stays, so nobody is taken out for another."""
    agree(cast, a_round(cast))
    Agreement.objects.update(who="Noor, Noor de Wit en Vera", before={})
    for name in ("Noor", "Noor de Wit"):
        named(cast, name)
    cast.network.keep_until = NOW.date()
    cast.network.save()
    chores.do_all(NOW + 2 * DAY)
    assert Agreement.objects.get().who == "Vera"


def test_a_file_that_names_who_is_forgotten_cannot_be_had_any_more(cast):
    round = a_round(cast)
    publication = publish(round, by=None, now=NOW)
    agree(cast, round)
    pim = cast.participants["Pim"]
    pim.name = NAME
    pim.save()
    Report.objects.create(
        publication=publication, number=1, kind="whole", language="nl", state="ready", asked_at=NOW, file=NAME.encode()
    )
    services.forget_person(pim, by=cast.steward, now=NOW)
    assert not Report.objects.exists()


def test_who_passed_on_to_somebody_who_is_forgotten_names_nobody(cast):
    round = open_round(cast.network)
    invitation, secret = invite(round, cast.participants["Dirk"])
    rounds.pass_on(invitation, now=now(), name=NAME, email="pim.z@samenspel.example")
    round.closed_at = now()
    round.save()
    services.forget_person(Participant.objects.get(name=NAME), by=None, now=now())
    page = cast.client("facilitator").get(f"/netwerken/{cast.network.code}/rondes/{round.code}")
    assert page.status_code == 200
    assert NAME not in page.content.decode()
    assert cast.client().get(f"/d/{secret}").status_code == 410
    invitation.refresh_from_db()
    assert invitation.passed_on_to is None


@pytest.mark.parametrize(
    "line", ["person * 2026-01-01", "network ../../x 2026-01-01", "person  2026-01-01", "all x 2026-01-01"]
)
def test_a_list_that_somebody_tampered_with_reaches_nobody_it_does_not_name(cast, line):
    before = everything_kept()
    assert services.forget_again(ledger.parse(line), now=NOW) == 0
    assert everything_kept() == before


@pytest.mark.parametrize("software", ["1.0\x1b[2J", "1.0\u202e", "x" * 300])
def test_a_backup_that_somebody_made_up_does_not_command_the_terminal(software):
    told = {"format": "samenspel.backup/1", "made_at": NOW.isoformat(), "migrations": {}, "members": {}}
    assert parse(json.dumps(told | {"software": "1.0"}).encode()).software == "1.0"
    with pytest.raises(NoManifest):
        parse(json.dumps(told | {"software": software}).encode())
    assert harmless("kolom \x1b]0;x\x07 \u202eé\n") == "kolom \ufffd]0;x\ufffd \ufffdé\n"
    assert harmless("20\u00a0000") == "20\u00a0000"


# ---- The last day


def test_a_room_without_closing_time_closes_on_the_last_day(cast):
    """Else it would go on collecting what nothing would ever forget, under a notice that all was forgotten."""
    round = open_round(cast.network, door="open", closes_at=None)
    answer(round, 3)
    cast.network.keep_until = NOW.date()
    cast.network.save()
    chores.do_all(now() + 2 * DAY)
    round.refresh_from_db()
    assert round.state == "closed"
    assert not Response.objects.exists()


@pytest.mark.parametrize("who", ["facilitator", "viewer", "outsider"])
def test_only_a_steward_moves_the_last_day_and_the_log_tells_from_when_to_when(cast, who):
    path, day = f"/netwerken/{cast.network.code}/privacy", (now() + 9 * DAY).date()
    assert cast.client(who).post(path, {"keep_until": day.isoformat()}).status_code == 404
    cast.client("steward").post(path, {"keep_until": day.isoformat()})
    cast.network.refresh_from_db()
    assert cast.network.keep_until == day
    entry = AuditEntry.objects.get(action="keeping-changed")
    assert (entry.account, entry.detail) == (cast.steward, {"until": day.isoformat(), "before": ""})


def test_the_last_day_ends_where_the_network_is(cast):
    cast.network.time_zone, cast.network.keep_until = "Pacific/Honolulu", NOW.date()
    cast.network.save()
    pim_took_part(cast)
    chores.do_all(NOW.replace(hour=9) + DAY)  # there it is still the evening before
    assert NAME in everything_kept()
    chores.do_all(NOW.replace(hour=11) + DAY)
    assert NAME not in everything_kept()
