"""The front page of a network and the networks of one account: what they show, and what they ask of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenspel.diagnosis.outcome import Action, Outcome
from samenspel.web.networks.models import Membership, Network
from samenspel.web.networks.next_step import Stand, next_step
from samenspel.web.results import services as results
from samenspel.web.rounds.models import Round
from tests.web.results.rounds import LATER, NOW, a_round


@pytest.fixture
def shown(cast):
    round = a_round(cast, 24)
    results.publish(round, by=cast.steward, now=LATER)
    return round


def home(cast, who="steward", lang="nl"):
    return cast.client(who, lang).get("/").content.decode()


def overview(cast, who="steward", lang="nl"):
    return cast.client(who, lang).get(f"/netwerken/{cast.network.code}").content.decode()


def test_before_a_result_there_is_an_empty_place_and_a_first_step(cast):
    page = overview(cast)
    assert "Hier komt jullie beeld" in page
    assert "Een ronde klaarzetten" in page
    assert "<figure" not in page


@pytest.mark.parametrize(("lang", "well", "response"), [("nl", "Verbinding", "24 "), ("en", "connect", "24 ")])
def test_after_a_result_the_flower_stands_there_with_the_challenge_beside_it(cast, shown, lang, well, response):
    page = overview(cast, lang=lang)
    assert 'aria-labelledby="flower-title flower-desc"' in page
    assert response in page
    assert well in page
    assert f"/rondes/{shown.code}/uitkomst" in page


def test_a_second_round_is_laid_beside_the_first(cast, shown):
    assert "Door de rondes heen" not in overview(cast)
    second = a_round(cast, 24, seed=2, title="Vervolg", closed=LATER)
    results.publish(second, by=cast.steward, now=LATER)
    page = overview(cast)
    assert "Door de rondes heen" in page
    assert page.count("trend-") >= 2


def test_a_round_that_was_deleted_takes_its_picture_along(cast, shown):
    Round.objects.filter(pk=shown.pk).update(deleted_at=LATER)
    assert "Hier komt jullie beeld" in overview(cast)


def test_a_viewer_sees_the_step_and_no_button_for_it(cast, shown):
    assert "Het gesprek voorbereiden" in overview(cast)
    assert "Het gesprek voorbereiden" not in overview(cast, "viewer")
    assert "Nu het gesprek" in overview(cast, "viewer")


def test_the_portfolio_shows_every_network_by_name_and_never_another_ones(cast, shown):
    Membership.objects.create(network=cast.other_network, account=cast.steward, role="viewer")
    page = home(cast)
    assert page.index("Langer thuis") < page.index("Warmte in de wijk")
    assert "glance-" in page
    assert "glance-" not in home(cast, "outsider")
    assert "Langer thuis" not in home(cast, "outsider")


def queries_of(cast, path):
    client = cast.client("steward")
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_more_networks_and_rounds_ask_no_more_of_the_database(cast, shown):
    front, portfolio = queries_of(cast, f"/netwerken/{cast.network.code}"), queries_of(cast, "/")
    for number in range(3):
        network = Network.objects.create(name=f"Netwerk {number}")
        Membership.objects.create(network=network, account=cast.steward, role="facilitator")
        for network_ in (network, cast.network):
            round = a_round(cast, 12, seed=number, network=network_)
            results.publish(round, by=cast.steward, now=LATER)
    assert queries_of(cast, f"/netwerken/{cast.network.code}") == front
    assert queries_of(cast, "/") == portfolio
    assert portfolio <= 14
    assert front <= 24


# ---- the next step


def stand(rounds=(), *, people=3, published=(), shown=None, outcome=None):
    return Stand(people, list(rounds), frozenset(published), shown, outcome)


def a(state, number):
    opened, closed = {"draft": (None, None), "open": (NOW, None), "closed": (NOW, LATER)}[state]
    return Round(pk=number, code=f"r{number}", title=f"Ronde {number}", opened_at=opened, closed_at=closed)


DONE = Outcome("Ronde 1", None, "Rollen", (Action("Een avond", state="done"),))
LEFT = Outcome("Ronde 1", None, "Rollen", (Action("Een avond"), Action("Een lijst")))


@pytest.mark.parametrize(
    ("how_far", "step"),
    [
        (stand(people=0), "people"),
        (stand(), "round"),
        (stand([a("draft", 1)]), "draft"),
        (stand([a("draft", 2), a("open", 1)]), "open"),
        (stand([a("closed", 1)]), "result"),
        (stand([a("closed", 1)], published=[1], shown=a("closed", 1)), "conversation"),
        (stand([a("draft", 2), a("closed", 1)], published=[1], shown=a("closed", 1)), "draft"),
        (stand([a("closed", 1)], published=[1], shown=a("closed", 1), outcome=LEFT), "actions"),
        (stand([a("closed", 1)], published=[1], shown=a("closed", 1), outcome=DONE), "again"),
    ],
)
def test_one_step_is_next(how_far, step):
    found = next_step(Network(code="n1"), how_far)
    assert found.name == step
    assert found.href.startswith("/netwerken/n1/")
    assert found.text
    assert found.action


def test_the_step_after_a_talk_counts_what_is_still_under_way():
    found = next_step(Network(code="n1"), stand([a("closed", 1)], published=[1], shown=a("closed", 1), outcome=LEFT))
    assert "2 dingen" in found.text
