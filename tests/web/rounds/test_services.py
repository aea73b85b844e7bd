"""What can be done with rounds: promised once, done once, by who may, and when the moment has come."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from samenspel.errors import ReleaseError, SamenspelError, UsageError
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.models import Invitation, Link, Mailing, Round
from samenspel.web.shared.codes import fingerprint
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.rounds.conftest import CLOSES, NOW

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def key_of(error):
    return error.value.problems[0].key


def of(round, name):
    return round.invitations.get(participant__name=name)


# ---- preparing


def test_a_draft_asks_whom_it_was_told_to_and_pins_its_instrument(drafted):
    round = drafted(instrument="conditions+phase", form="short")
    assert round.state == "draft"
    assert sorted(one.participant.name for one in round.invitations.all()) == ["Dirk", "Noor", "Pim", "Roos"]
    assert queries.instrument_of(round).slug == "conditions+phase"
    assert "PHASE-now" in [item.id for item in queries.items_of(round)]


def test_the_same_form_sent_twice_makes_one_round(drafted):
    assert drafted(code="abcdefghjkmn") == drafted(code="abcdefghjkmn")
    assert Round.objects.count() == 1


def test_the_code_of_a_round_elsewhere_does_not_hand_that_round_over(cast, drafted):
    theirs = drafted(code="abcdefghjkmn")
    with pytest.raises(UsageError) as error:
        services.draft(cast.other_network, by=cast.outsider, now=NOW, title="Kaping", code=theirs.code)
    assert key_of(error) == "round-form-used"


@pytest.mark.parametrize(
    "chosen",
    [
        {"instrument": "../../settings.toml"},
        {"instrument": "conditions+nothing"},
        {"form": "tiny"},
        {"visibility": "name"},
        {"visibility": "party", "breakdown": "sector"},
        {"visibility": "party", "door": "open"},
        {"breakdown": "shoe-size"},
        {"k": 21},
        {"remind": [2]},
    ],
)
def test_what_cannot_be_promised_is_refused(drafted, chosen):
    with pytest.raises(SamenspelError):
        drafted(**chosen)
    assert not Round.objects.exists()


def test_k_below_four_is_refused(drafted):
    with pytest.raises(ReleaseError):
        drafted(k=3)


def test_people_of_another_network_cannot_be_asked(cast, drafted):
    stranger = cast.other_network.participants.create(name="Vreemd")
    with pytest.raises(UsageError) as error:
        drafted(participants=[stranger])
    assert key_of(error) == "round-person-elsewhere"


def test_a_round_does_not_close_before_it_opens(drafted):
    with pytest.raises(UsageError):
        drafted(opens_at=CLOSES + HOUR)


def test_editing_a_draft_lets_go_of_who_is_no_longer_chosen(cast, drafted):
    round = drafted()
    kept = of(round, "Pim")
    chosen = {"title": "Anders", "closes_at": CLOSES, "participants": [cast.participants["Pim"]]}
    services.edit_draft(round, by=cast.facilitator, now=NOW, **chosen)
    assert list(round.invitations.all()) == [kept]


def test_once_open_what_was_promised_cannot_change(cast, opened):
    round = opened()
    with pytest.raises(UsageError) as error:
        services.edit_draft(
            round, by=cast.facilitator, now=NOW, title="Toch open", visibility="party", closes_at=CLOSES
        )
    assert key_of(error) == "round-promised"
    round.refresh_from_db()
    assert round.visibility == "totals"


# ---- who may


@pytest.mark.parametrize("who", ["viewer", "outsider"])
def test_only_the_team_changes_rounds(cast, opened, who):
    round, by = opened(), getattr(cast, who)
    invitation = of(round, "Pim")
    operations = [
        lambda: services.draft(cast.network, by=by, now=NOW, title="Nee"),
        lambda: services.edit_draft(round, by=by, now=NOW, title="Nee"),
        lambda: services.open_round(round, by=by, now=NOW),
        lambda: services.close_round(round, by=by, now=NOW),
        lambda: services.reopen(round, by=by, now=NOW, closes_at=CLOSES),
        lambda: services.change_course(round, by=by, now=NOW, closes_at=CLOSES),
        lambda: services.remind(round, by=by, now=NOW),
        lambda: services.try_again(round, by=by, now=NOW),
        lambda: services.delete(round, by=by, now=NOW),
        lambda: services.restore(round, by=by, now=NOW),
        lambda: services.invite(round, by=by, now=NOW, participants=[]),
        lambda: services.hand_links(round, by=by, now=NOW),
        lambda: services.revoke(invitation, by=by, now=NOW),
        lambda: services.ask_again(invitation, by=by, now=NOW),
        lambda: services.open_link(round, by=by, now=NOW),
        lambda: services.revoke_open_links(round, by=by, now=NOW),
    ]
    before = AuditEntry.objects.count()
    for operation in operations:
        with pytest.raises(NotAllowed):
            operation()
    assert AuditEntry.objects.count() == before


# ---- the course


def test_opening_twice_invites_once(cast, opened, committed, mailoutbox):
    round = opened()
    with committed():
        services.open_round(round, by=cast.facilitator, now=NOW)
    assert len(mailoutbox) == 4
    assert Mailing.objects.count() == 1


def test_a_round_that_asks_nobody_does_not_open(cast, drafted):
    round = drafted(participants=[])
    with pytest.raises(UsageError) as error:
        services.open_round(round, by=cast.facilitator, now=NOW)
    assert key_of(error) == "round-nobody-asked"


def test_two_clocks_open_and_close_a_round_once(cast, drafted, now, committed, mailoutbox):
    round = drafted(opens_at=NOW + HOUR)
    services.open_due(NOW)
    assert Round.objects.get().state == "draft"
    for _ in range(2):
        with committed():
            services.open_due(NOW + HOUR)
    assert Round.objects.get().state == "open"
    assert len(mailoutbox) == 4
    for _ in range(2):
        services.close_due(CLOSES)
    assert Round.objects.get().closed_at == CLOSES
    actions = list(AuditEntry.objects.filter(subject=f"round:{round.code}").values_list("action", flat=True))
    assert sorted(actions) == ["round-closed", "round-drafted", "round-opened"]


def test_one_round_that_cannot_open_does_not_keep_others_shut(drafted, now):
    stuck = drafted(participants=[], opens_at=NOW + HOUR)
    fine = drafted(opens_at=NOW + HOUR)
    services.open_due(NOW + HOUR)
    stuck.refresh_from_db()
    fine.refresh_from_db()
    assert (stuck.state, fine.state) == ("draft", "open")


def test_a_closed_round_opens_again_until_a_later_time(cast, opened):
    round = opened()
    services.close_round(round, by=cast.facilitator, now=NOW)
    with pytest.raises(UsageError):
        services.reopen(round, by=cast.facilitator, now=NOW, closes_at=NOW)
    services.reopen(round, by=cast.facilitator, now=NOW, closes_at=CLOSES + DAY)
    round.refresh_from_db()
    assert (round.state, round.closes_at) == ("open", CLOSES + DAY)


def test_a_deleted_round_is_unknown_until_it_is_brought_back(cast, opened):
    round = opened()
    secret = services.new_link(of(round, "Pim"), now=NOW)
    services.delete(round, by=cast.facilitator, now=NOW)
    assert queries.visitor_by(secret, NOW).state == "unknown"
    assert [one.name for one in queries.deleted_in(cast.network)] == [round.title]
    services.restore(round, by=cast.facilitator, now=NOW)
    assert queries.visitor_by(secret, NOW).state == "ok"


# ---- reminders


def test_reminders_skip_who_answered_or_is_out(cast, opened, committed, mailoutbox):
    round = opened()
    services.mark_answered(of(round, "Pim"))
    services.not_me(of(round, "Noor"), now=NOW)
    mailoutbox.clear()
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW + DAY)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["dirk@samenspel.example", "roos@samenspel.example"]


def test_reminding_twice_within_a_day_needs_a_word(cast, opened, committed, mailoutbox):
    round = opened()
    mailoutbox.clear()
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW)
    with pytest.raises(UsageError) as error:
        services.remind(round, by=cast.facilitator, now=NOW + HOUR)
    assert key_of(error) == "round-reminded-today"
    last = queries.last_reminder(round)
    with committed():
        services.remind(round, by=cast.facilitator, now=NOW + HOUR, again=last.pk)
    with pytest.raises(UsageError):
        services.remind(round, by=cast.facilitator, now=NOW + HOUR, again=last.pk)
    assert len(mailoutbox) == 8


def test_reminders_go_by_themselves_once_on_the_clock_of_the_network(cast, opened, committed, now, mailoutbox):
    zone = ZoneInfo("Europe/Amsterdam")
    # the night of 28 to 29 March is an hour shorter: three days before is 71 hours
    closes = datetime.datetime(2026, 3, 30, 17, 0, tzinfo=zone)
    round = opened(closes_at=closes, remind=[3])
    mailoutbox.clear()
    moment = datetime.datetime(2026, 3, 27, 17, 0, tzinfo=zone)
    for at, mails in (
        (moment - datetime.timedelta(minutes=1), 0),
        (moment, 4),
        (moment + HOUR, 4),
        (moment + DAY * 2, 4),
    ):
        now.set(at)
        for _ in range(2):
            with committed():
                services.remind_due(at)
        assert len(mailoutbox) == mails, at
    assert closes.astimezone(datetime.UTC) - moment.astimezone(datetime.UTC) == datetime.timedelta(hours=71)
    assert round.mailings.filter(kind="reminder").count() == 1


def test_no_reminder_follows_an_opening_or_another_reminder_on_its_heels(cast, opened, committed, mailoutbox):
    round = opened(closes_at=NOW + DAY * 2, remind=[3, 1])
    mailoutbox.clear()
    with committed():
        services.remind_due(NOW + HOUR)
        services.remind(round, by=cast.facilitator, now=NOW + DAY - HOUR)
        services.remind_due(NOW + DAY)
    assert len(mailoutbox) == 4


# ---- people


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
    secret = services.new_link(pim, now=NOW)
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
    link = queries.visitor_by(services.new_link(of(round, "Pim"), now=NOW), NOW).link
    with pytest.raises(UsageError):
        services.enter_room(link, now=NOW)
    with pytest.raises(UsageError):
        services.open_link(round, by=cast.facilitator, now=NOW)


def test_an_import_is_a_closed_round_without_links(cast):
    round = services.import_round(
        cast.network, by=cast.facilitator, now=NOW, title="Uit Forms", instrument="conditions", form="",
        visibility="totals", breakdown="", k=5, invited=20, closed_on=NOW - DAY,
    )  # fmt: skip
    assert (round.state, round.door) == ("closed", "import")
    assert len(queries.items_of(round)) == len(queries.instrument_of(round).items)
    assert queries.response_counts(round) == (0, 20)
    with pytest.raises(UsageError):
        services.reopen(round, by=cast.facilitator, now=NOW, closes_at=CLOSES)


def test_nothing_secret_or_personal_is_in_the_audit_trail(cast, opened):
    round = opened()
    services.pass_on(of(round, "Pim"), now=NOW, name="Carla", email="carla@samenspel.example")
    made = services.hand_links(round, by=cast.facilitator, now=NOW)
    told = str(list(AuditEntry.objects.values_list("action", "subject", "detail")))
    assert not [secret for _, secret in made if secret in told]
    assert not any(name in told for name in ("Pim", "Carla", "samenspel.example"))
    assert not Invitation.objects.filter(mailed_to__contains="@").exists()
