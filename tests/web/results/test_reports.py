"""Reports are made in the background, once per publication, kind and language, and taken away as a file."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenspel.web.results import services, tasks
from samenspel.web.results.models import Report
from tests.present.pdf import text_of
from tests.web.results.rounds import LATER, NOW, a_round, answer, close


def address(name, round, *more):
    return reverse(f"results:{name}", args=[round.network.code, round.code, *more])


@pytest.fixture
def round(cast):
    made = a_round(cast, 12)
    services.publish(made, by=None, now=NOW)
    return made


@pytest.fixture
def nothing_made(monkeypatch):
    """Nobody does what was asked for in the background."""
    monkeypatch.setattr(type(tasks.make_report), "enqueue", lambda *given: None)


def asked(cast, round, kind="whole", language="nl", who="viewer"):
    return cast.client(who).post(address("ask-report", round), {"kind": kind, "language": language})


@pytest.mark.parametrize(("kind", "language", "name"), [
    ("whole", "nl", "langer-thuis-nulmeting-rapport.pdf"),
    ("one-page", "en", "langer-thuis-nulmeting-one-page.pdf"),
])  # fmt: skip
def test_a_report_is_made_once_and_can_be_taken(cast, round, kind, language, name, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = asked(cast, round, kind, language)
    assert asked(cast, round, kind, language).headers["location"] == first.headers["location"]
    report = Report.objects.get()
    assert report.state == "ready"
    page = cast.client("viewer").get(first.headers["location"]).content.decode()
    assert address("report-file", round, report.code) in page
    file = cast.client("viewer").get(address("report-file", round, report.code))
    assert file.content.startswith(b"%PDF")
    assert file["content-type"] == "application/pdf"
    assert file["content-disposition"] == f'attachment; filename="{name}"'
    assert file["x-content-type-options"] == "nosniff"
    assert "Langer thuis" in text_of(file.content)


def test_progress_says_what_is_done_and_asks_again_by_itself(cast, round, nothing_made):
    asked(cast, round)
    report = Report.objects.get()
    Report.objects.update(asked_at=services_now())
    client = cast.client("viewer")
    for state, step, words in (("waiting", "", "in de rij"), ("making", "setting", "bladzijden zetten")):
        Report.objects.update(state=state, step=step)
        part = client.get(address("report-progress", round, report.code)).content.decode()
        assert words in part
        assert 'hx-trigger="every 1s"' in part
        assert "<html" not in part
        assert address("report", round, report.code) in part  # works without scripts too
    Report.objects.update(state="failed")
    part = client.get(address("report-progress", round, report.code)).content.decode()
    assert "niet gelukt" in part
    assert "hx-trigger" not in part
    file = client.get(address("report-file", round, report.code))
    assert file.headers["location"] == address("report", round, report.code)


def services_now():
    from samenspel.web.shared.clock import now

    return now()


def test_a_report_that_fails_says_so_and_can_be_asked_again(
    cast, round, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    maker = tasks.MAKERS["whole"]
    monkeypatch.setitem(tasks.MAKERS, "whole", lambda *given, **more: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        asked(cast, round)
    assert Report.objects.get().state == "failed"
    monkeypatch.setitem(tasks.MAKERS, "whole", maker)
    with django_capture_on_commit_callbacks(execute=True):
        asked(cast, round)
    assert Report.objects.get().state == "ready"


def test_making_a_report_twice_makes_it_once(cast, round, monkeypatch, nothing_made):
    asked(cast, round)
    made = []
    monkeypatch.setitem(tasks.MAKERS, "whole", lambda *given, **more: made.append(1) or b"%PDF")
    report = Report.objects.get()
    for _ in range(2):
        tasks.make_report.func(report.pk)
    assert made == [1]
    tasks.make_report.func(report.pk + 1)  # gone in the meantime: nothing to do


def test_a_report_whose_maker_died_is_made_again_when_asked(cast, round, nothing_made):
    asked(cast, round)
    report = Report.objects.get()
    assert not services.is_stuck(report, report.asked_at + timedelta(seconds=60))
    assert services.is_stuck(report, report.asked_at + timedelta(minutes=3))
    services.ask_report(report.publication, by=cast.viewer, now=report.asked_at + timedelta(minutes=3),
                        kind="whole", language="nl")  # fmt: skip
    assert not services.is_stuck(Report.objects.get(), report.asked_at + timedelta(minutes=4))


def test_a_renewed_result_has_no_old_reports(cast, round, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked(cast, round)
    report = Report.objects.get()
    answer(round, 12, seed=8)
    close(round)
    services.publish(round, by=None, now=LATER)
    assert cast.client("viewer").get(address("report-file", round, report.code)).status_code == 404
    assert not Report.objects.exists()


def test_a_report_of_one_round_is_not_found_at_another_and_never_by_an_outsider(cast, round, nothing_made):
    asked(cast, round)
    report, other = Report.objects.get(), a_round(cast, 12)
    for name in ("report", "report-progress", "report-file"):
        assert cast.client("viewer").get(address(name, other, report.code)).status_code == 404
        assert cast.client("outsider").get(address(name, round, report.code)).status_code == 404
        assert cast.client().get(address(name, round, report.code)).status_code == 302


def test_a_kind_or_language_that_does_not_exist_makes_nothing(cast, round):
    for given in ({"kind": "slides", "language": "nl"}, {"kind": "whole", "language": "fy"}, {}):
        cast.client("viewer").post(address("ask-report", round), given)
    assert not Report.objects.exists()
    assert asked(cast, a_round(cast, 12)).status_code == 404
