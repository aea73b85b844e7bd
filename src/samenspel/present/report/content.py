"""The whole report as plain texts, numbers in words, and pictures: what the pages set and nothing else."""

import datetime
from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.present.charts.flower import Size, alternative, flower, sentence
from samenspel.present.charts.parts import BESIDE, petal_groups, scale_groups
from samenspel.present.report.choices import choice_blocks
from samenspel.present.report.figures import figures_page
from samenspel.present.report.found import found_page, short_card
from samenspel.present.report.groups import differs_page
from samenspel.present.report.method import method_page
from samenspel.present.report.remarks import remarks_of
from samenspel.present.report.statements import between, loose_page, scale_key, scale_pages
from samenspel.present.typeset import sheet
from samenspel.present.words import date_long, mean_in_words, response, say, shortened, texts
from samenspel.reading.release import Release

Content = dict[str, Any]
LONGEST_TITLE = 160


def report_content(
    release: Release, findings: Sequence[Finding], *, title: str, lang: str, date: datetime.date
) -> Content:
    """Everything that the report says, ready to be set; no text in it is markup."""
    shown = any(one.mean for one in release.ratings.values())
    hidden = bool(release.ratings) and not shown
    return {
        **frame(release, title, lang, date),
        "cover": cover(release, lang),
        "brief": _brief(release, findings, lang) if shown and release.scales else None,
        "nothing": _nothing(release, lang) if hidden else None,
        "scales": [] if hidden else scale_pages(release, findings, lang),
        "loose": None if hidden else loose_page(release, findings, lang),
        "choices": choice_blocks(release, lang, findings),
        "differs": differs_page(release, lang),
        "found": found_page(release, findings, lang) if findings or (shown and release.scales) else None,
        "remarks": remarks_of(release, None, lang),
        "method": method_page(release, findings, date, lang),
        "figures": figures_page(release, lang),
    }


def frame(release: Release, title: str, lang: str, date: datetime.date) -> Content:
    """What both documents share: title, date, language, colours and fixed words."""
    name = release.instrument.name[lang]
    said = " ".join(title.split()) or name
    return {
        **sheet(shortened(said, LONGEST_TITLE), lang, date),
        "head": shortened(said, 70),
        "instrument": name,
        "eyebrow": say("report-eyebrow", lang, instrument=name),
        "date": date_long(date, lang),
        "response": response(release, lang),
        "words": {
            key: both[lang] for key, both in texts().items() if key.split("-")[0] in ("report", "found", "table", "one")
        },
    }


def cover(release: Release, lang: str, size: Size = "normal") -> Content:
    """The flower, its sentence and how to read it; without scales the first choice, or what was asked."""
    if not petal_groups(release):
        asked = (*release.ratings, *release.choices, *release.multiples)
        blocks = [block for block in choice_blocks(release, lang) if block["rows"][0]["svg"]]
        first = blocks[0] if blocks else None
        return {"svg": None, "block": first, "asked": [release.instrument.item(item).text[lang] for item in asked]}
    return {
        "svg": flower(release, lang, size=size),
        "alt": alternative(release, lang),
        "sentence": sentence(release, lang),
        "legend": _legend(release, lang),
    }


def _legend(release: Release, lang: str) -> str:
    """How to read what the flower has: soft ends, arrows and dashed petals, each only where there is one."""
    means = [part.mean for group in scale_groups(release) for part in group.parts]
    there = {
        "soft": any(mean and mean.low < mean.high for mean in means),
        "bound": any(mean and mean.bound != "exact" for mean in means),
        "hidden": any(mean is None for mean in means),
    }
    return " · ".join(say(f"flower-legend-{key}", lang) for key, is_there in there.items() if is_there)


def _brief(release: Release, findings: Sequence[Finding], lang: str) -> Content:
    rows = [
        {
            "name": group.scale.name[lang],
            "asks": group.scale.asks[lang] if group.scale.asks else "",
            "mean": say("table-not-shown", lang) if group.mean is None else mean_in_words(group.mean, lang),
            "between": "" if group.mean is None else between(release, group.mean, lang),
            "key": scale_key(group.scale.id, release),
            "apart": group.scale.id == BESIDE,
        }
        for group in scale_groups(release)
    ]
    kinds = (("strengths", "strength"), ("risks", "risk"))
    return {
        "heading": say("report-brief", lang),
        "lead": say("report-brief-lead", lang),
        "rows": rows,
        "found": [
            {"heading": say(f"found-{name}", lang), "names": [short_card(release, findings, one, lang) for one in some]}
            for name, kind in kinds
            if (some := [one for one in findings if one.pattern.kind == kind])
        ],
        "rule": say(f"method-rules-{release.policy.visibility}", lang),
    }


def _nothing(release: Release, lang: str) -> Content:
    return {
        "heading": say("report-nothing", lang),
        "why": say("report-nothing-why", lang, least=release.policy.k + 1),
        "do": say("report-nothing-do", lang),
        "statements": [release.instrument.item(item).text[lang] for item in release.ratings],
    }
