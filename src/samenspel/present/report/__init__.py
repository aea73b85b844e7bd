"""The report to hand out, and the one page for executives, as accessible PDF."""

from samenspel.present.report.content import report_content
from samenspel.present.report.one_page import one_page_content
from samenspel.present.result import Result
from samenspel.present.typeset import typeset


def report_pdf(result: Result) -> bytes:
    """The whole report of a round; the same input gives the same bytes. Raises ReportError when it cannot be set."""
    return typeset("report/report.typ", report_content(result), result.date)


def one_page_pdf(result: Result) -> bytes:
    """The round on one page, for executives: exactly one page, whatever the texts. Raises as `report_pdf` does."""
    return typeset("report/one_page.typ", one_page_content(result), result.date)
