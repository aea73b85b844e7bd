"""The hour of mixed load, cut short: only what is counted is asserted, never how long it took."""

import re

import pytest

from bench.hour import visitor
from bench.hour.gauge import MB, MOST_OF_WORKER, WORKER, Sample, is_flat, trend
from bench.hour.kinds import OTHER, kind_of
from bench.hour.mail import Post
from bench.hour.pages import read
from bench.hour.participants import Receipts
from bench.hour.run import Found, not_as_acknowledged, run
from bench.hour.tally import Tally
from bench.hour.told import measured, verdicts
from samenspel.web.shared import worker

SECONDS, RATE = 6, 40
INVENTED = r"/[\w-]{16}"
"""An address that an outsider makes up; whether one does in so short a time is up to chance."""


def test_a_short_hour_goes_well_and_every_acknowledged_answer_is_there_once(tmp_path, monkeypatch):
    nameless = set()

    def named(method, address):
        if kind_of(method, address) == OTHER:
            nameless.add(address)
        return kind_of(method, address)

    monkeypatch.setattr(visitor, "kind_of", named)
    found = run(tmp_path, SECONDS, RATE, "", backups=0)

    assert [words for good, words in verdicts(found) if not good] == []
    assert found.tally.cases == []
    assert found.lost == []
    assert found.receipts.saves > 0
    assert found.post.came["invitations and reminders"] > 0
    told = measured(found, "")
    assert "too short to judge" in told
    assert {"a sign of life", "the questions", "an answer saved or sent"} <= found.tally.spreads.keys()
    assert {address for address in nameless if not re.fullmatch(INVENTED, address)} == set()


def test_what_is_lost_or_never_said_is_noticed():
    receipts = Receipts()
    receipts.keep("same", {"A": 1}, sent=True)
    receipts.keep("other", {"A": 1, "B": 2}, sent=False)
    receipts.keep("gone", {"A": 1}, sent=False)
    receipts.keep("twice", {"A": 1}, sent=False)
    kept = [
        ["same", {"A": 1.0}, True], ["other", {"A": 1, "B": 3}, False], ["twice", {"A": 1}, False],
        ["twice", {"A": 1}, False], ["new", {"A": 1}, False],
    ]  # fmt: skip
    assert not_as_acknowledged(receipts, kept) == [
        "other: differs in B",
        "new: there, but never acknowledged",
        "gone: there 0 times",
        "twice: there 2 times",
    ]


def test_an_answer_that_was_corrected_counts_as_it_is_last():
    receipts = Receipts()
    receipts.keep("one", {"A": 1}, sent=True, room="/r/x")
    receipts.keep("one", {"A": 2}, sent=False)
    receipts.keep("one", {}, sent=True, room="/r/x")
    assert not_as_acknowledged(receipts, [["one", {"A": 2}, True]]) == []
    assert receipts.in_rooms["/r/x"] == 1


def test_what_was_under_way_when_time_was_up_may_be_there_or_not():
    receipts = Receipts()
    for code in ("there", "not", "other", "new"):
        if code != "new":
            receipts.keep(code, {"A": 1}, sent=False)
        receipts.begin(code, {"A": 2}, sent=True)
    kept = [["there", {"A": 2}, True], ["not", {"A": 1}, False], ["other", {"A": 3}, False]]
    assert not_as_acknowledged(receipts, kept) == ["other: differs in A"]


def samples(*sizes):
    return [Sample(60.0 * minute, {"web worker 1": size}, 9, 9, 1.0, 0.0) for minute, size in enumerate(sizes)]


def test_memory_that_stays_the_same_is_flat_and_memory_that_leaks_is_not():
    still = trend(samples(*[300.0, 302.0, 298.0] * 20), 0)
    leaking = trend(samples(*[300.0 + minute for minute in range(60)]), 0)
    assert is_flat(still)
    assert abs(still.growth) < 0.01
    assert not is_flat(leaking)
    assert leaking.growth == pytest.approx(60 / 329.5, rel=0.01)


def test_what_memory_does_while_the_site_warms_up_does_not_count():
    climbs_first = samples(*[100.0 + 20 * minute for minute in range(10)], *[300.0] * 50)
    assert not is_flat(trend(climbs_first, 0))
    assert is_flat(trend(climbs_first, 600))
    assert trend(climbs_first[:12], 600) is None


def test_a_worker_that_grows_and_begins_anew_is_no_trend():
    saw = [Sample(60.0 * n, {"web worker 1": 200.0, WORKER: 100.0 + 20 * (n % 11)}, 9, 9, 1.0, 0.0) for n in range(60)]
    assert is_flat(trend(saw, 0))
    assert worker.LARGEST / MB < MOST_OF_WORKER


def test_the_times_of_many_requests_are_told_within_two_per_cent_and_take_no_more_room():
    tally = Tally()
    for number in range(1, 100_001):
        tally.took("page", 200, number / 100_000)
    spread = tally.spreads["page"]
    assert spread.at(0.5) == pytest.approx(0.5, rel=0.02)
    assert spread.at(0.99) == pytest.approx(0.99, rel=0.02)
    assert spread.most == 1.0
    assert len(spread.steps) < 600


def test_of_many_mishaps_all_are_counted_and_few_are_kept():
    tally = Tally()
    for number in range(1000):
        tally.mishap("an error of the server", str(number))
    assert tally.wrong["an error of the server"] == 1000
    assert len(tally.cases) == 50


@pytest.mark.parametrize(
    ("method", "address", "kind"),
    [
        ("POST", "/d/secret/antwoord", "an answer saved or sent"),
        ("GET", "/netwerken/abc", "the overview of a network"),
        ("GET", "/netwerken/abc/rondes/def", "a round"),
        ("GET", "/netwerken/abc/rondes/def/uitkomst?lezen=alles", "the result, all of it"),
        ("GET", "/netwerken/abc/rondes/inlezen", "answers from a file read in"),
        ("GET", "/elders", OTHER),
    ],
)
def test_a_request_is_counted_by_what_it_is_for(method, address, kind):
    assert kind_of(method, address) == kind


def test_a_form_is_read_as_a_browser_would_send_it():
    page = read(200, "/here", "text/html; charset=utf-8", b"""
        <a href="/there">x</a>
        <form method="post" action="/do#place"><input type="hidden" name="key" value="k">
        <input type="radio" name="door" value="a"><input type="radio" name="door" value="b" checked>
        <input type="checkbox" name="who" value="1" checked><input type="checkbox" name="who" value="2" checked>
        <select name="zone"><option value="x">X</option><option value="y" selected>Y</option></select>
        <select name="first"><option value="p">P</option></select>
        <textarea name="text">\nfirst\nsecond</textarea><input type="file" name="file">
        <button name="do" value="take">Take</button></form>""")  # fmt: skip
    form = page.form("/do")
    assert form.fields == {
        "key": ["k"], "door": ["b"], "who": ["1", "2"], "zone": ["y"], "first": ["p"], "text": ["first\nsecond"],
    }  # fmt: skip
    assert form.options["door"] == ["a", "b"]
    assert form.buttons == [("do", "take")]
    assert page.link("/there") == "/there"
    assert page.form("/elsewhere") is None


def found(samples_, seconds=3600.0):
    done = {"tasks": {"SUCCESSFUL": 3}, "letters": 0, "letters failed": 0}
    return Found(seconds, 12.0, Tally(), samples_, Receipts(), Post(), [], done, 0)


def judged(one):
    return [good for good, _ in verdicts(one)]


def test_every_verdict_can_fall_out_badly():
    still, leaking = samples(*[300.0] * 60), samples(*[300.0 + minute for minute in range(60)])
    assert judged(found(still)) == [True] * 4
    failing, losing, unfinished = found(still), found(still), found(still)
    failing.tally.mishap("a lock error", "database is locked")
    losing.lost.append("one: there 0 times")
    unfinished.left["tasks"] = {"SUCCESSFUL": 3, "FAILED": 1}
    assert judged(failing) == [False, True, True, True]
    assert judged(losing) == [True, False, True, True]
    assert judged(unfinished) == [True, True, False, True]
    assert judged(found(leaking)) == [True, True, True, False]
    assert judged(found(leaking, seconds=60.0)) == [True] * 4
