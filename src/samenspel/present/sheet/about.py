"""The first sheet: which round, who answered, what was agreed about who sees what, and how to read the numbers."""

from samenspel.present.charts.apart import absent
from samenspel.present.charts.flower import sentence
from samenspel.present.report.method import method_page
from samenspel.present.result import Result
from samenspel.present.sheet.tables import Column, Row, Table
from samenspel.present.words import date_long, say


def about(result: Result) -> Table:
    """The round in words: a heading with what there is to say under each."""
    lang, release = result.lang, result.release
    method = method_page(release, result.findings, result.date, lang)
    parts = [
        (say("sheet-round", lang), result.title),
        (say("sheet-instrument", lang), release.instrument.name[lang]),
        (say("sheet-date", lang), date_long(result.date, lang)),
        (say("sheet-picture", lang), sentence(release, lang)),
        *((part["heading"], "\n".join(part["text"])) for part in method["parts"]),
        (say("sheet-groups", lang), absent(release, lang)),
        (say("sheet-reading", lang), say("sheet-reading-how", lang)),
    ]
    columns = (Column(say("sheet-about", lang), "text", 30), Column("", "text", 100))
    return Table(say("sheet-about", lang), columns, tuple(Row(part) for part in parts if part[1]), prose=True)
