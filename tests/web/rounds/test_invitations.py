"""An invitation is refused, passed on, added, taken out or handed over; a room lets in who has no invitation."""

import pytest

from samenspel.errors import UsageError
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.models import Link
from samenspel.web.shared.codes import fingerprint
from tests.web.rounds.conftest import CLOSES, NOW, key_of, of


def test_who_said_it_was_not_for_them_may_come_back(opened):
    invitation = of(opened(), "Pim")
    services.not_me(invitation, now=NOW)
    services.not_me(invitation, now=NOW)
    with pytest.raises(UsageError):
        services.mark_answered(invitation)
    services.me_after_all(invitation, now=NOW)
    services.mark_answered(invitation)
    with pytest.raises(UsageError) as error:
        services.not_me(invitation, now=NOW)
    assert key_of(error) == "invitation-answered"


def test_a_colleague_answers_for_the_same_party(opened, committed, mailoutbox):
    round = opened()
    mailoutbox.clear()
    pim = of(round, "Pim")
    with committed():
        services.pass_on(pim, now=NOW, name="Carla", email=" Carla@Samenspel.example ")
    carla = of(round, "Carla")
    assert (pim.out, pim.passed_on_to) == ("passed-on", carla)
    assert carla.participant.party == pim.participant.party
    assert [mail.to for mail in mailoutbox] == [["carla@samenspel.example"]]
    assert "Pim denkt dat jij dit beter kunt beantwoorden" in mailoutbox[0].body


def test_passing_on_tells_nothing_about_who_is_asked_already(opened, committed, mailoutbox):
    round = opened()
    mailoutbox.clear()
    with committed():
        services.pass_on(of(round, "Pim"), now=NOW, name="N.", email="noor@samenspel.example")
    assert of(round, "Pim").passed_on_to == of(round, "Noor")
    assert mailoutbox == []
    assert round.network.participants.count() == 4


def test_what_is_passed_back_is_asked_again(opened, committed, mailoutbox):
    round = opened()
    with committed():
        services.pass_on(of(round, "Pim"), now=NOW, name="Noor", email="noor@samenspel.example")
        services.pass_on(of(round, "Noor"), now=NOW, name="Pim", email="pim@samenspel.example")
    assert of(round, "Pim").out == ""
    assert mailoutbox[-1].to == ["pim@samenspel.example"]


def test_an_invitation_goes_through_three_hands_and_no_more(opened):
    round = opened()
    for name, after in (("Pim", "Een"), ("Een", "Twee"), ("Twee", "Drie")):
        services.pass_on(of(round, name), now=NOW, name=after, email=f"{after}@samenspel.example")
    with pytest.raises(UsageError) as error:
        services.pass_on(of(round, "Drie"), now=NOW, name="Vier", email="vier@samenspel.example")
    assert key_of(error) == "invitation-passed-too-often"
    assert not round.network.participants.filter(name="Vier").exists()


@pytest.mark.parametrize("state", ["answered", "closed", "late", "self"])
def test_passing_on_is_refused_when_it_makes_no_sense(cast, opened, state):
    round = opened()
    pim, at, email = of(round, "Pim"), NOW, "carla@samenspel.example"
    if state == "answered":
        services.mark_answered(pim)
    elif state == "closed":
        services.close_round(round, by=cast.facilitator, now=NOW)
    elif state == "late":
        at = CLOSES
    else:
        email = pim.participant.email
    with pytest.raises(UsageError):
        services.pass_on(pim, now=at, name="Carla", email=email)
    assert not round.network.participants.filter(name="Carla").exists()


def test_people_added_later_are_asked_and_the_others_are_not_asked_anew(cast, opened, committed, mailoutbox):
    round = opened()
    mailoutbox.clear()
    new = cast.network.participants.create(name="Nieuw", email="nieuw@samenspel.example")
    with committed():
        assert services.invite(round, by=cast.facilitator, now=NOW, participants=[new, cast.participants["Pim"]]) == 1
        assert services.invite(round, by=cast.facilitator, now=NOW, participants=[new]) == 0
    assert [mail.to for mail in mailoutbox] == [["nieuw@samenspel.example"]]


def test_somebody_forgotten_while_others_are_asked_is_left_out(cast, opened, committed, mailoutbox):
    round = opened()
    mailoutbox.clear()
    new, gone = (cast.network.participants.create(name=name, email=f"{name}@samenspel.example") for name in "ab")
    cast.network.participants.filter(pk=gone.pk).delete()
    with committed():
        assert services.invite(round, by=cast.facilitator, now=NOW, participants=[new, gone]) == 1
    assert [mail.to for mail in mailoutbox] == [["a@samenspel.example"]]


def test_who_is_taken_out_cannot_come_in_and_can_be_asked_again(cast, opened, committed, mailoutbox):
    round = opened()
    pim = of(round, "Pim")
    secret = services.new_link(pim)
    services.revoke(pim, by=cast.facilitator, now=NOW)
    assert queries.visitor_by(secret, NOW).state == "revoked"
    mailoutbox.clear()
    with committed():
        services.ask_again(of(round, "Pim"), by=cast.facilitator, now=NOW)
    assert [mail.to for mail in mailoutbox] == [["pim@samenspel.example"]]
    assert queries.visitor_by(secret, NOW).state == "revoked"


def test_links_are_handed_only_for_who_has_not_begun(cast, opened):
    round = opened()
    services.mark_answered(of(round, "Pim"))
    round.responses.create(invitation=of(round, "Noor"), document={"AMB-1": 3})
    made = services.hand_links(round, by=cast.facilitator, now=NOW)
    assert [one.participant.name for one, _ in made] == ["Dirk", "Roos"]
    assert all(Link.objects.get(hash=fingerprint(secret)).handed for _, secret in made)
    assert services.hand_links(round, by=cast.facilitator, now=NOW, invitations=[of(round, "Pim")]) == []


def test_a_room_lets_strangers_in_for_a_party_and_only_while_it_is_open(cast, opened):
    round = opened(door="open", participants=[])
    secret = services.open_link(round, by=cast.facilitator, now=NOW)
    visit = queries.visitor_by(secret, NOW)
    assert visit.state == "room"
    party = cast.parties["Woonstede"]
    invitation, own = services.enter_room(visit.link, now=NOW, party=party)
    assert (invitation.participant, invitation.party) == (None, party)
    assert queries.visitor_by(own, NOW).invitation == invitation
    theirs = cast.other_network.parties.create(name="Elders")
    with pytest.raises(UsageError):
        services.enter_room(visit.link, now=NOW, party=theirs)
    with pytest.raises(UsageError):
        services.enter_room(visit.link, now=CLOSES)
    services.revoke_open_links(round, by=cast.facilitator, now=NOW)
    assert queries.visitor_by(secret, NOW).state == "revoked"
    assert queries.visitor_by(own, NOW).state == "ok"
    with pytest.raises(UsageError):
        services.enter_room(visit.link, now=NOW)


def test_a_personal_link_opens_no_room_and_a_personal_round_has_no_open_link(cast, opened):
    round = opened()
    link = queries.visitor_by(services.new_link(of(round, "Pim")), NOW).link
    with pytest.raises(UsageError):
        services.enter_room(link, now=NOW)
    with pytest.raises(UsageError):
        services.open_link(round, by=cast.facilitator, now=NOW)
