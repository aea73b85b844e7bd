"""What is promised in a round is chosen once, holds, and asks nobody who was not chosen."""

import pytest

from samenspel.errors import ReleaseError, SamenspelError, UsageError
from samenspel.web.rounds import queries, services
from samenspel.web.rounds.models import Round
from tests.web.rounds.conftest import CLOSES, HOUR, NOW, key_of, of


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
