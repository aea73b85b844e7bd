"""Who comes in by a link, and what may be asked of a round."""

import pytest

from samenspel.errors import TheoryError
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.models import Round
from tests.web.rounds.conftest import CLOSES, NOW


def link_of(round, name="Pim"):
    return services.new_link(round.invitations.get(participant__name=name))


def state_of(secret, at=NOW):
    return queries.visitor_by(secret, at).state


def test_a_link_opens_the_round_for_one_person_however_it_is_typed(opened):
    secret = link_of(opened())
    typed = f" {secret[:6].upper()}-{secret[6:12]} {secret[12:]} "
    visit = queries.visitor_by(typed, NOW)
    assert visit.state == "ok"
    assert visit.invitation.participant.name == "Pim"


@pytest.mark.parametrize("secret", ["", "abc", "x" * 5000, "\x00", "\ud800", "é", "a" * 24])
def test_what_is_no_link_is_unknown_and_tells_nothing(db, secret):
    assert queries.visitor_by(secret, NOW) == queries.Visit(None, None, None, "unknown")


def test_a_draft_is_not_open_yet(drafted):
    assert state_of(link_of(drafted())) == "not-open"


def test_after_the_closing_time_a_round_is_closed_whether_the_clock_has_come_by_or_not(cast, opened):
    round = opened()
    secret = link_of(round)
    visit = queries.visitor_by(secret, CLOSES)
    assert (visit.state, visit.invitation.participant.name) == ("closed", "Pim")
    services.close_round(round, by=cast.facilitator, now=NOW)
    assert state_of(secret) == "closed"
    services.reopen(round, by=cast.facilitator, now=NOW, closes_at=CLOSES)
    assert state_of(secret) == "ok"


def test_a_link_that_was_taken_back_says_so(opened):
    round = opened()
    secret, other = link_of(round), link_of(round)
    queries.visitor_by(secret, NOW).link.__class__.objects.filter(pk=queries.visitor_by(secret, NOW).link.pk).update(
        revoked_at=NOW
    )
    assert (state_of(secret), state_of(other)) == ("revoked", "ok")


def test_who_gave_it_back_or_passed_it_on_reads_that(opened):
    round = opened()
    one, other = link_of(round, "Pim"), link_of(round, "Noor")
    services.not_me(round.invitations.get(participant__name="Pim"), now=NOW)
    services.pass_on(round.invitations.get(participant__name="Noor"), now=NOW, name="C", email="c@samenspel.example")
    assert (state_of(one), state_of(other)) == ("not-me", "passed-on")


def test_who_was_deleted_or_erased_does_not_come_in(cast, opened):
    round = opened()
    one, other = link_of(round, "Pim"), link_of(round, "Noor")
    cast.participants["Pim"].deleted_at = NOW
    cast.participants["Pim"].save()
    cast.participants["Noor"].delete()
    assert (state_of(one), state_of(other)) == ("revoked", "revoked")


def test_links_of_a_deleted_network_are_unknown(cast, opened):
    secret = link_of(opened())
    cast.network.deleted_at = NOW
    cast.network.save()
    assert queries.visitor_by(secret, NOW) == queries.Visit(None, None, None, "unknown")


def test_a_visit_takes_one_query(opened, django_assert_num_queries):
    secret = link_of(opened())
    with django_assert_num_queries(1):
        visit = queries.visitor_by(secret, NOW)
        assert visit.round.network.name
        assert visit.invitation.party.name


def test_counts_leave_out_who_is_out_but_keep_who_answered(cast, opened):
    round = opened()
    services.mark_answered(round.invitations.get(participant__name="Pim"))
    services.revoke(round.invitations.get(participant__name="Pim"), by=cast.facilitator, now=NOW)
    services.not_me(round.invitations.get(participant__name="Noor"), now=NOW)
    assert queries.response_counts(round) == (1, 3)
    listed = queries.rounds_of(cast.network).get()
    assert (listed.answered_count, listed.asked_count) == (1, 3)
    assert queries.parties_in(queries.asked_of(round)) == [("Gemeente Ommerdal", 0, 1), ("Woonstede", 1, 1), ("", 0, 1)]


def test_erasing_a_person_keeps_the_count_of_who_answered(cast, opened):
    round = opened()
    services.mark_answered(round.invitations.get(participant__name="Pim"))
    cast.participants["Pim"].delete()
    assert queries.response_counts(round) == (1, 4)


def test_who_is_alone_for_their_party_is_known(opened):
    round = opened()
    alone = {one.participant.name: queries.is_alone(one) for one in round.invitations.all()}
    assert alone == {"Pim": False, "Noor": False, "Dirk": True, "Roos": True}
    services.not_me(round.invitations.get(participant__name="Noor"), now=NOW)
    assert queries.is_alone(round.invitations.get(participant__name="Pim"))


def test_an_instrument_that_changed_under_a_round_is_refused(drafted):
    round = drafted()
    Round.objects.update(digest="0" * 64)
    round.refresh_from_db()
    with pytest.raises(TheoryError) as error:
        queries.items_of(round)
    assert error.value.problems[0].say("nl")


def test_the_policy_is_what_was_agreed(drafted):
    policy = queries.policy_of(drafted(visibility="totals", k=7, door="open"))
    assert (policy.visibility, policy.k, policy.open_link, policy.head_count) == ("totals", 7, True, None)
    assert queries.policy_of(drafted(visibility="party")).visibility == "party"


def test_open_invitations_are_those_that_can_be_answered_now(cast, opened, drafted):
    round = opened()
    drafted(title="Later")
    services.not_me(round.invitations.get(participant__name="Pim"), now=NOW)
    names = [one.participant.name for one in queries.open_invitations(NOW)]
    assert sorted(names) == ["Dirk", "Noor", "Roos"]
    assert not queries.open_invitations(CLOSES).exists()
