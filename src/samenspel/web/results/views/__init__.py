"""Pages of results: the release, reports, and answers from elsewhere."""

from samenspel.web.results.views import imports, pages, reports

__all__ = ["imports", "pages", "reports"]
