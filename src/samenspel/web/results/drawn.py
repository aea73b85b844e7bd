"""Pictures of a release with their sentence and their table, as a page sets them: wide, and again for a phone."""

from collections.abc import Sequence
from typing import Any

from samenspel.present.charts import apart, phases, slope
from samenspel.present.charts.told import Table
from samenspel.present.comparison import Comparison
from samenspel.present.words import say as fixed
from samenspel.reading.release import Release
from samenspel.web.results.pictures import Pictures

Content = dict[str, Any]


def what_changed(release: Release, compared: Comparison, pictures: Pictures, lang: str) -> Content:
    """Every condition through the rounds."""
    wide = slope.slopes(compared, release, lang)
    small = slope.slopes(compared, release, lang, size="narrow", ident="slopes-narrow")
    table = slope.table(compared, lang)
    picture = _picture("earlier", fixed("slopes-title", lang), (wide, small), compared.sentence, table, pictures)
    for row, line in zip(picture["rows"], compared.rows, strict=True):
        row["whole"] = line.whole
    return picture


def who_differs(release: Release, pictures: Pictures, lang: str) -> Content:
    """Who sees it differently; where no group may be shown only the sentence that says why."""
    wide = apart.apart(release, lang)
    small = apart.apart(release, lang, size="narrow", ident="apart-narrow")
    table = apart.table(release, lang)
    heading, says = fixed("apart-title", lang), apart.sentence(release, lang)
    return _picture("apart", heading, (wide, small), says, table, pictures)


def which_phase(release: Release, pictures: Pictures, lang: str) -> Content | None:
    """Where people place the collaboration; None when that was not asked."""
    wide = phases.phases(release, lang)
    if wide is None:
        return None
    small = phases.phases(release, lang, size="narrow", ident="phases-narrow")
    table = phases.table(release, lang)
    heading, says = fixed("phases-title", lang), phases.sentence(release, lang)
    return _picture("phases", heading, (wide, small), says, table, pictures)


def _picture(
    key: str, heading: str, drawn: Sequence[str | None], sentence: str, table: Table, pictures: Pictures
) -> Content:
    svg, small = (pictures.themed(one) if one else "" for one in drawn)
    return {
        "key": key,
        "heading": heading,
        "svg": svg,
        "small": small,
        "sentence": sentence,
        "headings": table.headings,
        "rows": [{"name": row[0], "cells": row[1:], "whole": False} for row in table.rows],
    }
