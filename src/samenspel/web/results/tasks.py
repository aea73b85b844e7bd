"""What is done for results in the background."""

import logging
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_tasks import task

from samenspel.present.result import Result
from samenspel.web.conversations import queries as conversations
from samenspel.web.results import queries
from samenspel.web.results.models import Report
from samenspel.web.shared.failures import told

log = logging.getLogger(__name__)


@task()
def make_report(report_id: int) -> None:
    """Make a report and keep it. One that is there already, or whose publication was renewed, is left alone."""
    report = Report.objects.select_related("publication__round__network").defer("file").filter(pk=report_id).first()
    if report is None or report.state == "ready" or report.number != report.publication.number:
        return
    try:
        _step(report, "reading")
        made = _made(report)
    except Exception as error:
        log.error("report %s could not be made: %s", report.code, told(error))
        Report.objects.filter(pk=report.pk).exclude(state="ready").update(state="failed", step="")
        return
    # only while it belongs to the publication that it was made of
    still = Report.objects.filter(pk=report.pk, publication__number=report.number)
    still.update(state="ready", step="", file=made)


def _made(report: Report) -> bytes:
    result = _result(report)
    _step(report, "setting")
    return MAKERS[report.kind](result)


def _result(report: Report) -> Result:
    """Everything that the file tells, in its language."""
    publication = report.publication
    round = publication.round
    found = queries.discussed_of(publication)
    return Result(
        release=queries.thawed(publication),
        findings=found.findings,
        title=f"{round.network.name} · {round.title}",
        lang=report.language,
        date=timezone.localdate(publication.made_at, timezone=ZoneInfo(round.network.time_zone)),
        set_aside=found.set_aside,
        earlier=queries.moments_of(publication),
        programme=conversations.programme_of(round, report.language),
        agreed=conversations.outcome_of(round),
        before=conversations.outcome_before(round),
        closed=queries.closing_day(publication),
        round=round.title,
    )


def _whole(result: Result) -> bytes:
    from samenspel.present.report import report_pdf

    return report_pdf(result)


def _one_page(result: Result) -> bytes:
    from samenspel.present.report import one_page_pdf

    return one_page_pdf(result)


def _slides(result: Result) -> bytes:
    from samenspel.present.slides import slides

    return slides(result)


def _sheet(result: Result) -> bytes:
    from samenspel.present.sheet import sheet

    return sheet(result)


MAKERS = {"whole": _whole, "one-page": _one_page, "slides": _slides, "sheet": _sheet}
"""Each maker brings a library of its own, which only who needs it should wait for."""


def _step(report: Report, step: str) -> None:
    Report.objects.filter(pk=report.pk).exclude(state="ready").update(state="making", step=step)
