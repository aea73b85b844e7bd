"""A full room answers at once while processes die: every acknowledged answer is there once, and all goes on by itself.

Only counts are asserted, never time: how fast it goes is measured in bench/.
"""

import random

import pytest

from tests.web.force import places
from tests.web.force.crowd import crowd, set_off
from tests.web.force.served import answers, kill, of_site, served, until, web_workers
from tests.web.postgresql import postgresql_server
from tests.web.serving import Site

PEOPLE = 300
WORKERS = 2
PLACE = ("--port", "PORT", "--workers", str(WORKERS))


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request, tmp_path):
    """On SQLite all under one parent; on PostgreSQL the pages apart from two workers."""
    if request.param == "sqlite":
        with served(tmp_path, ("serve", *PLACE)) as one:
            yield one
    else:
        with postgresql_server(quick=False) as database:
            apart = (("web", *PLACE), ("worker",), ("worker",))
            with served(tmp_path, *apart, DATABASE=database) as one:
                yield one


def test_every_acknowledged_answer_is_there_once_whatever_dies(site: Site):
    made = site.call(places.prepare, PEOPLE)
    people = crowd(made["links"], made["items"])
    threads = set_off(site.address, list(people.values()))
    site.call(places.open_round, made["mailed"])

    until(lambda: sum(len(one.acknowledged) for one in people.values()) > PEOPLE // 2, site)
    kill(random.choice(until(lambda: web_workers(site), site)))
    sent = site.call(places.kill_among_letters, of_site(site, "worker")[:1], 20)
    assert sent < PEOPLE  # it died in the middle
    for thread in threads:
        thread.join()

    assert [one.refused for one in people.values() if one.refused] == []
    assert all(one.sent for one in people.values())
    kept = site.call(places.documents)
    assert len(kept) == PEOPLE
    assert {code: document for code, document, _, _ in kept} == {code: one.acknowledged for code, one in people.items()}
    assert all(sent and answered for _, _, sent, answered in kept)
    _goes_on_by_itself(site)


def _goes_on_by_itself(site: Site) -> None:
    until(lambda: len(web_workers(site)) == WORKERS, site)
    assert answers(site)
    until(lambda: of_site(site, "worker"), site)
    site.call(places.let_minutes_pass)

    def done():
        now = site.call(places.background)
        return now if now["letters"] == 0 and not {"READY", "RUNNING"} & now["tasks"].keys() else None

    ended = until(done, site)
    assert ended["tasks"].get("FAILED", 0) == 0
    assert len(ended["mails"]) == PEOPLE
    # a mail that was out when its worker died, before that could be noted, goes out once more
    assert sum(ended["mails"].values()) - PEOPLE <= 1
