"""A round opens and closes when the moment has come, once, by who may; and can be undone."""

import pytest

from samenspel.errors import UsageError
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.models import Invitation, Mailing, Round
from samenspel.web.shared.mishaps import NotAllowed
from samenspel.web.shared.models import AuditEntry
from tests.web.rounds.conftest import CLOSES, DAY, HOUR, NOW, key_of, of


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
    secret = services.new_link(of(round, "Pim"))
    services.delete(round, by=cast.facilitator, now=NOW)
    assert queries.visitor_by(secret, NOW).state == "unknown"
    assert [one.name for one in queries.deleted_in(cast.network)] == [round.title]
    services.restore(round, by=cast.facilitator, now=NOW)
    assert queries.visitor_by(secret, NOW).state == "ok"


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
