"""What is done for results in the background."""

import logging
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_tasks import task

from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.report import one_page_pdf, report_pdf
from samenspel.reading.frozen import thaw
from samenspel.web.results.models import Report
from samenspel.web.rounds.queries import instrument_of
from samenspel.web.shared.failures import told

log = logging.getLogger(__name__)
MAKERS = {"whole": report_pdf, "one-page": one_page_pdf}


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
    publication = report.publication
    round = publication.round
    release = thaw(publication.frozen, instrument_of(round))
    findings = stands_out(release)
    _step(report, "setting")
    date = timezone.localdate(publication.made_at, timezone=ZoneInfo(round.network.time_zone))
    title = f"{round.network.name} · {round.title}"
    return MAKERS[report.kind](release, findings, title=title, lang=report.language, date=date)


def _step(report: Report, step: str) -> None:
    Report.objects.filter(pk=report.pk).exclude(state="ready").update(state="making", step=step)
