"""The page of a result: everything that it says, worked out beforehand, so that the template only sets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.stands_out import Discussed
from samenspel.present.charts import told
from samenspel.present.charts.flower import flower
from samenspel.present.charts.parts import loose_items, petal_groups, scale_colours, scale_groups
from samenspel.present.comparison import Comparison
from samenspel.present.report.choices import choice_blocks
from samenspel.present.report.content import cover
from samenspel.present.report.method import method_page
from samenspel.present.report.remarks import remarks_of
from samenspel.present.report.statements import loose_page, scale_pages
from samenspel.present.words import response
from samenspel.present.words import say as fixed
from samenspel.reading.release import Release
from samenspel.theory.instrument import Multiple
from samenspel.web.results.cards import first_of, found_cards
from samenspel.web.results.drawn import what_changed, which_phase, who_differs
from samenspel.web.results.matter import statements_that_matter
from samenspel.web.results.own import Own
from samenspel.web.results.pictures import Pictures
from samenspel.web.shared.words import counted, say

Content = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A release in words and pictures, in one language. Parts that are not there are None or empty.

    title: who speaks. nothing: why no rating can be shown at all. empty: nobody answered, so there is nothing else.
    matter: the statements to begin with. first, question: the first strength, and what asks for the first talk.
    apart: who sees it differently. own: whether the answers of the reader stand beside the total.
    """

    title: str
    response: str
    nothing: Content | None
    empty: bool
    flower: Content | None
    matter: Content | None
    found: Content | None
    first: Content | None
    question: Content | None
    apart: Content | None
    phases: Content | None
    changes: Content | None
    scales: list[Content]
    loose: Content | None
    choices: list[Content]
    remarks: list[Content]
    method: list[Content]
    own: bool
    own_words: list[Content]


def page_of(
    release: Release,
    found: Discussed,
    lang: str,
    *,
    own: Mapping[str, Any] | None = None,
    compared: Comparison | None = None,
) -> Page:
    """What the page of a release says.

    found: what stands out after the group judged it. own: the document of the participant who looks, to stand beside
    the total. compared: this round beside earlier ones.
    """
    findings, mine, pictures = found.findings, Own(release, own, lang), Pictures(release)
    shown = any(one.mean for one in release.ratings.values())
    hidden = bool(release.ratings) and not shown
    seen = findings or found.set_aside or (shown and release.scales)
    cards = found_cards(release, found, pictures, lang) if seen else None
    first, question = (first_of(part["cards"]) for part in cards["parts"]) if cards and findings else (None, None)
    return Page(
        title=title_of(release, lang),
        response=response(release, lang),
        nothing=_nothing(release, mine, lang) if hidden or not release.people else None,
        empty=not release.people,
        flower=flower_part(release, pictures, lang) if shown and petal_groups(release) else None,
        matter=statements_that_matter(release, compared, pictures, lang),
        found=cards,
        first=first,
        question=question,
        apart=who_differs(release, pictures, lang) if shown and scale_groups(release) else None,
        phases=which_phase(release, pictures, lang),
        changes=what_changed(release, compared, pictures, lang) if compared else None,
        scales=[] if hidden else _scales(release, findings, mine, pictures, lang),
        loose=None if hidden else _loose(release, findings, mine, pictures, lang),
        choices=_choices(release, mine, pictures, lang),
        remarks=[one for scale in _about(release, hidden) for one in remarks_of(release, scale, lang)],
        method=_method(release, findings, lang),
        own=own is not None,
        own_words=mine.words(),
    )


def title_of(release: Release, lang: str) -> str:
    """Who speaks: so many people, of so many parties where there is more than one."""
    if not release.people:
        return say("results-title", lang)
    if (release.parties or 0) > 1:
        return say("results-who-parties", lang, n=release.people, parties=release.parties)
    return counted("results-who", release.people, lang)


def _about(release: Release, hidden: bool) -> list[str | None]:
    """The scales whose remarks stand together: those about no scale; and all where no scale has a place of its own."""
    asked = set() if hidden else set(release.scales)
    return [None, *(scale.id for scale in release.instrument.scales if scale.id not in asked)]


def _nothing(release: Release, mine: Own, lang: str) -> Content:
    items = [release.instrument.item(item) for item in release.ratings] if release.people else []
    return {
        "heading": fixed("report-nothing", lang),
        "why": fixed("report-nothing-why", lang, least=release.policy.k + 1) if release.people else "",
        "do": fixed("report-nothing-do", lang) if items else "",
        "statements": [{"text": item.text[lang], "own": mine.of(item.id)} for item in items],
    }


def flower_part(release: Release, pictures: Pictures, lang: str) -> Content:
    """The flower with its words in it, and for a narrow screen a small one with its words in a list beneath."""
    made, table = cover(release, lang, "half"), told.table(release, lang)
    rows = [{"whole": not row[1], "name": row[1] or row[0], "cells": row[2:]} for row in table.rows]
    headings = (table.headings[1], *table.headings[2:])
    colours = scale_colours(release)
    scales = [
        {
            "name": group.scale.short[lang],
            "edge": pictures.name_of(colours[group.scale.id]),
            "mean": told.mean_of(group, lang) if group.mean else fixed("table-not-shown", lang),
        }
        for group in scale_groups(release)
    ]
    small = pictures.themed(flower(release, lang, size="tiny", ident="flower-small"))
    svg = pictures.themed(made["svg"])
    return {**made, "svg": svg, "small": small, "scales": scales, "headings": headings, "rows": rows}


def _scales(release: Release, findings: Sequence[Finding], mine: Own, pictures: Pictures, lang: str) -> list[Content]:
    pages = scale_pages(release, findings, lang)
    for page, group in zip(pages, scale_groups(release), strict=True):
        page |= {"edge": pictures.name_of(page["colour"]), "legend": _legend(page["legend"], lang)}
        _groups(page["groups"], pictures)
        _complete(page["rows"], [part.item.id for part in group.parts], mine, pictures)
    return pages


def _loose(release: Release, findings: Sequence[Finding], mine: Own, pictures: Pictures, lang: str) -> Content | None:
    page = loose_page(release, findings, lang)
    if page:
        page |= {"edge": pictures.name_of(page["colour"]), "legend": _legend(page["legend"], lang)}
        _groups(page["groups"], pictures)
        _complete(page["rows"], [item.id for item in loose_items(release)], mine, pictures)
    return page


def _groups(part: Content | None, pictures: Pictures) -> Content | None:
    """A table of groups, with the places on a line of 100 wide where dots and bands are drawn."""
    for cell in (cell for table in part["tables"] for row in table["rows"] for cell in row["cells"]) if part else ():
        cell["edge"] = pictures.name_of(cell["colour"])
        if cell["at"] is not None:
            at, low, high = (round(4 + 0.92 * cell[place], 1) for place in ("at", "low", "high"))
            cell |= {"dot_x": f"{at}", "band_x": f"{low}", "band_width": f"{high - low:.1f}"}
    return part


def _complete(rows: Sequence[Content], items: Sequence[str], mine: Own, pictures: Pictures) -> None:
    for row, item in zip(rows, items, strict=True):
        row |= {"svg": pictures.themed(row["svg"]), "own": mine.of(item)}


def _legend(said: Sequence[str], lang: str) -> list[str]:
    """How to read the bars; "darker" would be wrong in a dark page."""
    darker = fixed("report-legend-points", lang)
    return [say("results-legend-points", lang) if one == darker else one for one in said]


def _choices(release: Release, mine: Own, pictures: Pictures, lang: str) -> list[Content]:
    blocks = choice_blocks(release, lang)
    for block in blocks:
        item = release.instrument.item(block["key"].removeprefix("choice-"))
        block["several"] = isinstance(item.kind, Multiple)
        block["own"] = mine.of(item.id)
        options: Any = getattr(item.kind, "options", ())
        for number, (row, option) in enumerate(zip(block["rows"], options, strict=True)):
            row["mine"] = mine.chose(item.id, option.id)
            row["svg"] = row["svg"] and pictures.themed(row["svg"], "count", f"{block['key']}-{number}")
    return blocks


def _method(release: Release, findings: Sequence[Finding], lang: str) -> list[Content]:
    """How to read the numbers, and what is not shown and why. Who can see answers is said by the page itself."""
    wanted = {fixed(f"method-{name}", lang) for name in ("who", "numbers", "rules")}
    page = method_page(release, findings, date(2000, 1, 1), lang)
    return [part for part in page["parts"] if part["heading"] in wanted]
