"""Setting pages with Typst: an accessible PDF (PDF/UA-1) from templates and plain content, with shipped fonts only."""

import datetime
import json
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from samenspel.errors import Problem, ReportError
from samenspel.present.charts.mark import mark
from samenspel.present.palette import PAPER
from samenspel.present.printable import all_printable

FONT_PACKAGES = ("font_source_sans_pro", "font_source_serif_pro")
REGIONS = {"nl": "NL", "en": "GB"}
REMEMBERED = 10
"""Of so many documents Typst keeps what it worked out: hundreds of megabytes, and whatever people wrote in them."""


def sheet(title: str, lang: str, date: datetime.date) -> dict[str, Any]:
    """What `style.typ` needs of any document: title, language, date, colours and the mark."""
    paper = PAPER["light"]
    return {
        "lang": lang,
        "region": REGIONS[lang],
        "title": title,
        "day": [date.year, date.month, date.day],
        "colours": {
            name: getattr(paper, name) for name in ("paper", "card", "wash", "hairline", "ink", "grey", "accent")
        },
        "mark": {"svg": mark()},
    }


def typeset(template: str, content: dict[str, Any], date: datetime.date) -> bytes:
    """The PDF of a template of this room, named by its path, filled with content; the same input, the same bytes.

    Every text of the content is made printable first, and reaches Typst as data, never as markup. Raises ReportError
    when the pages cannot be set.
    """
    import typst

    here = Path(__file__).parent
    moment = datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC)
    try:
        return typst.compile(
            here / template,
            root=here,
            sys_inputs={"content": json.dumps(all_printable(content, content["lang"]))},
            font_paths=[Path(import_module(name).font_directory) for name in FONT_PACKAGES],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise ReportError(Problem("report-not-set", values={"reason": str(error)})) from error
    finally:
        _forget()


def _forget() -> None:
    """Let Typst keep nothing of a document. It cannot be told to, but as many empty pages push out what went before."""
    import ctypes

    import typst

    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=nothing, format="svg")
    with suppress(AttributeError):  # only glibc has this, and only glibc needs it: the pieces stay with the process
        ctypes.CDLL(None).malloc_trim(0)
