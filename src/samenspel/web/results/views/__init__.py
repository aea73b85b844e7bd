"""Pages of results: the release, reports, and answers from elsewhere."""

from samenspel.web.results.views import imports, judging, pages, remarks, reports, screen

__all__ = ["imports", "judging", "pages", "remarks", "reports", "screen"]
