"""The report to hand out, and the one page for executives, as accessible PDF."""

import datetime
from collections.abc import Sequence

from samenspel.diagnosis.finding import Finding
from samenspel.present.report.content import report_content
from samenspel.present.report.one_page import one_page_content
from samenspel.present.typeset import typeset
from samenspel.reading.release import Release


def report_pdf(release: Release, findings: Sequence[Finding], *, title: str, lang: str, date: datetime.date) -> bytes:
    """The whole report of a round; the same input gives the same bytes. Raises ReportError when it cannot be set."""
    return typeset("report/report.typ", report_content(release, findings, title=title, lang=lang, date=date), date)


def one_page_pdf(release: Release, findings: Sequence[Finding], *, title: str, lang: str, date: datetime.date) -> bytes:
    """The round on one page, for executives: exactly one page, whatever the texts. Raises as `report_pdf` does."""
    return typeset("report/one_page.typ", one_page_content(release, findings, title=title, lang=lang, date=date), date)
