"""A facilitator, who hands out links and keeps the list of people, wants to read what one person answered."""

import datetime

import pytest

from samenspel.web.answering import services as answering
from samenspel.web.answering.models import Response
from samenspel.web.parties import services as parties
from samenspel.web.results import queries as results
from samenspel.web.results.services import publish
from samenspel.web.rounds import services
from samenspel.web.rounds.models import Invitation
from samenspel.web.shared.clock import now
from samenspel.web.shared.codes import fingerprint
from tests.web.answering.scenes import invite, open_round, post_answers, said, text_of

AFTER = datetime.timedelta(minutes=1)
GIVEN = {"AMB-1": 7, "AMB-2": 6, "AMB-3": 1}


@pytest.fixture
def round(cast):
    return open_round(cast.network, form="full")


def shows_answers(client, secret):
    return "checked" in client.get(f"/d/{secret}/vragen").content.decode()


def handed_to(cast, round, name):
    asked = [one for one in round.invitations.all() if one.participant == cast.participants[name]]
    ((_, secret),) = services.hand_links(round, by=cast.facilitator, now=now(), invitations=asked)
    return secret


def asked(round, person):
    return Invitation.objects.create(round=round, participant=person, party=person.party)


@pytest.mark.parametrize("bait", [{}, {"AMB-4": 1}], ids=["nothing", "something"])
def test_opening_a_link_before_handing_it_out_does_not_show_what_comes_in_by_mail_later(cast, round, bait):
    noor = asked(round, cast.participants["Noor"])
    spy, secret = cast.client("facilitator"), handed_to(cast, round, "Noor")
    spy.get(f"/d/{secret}/vragen")
    post_answers(spy, secret, "spion1234.1", bait)
    noor.mailed_to = fingerprint(noor.participant.email)  # her invitation by mail went out before
    own = services.new_link(noor)
    post_answers(cast.client(), own, "noor12345.1", GIVEN)
    assert not shows_answers(spy, secret)
    assert shows_answers(cast.client(), own) == (not bait)


@pytest.mark.parametrize("bait", [{}, {"AMB-4": 1}], ids=["nothing", "something"])
def test_handing_out_a_link_that_one_used_first_shows_nothing_of_who_uses_it_next(cast, round, bait):
    asked(round, cast.participants["Noor"])
    spy, secret = cast.client("facilitator"), handed_to(cast, round, "Noor")
    spy.get(f"/d/{secret}/vragen")
    post_answers(spy, secret, "spion1234.1", bait)
    noor = cast.client()
    noor.get(f"/d/{secret}/vragen")
    post_answers(noor, secret, "noor12345.1", GIVEN)
    assert not shows_answers(spy, secret)


def test_putting_ones_own_address_first_and_the_real_one_later_shows_nothing(cast, mailoutbox, committed_mail):
    """The first mail goes to the facilitator, the reminder to the person, who answers."""
    noor = cast.participants["Noor"]
    parties.change_participant(noor, by=cast.facilitator, now=now(), email="farid@samenspel.example")
    round = open_round(cast.network, form="full")
    invitation = asked(round, noor)
    with committed_mail():
        services.remind(round, by=cast.facilitator, now=now())
    caught = secret_in(mailoutbox[-1])
    parties.change_participant(noor, by=cast.facilitator, now=now(), email="noor@samenspel.example")
    invitation.refresh_from_db()
    with committed_mail():
        services.remind(round, by=cast.facilitator, now=now() + datetime.timedelta(days=2))
    real = secret_in(mailoutbox[-1])
    assert mailoutbox[-1].to == ["noor@samenspel.example"]
    hers = cast.client()
    hers.get(f"/d/{real}/vragen")
    post_answers(hers, real, "noor12345.1", GIVEN)
    assert shows_answers(hers, real)
    assert not shows_answers(cast.client("facilitator"), caught)
    # and when a first answer lay there already
    post_answers(cast.client("facilitator"), caught, "spion1234.1", {"AMB-4": 1})
    post_answers(hers, real, "noor12345.2", {"AMB-1": 6})
    assert not shows_answers(cast.client("facilitator"), caught)


def test_whether_somebody_may_be_quoted_does_not_show_by_a_handed_link(cast):
    round = open_round(cast.network, visibility="party", form="full")
    asked(round, cast.participants["Noor"])
    secret, hers = handed_to(cast, round, "Noor"), cast.client()
    hers.get(f"/d/{secret}/vragen")
    post_answers(hers, secret, "noor12345.1", GIVEN, send=True, may_quote=True)
    assert shows_answers(hers, secret)
    assert not shows_answers(cast.client("facilitator"), secret)


@pytest.fixture
def begun(cast):
    """A round by party in which Noor has written something by a handed link: her secret, her device, and the round."""
    round = open_round(cast.network, visibility="party", form="full")
    asked(round, cast.participants["Noor"])
    secret, hers = handed_to(cast, round, "Noor"), cast.client()
    hers.get(f"/d/{secret}/vragen")
    post_answers(hers, secret, "noor12345.1", {"AMB-open": "Ik vertrouw de wethouder niet"})
    return secret, hers, round


@pytest.mark.parametrize("more", [{}, {"AMB-4": 1}], ids=["nothing", "something"])
@pytest.mark.parametrize("sending", [True, False], ids=["sending", "saving"])
def test_who_handed_out_a_link_cannot_give_leave_for_what_another_wrote(cast, begun, more, sending):
    secret, hers, _ = begun
    post_answers(hers, secret, "noor12345.2", GIVEN, send=True, may_quote=False)
    spy = cast.client("facilitator")
    spy.get(f"/d/{secret}/vragen")
    post_answers(spy, secret, "spion1234.1", more, send=sending, may_quote=True)
    spy.post(f"/d/{secret}/vragen", {"key": "spion1235", "may_quote": "1"} | {f"q-{one}": "1" for one in more})
    assert Response.objects.get().may_quote is False


def test_leave_that_was_given_is_gone_once_another_writes_along(cast, begun):
    secret, hers, _ = begun
    post_answers(hers, secret, "noor12345.2", GIVEN, send=True, may_quote=True)
    assert Response.objects.get().may_quote is True
    spy = cast.client("facilitator")
    spy.get(f"/d/{secret}/vragen")
    post_answers(spy, secret, "spion1234.1", {"INT-open": "iets van een ander"})
    assert Response.objects.get().may_quote is False


def test_leave_cannot_lie_ready_for_who_still_has_to_answer(cast, begun):
    Response.objects.all().delete()
    secret, hers, _ = begun
    spy = cast.client("facilitator")
    spy.get(f"/d/{secret}/vragen")
    post_answers(spy, secret, "spion1234.1", {}, may_quote=True)
    assert said("answering-may-quote") in text_of(hers.get(f"/d/{secret}/vragen"))
    post_answers(hers, secret, "noor12345.1", GIVEN, send=True)
    assert Response.objects.get().may_quote is not True


def test_what_somebody_only_began_is_not_sent_by_who_handed_out_the_link(cast, begun):
    secret, hers, _ = begun
    spy = cast.client("facilitator")
    spy.get(f"/d/{secret}/vragen")
    assert post_answers(spy, secret, "spion1234.1", {}, send=True).status_code == 422
    assert not Response.objects.get().sent
    assert post_answers(hers, secret, "noor12345.2", {}, send=True).status_code == 200


def test_on_another_device_nobody_asks_for_leave_and_the_page_says_why(cast, begun):
    secret, hers, _ = begun
    assert said("answering-may-quote") in text_of(hers.get(f"/d/{secret}/vragen"))
    elsewhere = text_of(cast.client().get(f"/d/{secret}/vragen"))
    assert said("answering-may-not-quote") in elsewhere
    assert said("answering-may-quote") not in elsewhere


def test_the_first_answer_of_which_the_receipt_got_lost_is_still_ones_own(cast, round):
    asked(round, cast.participants["Noor"])
    secret, hers = handed_to(cast, round, "Noor"), cast.client()
    hers.get(f"/d/{secret}/vragen")
    for _ in range(2):
        post_answers(hers, secret, "noor12345.1", GIVEN)
    assert shows_answers(hers, secret)
    assert Response.objects.get().seat not in ("", "mixed")


def test_who_is_moved_to_a_party_of_their_own_after_opening_is_not_read_alone(cast):
    """By party, closed and published; then one person is moved, and the round opened for a minute to publish anew."""
    round = open_round(cast.network, visibility="party", form="full")
    for name in ("Pim", "Noor", "Dirk"):
        invitation, _ = invite(round, cast.participants[name])
        answering.send(invitation, now=now(), key=f"{name}-sleutel", answers=GIVEN | {"AMB-1": len(name)})
    services.close_round(round, by=cast.facilitator, now=now())
    publish(round, by=cast.facilitator, now=now())
    alone = parties.add_party(cast.network, by=cast.facilitator, now=now(), name="Alleen Noor")
    parties.change_participant(cast.participants["Noor"], by=cast.facilitator, now=now(), party=alone)
    services.reopen(round, by=cast.facilitator, now=now(), closes_at=now() + AFTER)
    services.close_round(round, by=cast.facilitator, now=now() + AFTER)
    publish(round, by=cast.facilitator, now=now() + AFTER)
    groups = results.release_of(round).breakdown.groups
    assert [(one.name, one.people) for one in groups] == [("Gemeente Ommerdal", 1), ("Woonstede", 2)]


def test_what_somebody_was_told_about_their_party_stays_true_when_the_list_changes(cast):
    round = open_round(cast.network, visibility="party", form="full")
    _, secret = invite(round, cast.participants["Noor"])
    invite(round, cast.participants["Pim"])
    before = cast.client().get(f"/d/{secret}").content.decode()
    alone = parties.add_party(cast.network, by=cast.facilitator, now=now(), name="Alleen Noor")
    parties.change_participant(cast.participants["Noor"], by=cast.facilitator, now=now(), party=alone)
    after = cast.client().get(f"/d/{secret}").content.decode()
    assert "Woonstede" in before
    assert "Woonstede" in after
    assert "Alleen Noor" not in after


def test_who_is_erased_leaves_no_party_behind_with_the_answers(cast):
    round = open_round(cast.network, visibility="party", form="full")
    invitation, _ = invite(round, cast.participants["Noor"])
    parties.delete(cast.participants["Noor"], by=cast.facilitator, now=now())
    parties.purge(now() + AFTER)
    invitation.refresh_from_db()
    assert (invitation.participant, invitation.party) == (None, None)


def test_a_colleague_answers_for_the_party_of_who_passed_it_on(cast):
    round = open_round(cast.network, visibility="party", form="full")
    invitation, _ = invite(round, cast.participants["Noor"])
    services.pass_on(invitation, now=now(), name="Dirk", email="dirk@samenspel.example")
    assert round.invitations.get(participant=cast.participants["Dirk"]).party == cast.parties["Woonstede"]


def test_who_no_longer_works_in_the_network_gets_no_replies_to_its_mails(cast, mailoutbox, committed_mail):
    round = open_round(cast.network, made_by=cast.facilitator)
    asked(round, cast.participants["Noor"])
    day = datetime.timedelta(days=1)
    for until, to, later in ((None, ["farid@samenspel.example"], day), (datetime.date(2020, 1, 1), [], 3 * day)):
        cast.network.memberships.filter(account=cast.facilitator).update(until=until)
        with committed_mail():
            services.remind(round, by=cast.steward, now=now() + later)
        assert mailoutbox[-1].reply_to == to


def secret_in(mail):
    return mail.body.partition("/d/")[2].split()[0]


@pytest.fixture
def committed_mail(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)
