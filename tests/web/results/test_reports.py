"""Reports are made in the background, once per publication, kind and language, and taken away as a file."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from samenspel.web.privacy.services import forget_person
from samenspel.web.results import names, queries, services, tasks
from samenspel.web.results.models import Report
from tests.present.pdf import text_of
from tests.web.privacy.scenes import NAME, pim_took_part
from tests.web.results.rounds import LATER, NOW, a_round, a_telling_round, answer, close


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
    ("slides", "nl", "langer-thuis-nulmeting-dias.pptx"),
    ("sheet", "en", "langer-thuis-nulmeting-spreadsheet.xlsx"),
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
    assert file.content.startswith(b"%PDF" if name.endswith("pdf") else b"PK")
    assert file["content-type"] == names.CONTENT_TYPES[name.rpartition(".")[2]]
    assert file["content-disposition"] == f'attachment; filename="{name}"'
    assert file["x-content-type-options"] == "nosniff"
    if name.endswith("pdf"):
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


def a_later_round(cast):
    """A round that closed after the others, of which a file was made that looks back at them."""
    made = a_round(cast, 12, seed=3, title="Later", closed=LATER + timedelta(days=1))
    services.publish(made, by=None, now=LATER)
    asked(cast, made, "sheet")
    tasks.make_report.func(Report.objects.get(publication__round=made).pk)
    return made


def test_a_round_that_was_opened_again_and_stays_is_not_looked_back_at_any_more(cast, round, nothing_made):
    later = a_later_round(cast)
    asked(cast, round)
    close(round, later.closed_at + timedelta(days=1))
    assert services.publish(round, by=None, now=LATER).course == "stayed"
    assert not Report.objects.exists()  # what came before has changed, for the one and for the other


def test_a_file_of_a_later_round_does_not_keep_the_name_of_who_is_forgotten(cast, nothing_made):
    pim = pim_took_part(cast)
    later = a_later_round(cast)
    assert NAME in told_in(Report.objects.get(publication__round=later))
    close(pim.round, later.closed_at + timedelta(days=1))
    services.publish(pim.round, by=None, now=LATER)
    forget_person(pim.person, by=cast.steward, now=LATER)
    assert [NAME in told_in(one) for one in Report.objects.all()] in ([], [False])


def told_in(report):
    with zipfile.ZipFile(io.BytesIO(report.file)) as file:
        return "".join(file.read(name).decode("utf-8", "ignore") for name in file.namelist())


@pytest.fixture
def telling(cast):
    made = a_telling_round(cast)
    services.publish(made, by=None, now=NOW)
    return made


def test_a_file_is_made_of_everything_that_the_page_tells(cast, telling, monkeypatch, nothing_made):
    earlier = a_round(cast, 12, seed=3, title="Eerder", closed=NOW - timedelta(days=90))
    services.publish(earlier, by=None, now=NOW)
    key = queries.seen_in(telling.publication)[0].key
    services.judge(telling.publication, by=None, now=NOW, finding=key, choice="dismiss", reason="Klopt niet.")
    asked(cast, telling)
    given = []
    monkeypatch.setitem(tasks.MAKERS, "whole", lambda result: given.append(result) or b"%PDF")
    tasks.make_report.func(Report.objects.get().pk)
    (result,) = given
    assert result.title == "Langer thuis · Nulmeting"
    assert [one.reason for one in result.set_aside] == ["Klopt niet."]
    assert key not in {one.key for one in result.findings}
    assert [(one.title, one.release.people) for one in result.earlier] == [("Eerder", 12)]
    assert result.programme is not None
    assert (result.agreed, result.before) == (None, None)


def test_a_file_that_was_being_made_while_the_group_judged_is_not_kept(cast, telling, monkeypatch, nothing_made):
    asked(cast, telling)
    key = queries.seen_in(telling.publication)[0].key
    meanwhile = {"by": None, "now": NOW, "finding": key, "choice": "keep"}
    monkeypatch.setitem(
        tasks.MAKERS, "whole", lambda result: services.judge(telling.publication, **meanwhile) or b"%PDF"
    )
    tasks.make_report.func(Report.objects.get().pk)
    assert not Report.objects.exists()


def test_who_waits_for_a_file_that_was_thrown_away_is_sent_back_to_the_result(cast, round, nothing_made):
    asked(cast, round)
    code = Report.objects.get().code
    services.forget_reports(round)
    answer_ = cast.client("viewer").get(address("report-progress", round, code))
    assert answer_.status_code == 404
    assert answer_.headers["HX-Redirect"] == address("result", round)


def test_a_report_of_one_round_is_not_found_at_another_and_never_by_an_outsider(cast, round, nothing_made):
    asked(cast, round)
    report, other = Report.objects.get(), a_round(cast, 12)
    for name in ("report", "report-progress", "report-file"):
        assert cast.client("viewer").get(address(name, other, report.code)).status_code == 404
        assert cast.client("outsider").get(address(name, round, report.code)).status_code == 404
        assert cast.client().get(address(name, round, report.code)).status_code == 302


def test_a_kind_or_language_that_does_not_exist_makes_nothing(cast, round):
    for given in ({"kind": "film", "language": "nl"}, {"kind": "whole", "language": "fy"}, {}):
        cast.client("viewer").post(address("ask-report", round), given)
    assert not Report.objects.exists()
    assert asked(cast, a_round(cast, 12)).status_code == 404
