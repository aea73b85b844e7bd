"""What people wrote, before and after it was read for names: who gets at it, and what somebody makes of it."""

import json
import logging

import pytest
from django_tasks_db.models import DBTaskResult

from samenspel.web.results import queries, services
from samenspel.web.results.models import ReadRemark, Report
from samenspel.web.results.remarks import desk_of
from samenspel.web.results.spotted import Spotter
from samenspel.web.results.tasks import make_report
from samenspel.web.shared.models import AuditEntry
from tests.web.answering.scenes import invite
from tests.web.results.rounds import LATER, NOW, a_telling_round
from tests.web.results.test_remarks import decide, desk, release, shown, spoken

RAW = "Kees luistert nooit"


def at(round, end=""):
    return f"/netwerken/{round.network.code}/rondes/{round.code}/uitkomst/opmerkingen{end}"


def digest(round):
    return desk(round).remarks[0].digest


def test_a_remark_as_it_was_written_is_read_by_who_may_read_it_and_nobody_else(cast, caplog):
    round = spoken(cast, RAW, show_participants=True)
    decide(cast, round, RAW, instead="[naam] luistert nooit")
    release(cast, round)
    _, secret = invite(round, cast.participants["Dirk"])
    base = f"/netwerken/{cast.network.code}"
    there = f"{base}/rondes/{round.code}"
    ways = ("", "?lezen=alles", ".json", "/scherm", *(f"/scherm?stap={step}" for step in range(1, 12)))
    seen = [f"{there}/uitkomst{way}" for way in ways]
    seen += ["/", base, f"{base}/gesprek", f"{there}/gesprek", there]
    for who in ("viewer", "facilitator"):
        assert all(RAW not in cast.client(who).get(address).content.decode() for address in seen), who
    assert RAW not in cast.client().get(f"/d/{secret}/uitkomst?lezen=alles").content.decode()
    assert RAW in cast.client("facilitator").get(at(round)).content.decode()
    for who in ("viewer", "outsider", None):
        for answer in (cast.client(who).get(at(round)), cast.client(who).post(at(round, f"/{digest(round)}"))):
            assert answer.status_code in (302, 404)
            assert RAW not in answer.content.decode()
    assert RAW not in json.dumps(list(AuditEntry.objects.values_list("action", "subject", "detail")))
    assert RAW not in caplog.text


def test_with_the_mark_of_a_remark_nothing_is_done_in_another_round_or_network(cast):
    round, other = spoken(cast, RAW), spoken(cast, "Meer rust")
    mark = digest(round)
    for data in ({"choice": "show", "text": "Gekaapt"}, {"choice": "hide"}):
        assert cast.client("facilitator").post(at(other, f"/{mark}"), data).status_code == 404
        assert cast.client("outsider").post(at(round, f"/{mark}"), data).status_code == 404
    assert not ReadRemark.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "in-place"])
def test_taking_out_a_remark_while_the_round_is_open_again_ends_well(cast, headers):
    round = spoken(cast, RAW)
    decide(cast, round, RAW)
    release(cast, round)
    round.closed_at = None
    round.save()
    answer = cast.client("facilitator").post(at(round, f"/{digest(round)}"), {"choice": "hide"}, headers=headers)
    assert shown(round) == []
    assert at(round) in (answer.get("HX-Redirect") or answer.url)


def test_a_file_made_before_a_remark_was_taken_out_cannot_be_had_any_more(cast):
    round = spoken(cast, RAW)
    decide(cast, round, RAW)
    release(cast, round)
    asked = services.ask_report(round.publication, by=cast.viewer, now=NOW, kind="sheet", language="nl")
    make_report.func(asked.pk)
    path = f"/netwerken/{cast.network.code}/rondes/{round.code}/rapport/{asked.code}"
    client = cast.client("viewer")
    assert client.get(f"{path}/pdf").status_code == 200
    decide(cast, round, RAW, choice="hide")
    assert [client.get(f"{path}{end}").status_code for end in ("", "/pdf", "/voortgang")] == [404] * 3
    assert not Report.objects.exists()


def test_a_file_that_was_being_made_when_a_remark_was_taken_out_is_not_kept(cast, monkeypatch):
    round = spoken(cast, RAW)
    decide(cast, round, RAW)
    release(cast, round)
    asked = services.ask_report(round.publication, by=cast.viewer, now=NOW, kind="sheet", language="nl")

    def meanwhile(result):
        decide(cast, round, RAW, choice="hide")
        return f"met {RAW}".encode()

    monkeypatch.setitem(make_report.func.__globals__["MAKERS"], "sheet", meanwhile)
    make_report.func(asked.pk)
    assert not Report.objects.exists()


def test_a_file_that_cannot_be_made_tells_nothing_of_what_was_in_it(cast, monkeypatch, caplog):
    round = spoken(cast, RAW)
    decide(cast, round, RAW)
    release(cast, round)
    asked = services.ask_report(round.publication, by=cast.viewer, now=NOW, kind="sheet", language="nl")

    def fails(result):
        raise ValueError(result.release.remarks)

    monkeypatch.setitem(make_report.func.__globals__["MAKERS"], "sheet", fails)
    with caplog.at_level(logging.DEBUG):
        make_report.func(asked.pk)
    assert Report.objects.get().state == "failed"
    assert RAW not in caplog.text
    assert "ValueError" in caplog.text
    assert RAW not in str(list(DBTaskResult.objects.values()))


@pytest.mark.parametrize("typed", ["\0", "een\0twee", "x" * 2001, "x" * 900_000, " ", ""])
def test_no_other_words_than_fit_and_can_be_kept_stand_in_the_place_of_a_remark(cast, typed):
    round = spoken(cast, RAW)
    answer = cast.client("facilitator").post(at(round, f"/{digest(round)}"), {"choice": "show", "text": typed})
    assert answer.status_code == 400
    assert not ReadRemark.objects.exists()


def test_thousands_of_names_to_look_for_do_not_keep_the_page_waiting():
    """What begins a word is looked for once, not once more for every name."""
    few, many = (Spotter([f"Mens{place} Naam{place}" for place in range(count)], []) for count in (1, 2000))
    assert few.pattern.pattern.count(r"(?<!\w)") == many.pattern.pattern.count(r"(?<!\w)")
    assert [one.text for one in many.pieces("vraag mens1999 maar") if one.marked] == ["mens1999"]
    assert [one.marked for one in Spotter([], []).pieces("niemand")] == [False]


@pytest.mark.parametrize("key", ["\0", "nergens", "x" * 5000, "permanent-negotiation\0", ""])
def test_what_does_not_stand_out_is_not_judged(cast, key, monkeypatch):
    round = a_telling_round(cast)
    publication, asked = services.publish(round, by=None, now=NOW), []
    path = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/oordeel"
    given = {"finding": key, "choice": "rephrase", "words": "Anders", "reason": "Daarom"}
    assert cast.client("facilitator").post(path, given).status_code == 302
    assert not publication.judgements.exists()
    monkeypatch.setattr(services, "withdraw", lambda *_, finding, **__: asked.append(finding))
    assert cast.client("facilitator").post(f"{path}/terug", given).status_code == 302
    assert "\0" not in asked[0]


@pytest.mark.parametrize("typed", ["x" * 501, "een\0twee", "x" * 500_000])
def test_no_words_that_do_not_fit_are_kept_as_those_of_the_group(cast, typed):
    round = a_telling_round(cast)
    publication = services.publish(round, by=None, now=NOW)
    first = queries.seen_in(publication)[0].key
    path = f"/netwerken/{cast.network.code}/rondes/{round.code}/uitkomst/oordeel"
    for given in ({"words": typed, "reason": "x"}, {"words": "x", "reason": typed}):
        answer = cast.client("facilitator").post(path, {"finding": first, "choice": "rephrase", **given})
        assert answer.status_code == 400
    assert cast.client("viewer").post(path, {"finding": first, "choice": "keep"}).status_code == 404
    assert not publication.judgements.exists()


def test_how_much_stands_on_the_desk_does_not_change_with_who_is_taken_out_of_the_round(cast):
    """Else taking one person out would show which remark was theirs."""
    from samenspel.web.parties import services as parties
    from samenspel.web.rounds import services as rounds

    round = spoken(cast, RAW, "Meer rust", "Dank")
    before = [one.digest for one in desk(round).remarks]
    invitation = round.invitations.first()
    invitation.participant = cast.participants["Noor"]
    invitation.save()
    rounds.revoke(invitation, by=cast.facilitator, now=NOW)
    parties.delete(cast.participants["Noor"], by=cast.facilitator, now=NOW)
    parties.purge(LATER)
    assert [one.digest for one in desk_of(queries.publication_of(round)).remarks] == before


@pytest.mark.parametrize(("site", "noted"), [("cross-site", 0), ("same-site", 0), ("same-origin", 1), ("none", 1)])
def test_a_link_on_another_site_puts_nobody_in_the_log(cast, site, noted):
    round = spoken(cast, RAW)
    answer = cast.client("facilitator").get(at(round), headers={"Sec-Fetch-Site": site})
    assert (answer.status_code, RAW in answer.content.decode()) == ((200, True) if noted else (302, False))
    assert AuditEntry.objects.filter(action="remarks-read").count() == noted
