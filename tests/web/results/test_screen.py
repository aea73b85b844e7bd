"""The full screen: every step is a page of its own, and tells what the result tells."""

import re

import pytest
from django.urls import reverse

from samenspel.web.results import queries, services
from tests.web.results.rounds import NOW, a_round, a_telling_round


def screen(cast, round, step=None, lang="nl"):
    path = reverse("results:screen", args=[round.network.code, round.code])
    return cast.client("viewer", lang).get(path, {} if step is None else {"stap": step})


def shown(cast, round, step=None, lang="nl"):
    return screen(cast, round, step, lang).content.decode()


@pytest.fixture
def round(cast):
    made = a_telling_round(cast, instrument="conditions+phase")
    services.publish(made, by=None, now=NOW)
    return made


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_step_can_be_walked_by_its_links(cast, round, lang):
    kinds, step, seen = [], 1, 0
    while step:
        page = shown(cast, round, step, lang)
        assert len(re.findall(r"<h1[ >]", page)) == 1
        assert " style=" not in page
        kinds.append(re.search(r"stage--(\w+)", page)[1])
        further = re.search(r'rel="next" href="[^"]*stap=(\d+)"', page)
        step, seen = int(further[1]) if further else 0, seen + 1
    found = queries.discussed_of(round.publication).findings
    assert kinds[0] == "whole"
    assert kinds[-1] == "talk"
    assert kinds.count("finding") == len(found)
    assert "phases" in kinds


def test_the_first_screen_alone_tells_what_goes_well_and_what_to_talk_about(cast, round):
    page = shown(cast, round, 1)
    found = queries.discussed_of(round.publication).findings
    for kind in ("strength", "risk"):
        first = next(one for one in found if one.pattern.kind == kind)
        assert first.pattern.name.nl in page
    assert first.questions[0].nl in page
    assert "Verbinding met de opgave" in page  # no conditions without it
    assert "data-builds" not in page
    assert "data-builds" in shown(cast, round)


def test_the_first_screen_says_a_finding_as_the_group_said_it(cast, round):
    found = queries.discussed_of(round.publication).findings
    first = next(one for one in found if one.pattern.kind == "risk")
    services.judge(
        round.publication, by=cast.facilitator, now=NOW, finding=first.key, choice="rephrase",
        words="Wij besluiten te laat.", reason="",
    )  # fmt: skip
    assert "<strong>Wij besluiten te laat.</strong>" in shown(cast, round, 1)


@pytest.mark.parametrize(("asked", "at"), [("0", 1), ("-3", 1), ("abc", 1), ("²", 1), ("99999", 1), ("9999", None)])
def test_a_step_that_is_not_there_is_the_nearest_one(cast, round, asked, at):
    page = shown(cast, round, asked)
    here, most = re.search(r"(\d+) / (\d+)", page).groups()
    assert int(here) == (at or int(most))


def test_without_anything_to_show_the_screen_sends_back_to_the_result(cast):
    for people, closed in ((3, NOW), (0, NOW), (12, None)):
        round = a_round(cast, people, closed=closed)
        services.publish(round, by=None, now=NOW)
        answer = screen(cast, round)
        assert answer.status_code == 302
        assert answer.headers["location"].endswith("/uitkomst")


def test_earlier_rounds_have_a_step_of_their_own(cast, round):
    assert "stage--changes" not in "".join(shown(cast, round, step) for step in range(1, 15))
    new = a_round(cast, 24, seed=4, closed=NOW.replace(year=2027), title="Later")
    services.publish(new, by=None, now=NOW)
    assert "stage--changes" in "".join(shown(cast, new, step) for step in range(1, 15))


def test_a_step_takes_few_questions_to_the_database_once_the_screen_was_worked_out(
    cast, round, django_assert_max_num_queries
):
    client, path = cast.client("viewer"), reverse("results:screen", args=[round.network.code, round.code])
    client.get(path)
    with django_assert_max_num_queries(16):
        client.get(path, {"stap": 2})
