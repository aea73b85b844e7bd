"""The whole report as plain texts, numbers in words, and pictures: what the pages set and nothing else."""

from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.phase import ITEM
from samenspel.present.charts import apart, phases
from samenspel.present.charts.flower import Size, alternative, flower, sentence
from samenspel.present.charts.parts import BESIDE, petal_groups, scale_groups
from samenspel.present.report.agreements import agreements_page
from samenspel.present.report.choices import choice_blocks
from samenspel.present.report.figures import figures_page
from samenspel.present.report.found import found_page, short_card
from samenspel.present.report.gaps import gaps_page
from samenspel.present.report.groups import differs_page
from samenspel.present.report.guide import guide_pages
from samenspel.present.report.method import method_page
from samenspel.present.report.moved import moved_page
from samenspel.present.report.remarks import remarks_of
from samenspel.present.report.statements import between, loose_page, scale_key, scale_pages
from samenspel.present.result import Result
from samenspel.present.typeset import sheet
from samenspel.present.words import date_long, mean_in_words, response, say, shortened, texts
from samenspel.reading.release import Release

Content = dict[str, Any]
LONGEST_TITLE = 160
_SAID = ("report", "found", "table", "one", "guide", "agreed")


def report_content(result: Result) -> Content:
    """Everything that the report says, ready to be set; no text in it is markup."""
    release, findings, lang = result.release, result.findings, result.lang
    shown = any(one.mean for one in release.ratings.values())
    hidden = bool(release.ratings) and not shown
    told = bool(findings or result.set_aside)
    said = {
        **frame(result),
        "cover": _pictured(cover(release, lang), release, lang),
        "nothing": _nothing(release, lang) if hidden else None,
        "scales": [] if hidden else scale_pages(release, findings, lang),
        "loose": None if hidden else loose_page(release, findings, lang),
        "choices": [_with_path(one, release, lang) for one in choice_blocks(release, lang, findings)],
        "differs": _differs(release, lang),
        "moved": moved_page(result),
        "found": found_page(release, findings, lang, result.set_aside) if told or (shown and release.scales) else None,
        "remarks": [one for scale in _without_page(release, hidden) for one in remarks_of(release, scale, lang)],
        "guide": guide_pages(result),
        "agreements": agreements_page(result) if release.people else None,
        "gaps": gaps_page(release, lang),
        "method": method_page(release, _all_found(result), result.date, lang, gaps=False),
        "figures": figures_page(release, lang),
    }
    brief = _brief(result) if shown and release.scales else None
    return {**said, "brief": brief, "further": _further(said, lang)}


def _without_page(release: Release, hidden: bool) -> list[str | None]:
    """About what remarks stand together: no scale, and every scale that has no page of its own."""
    pages = set() if hidden else set(release.scales)
    return [None, *(scale.id for scale in release.instrument.scales if scale.id not in pages)]


def _all_found(result: Result) -> list[Finding]:
    return [*result.findings, *(one.finding for one in result.set_aside)]


def frame(result: Result) -> Content:
    """What both documents share: title, date, language, colours and fixed words."""
    release, lang = result.release, result.lang
    name = release.instrument.name[lang]
    said = " ".join(result.title.split()) or name
    return {
        **sheet(shortened(said, LONGEST_TITLE), lang, result.date),
        "head": shortened(said, 70),
        "instrument": name,
        "eyebrow": say("report-eyebrow", lang, instrument=name),
        "date": date_long(result.date, lang),
        "response": response(release, lang),
        "words": {key: both[lang] for key, both in texts().items() if key.split("-")[0] in _SAID},
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
        "legend": legend(release, lang),
    }


def legend(release: Release, lang: str) -> str:
    """How to read what the flower has: soft ends, arrows and dashed petals, each only where there is one."""
    means = [part.mean for group in scale_groups(release) for part in group.parts]
    there = {
        "soft": any(mean and mean.low < mean.high for mean in means),
        "bound": any(mean and mean.bound != "exact" for mean in means),
        "hidden": any(mean is None for mean in means),
    }
    return " · ".join(say(f"flower-legend-{key}", lang) for key, is_there in there.items() if is_there)


def _pictured(front: Content, release: Release, lang: str) -> Content:
    """A cover whose choice is where the collaboration stands, with the path of phases."""
    block = front.get("block")
    return {**front, "block": _with_path(block, release, lang)} if block else front


def _with_path(block: Content, release: Release, lang: str) -> Content:
    """A choice with the path of phases where it asks for the phase, and the sentence that belongs to it.

    A path on which nothing may be shown is left out: the names of the phases stand there already. Where nobody
    answered, the choice says so itself.
    """
    if block["key"] != f"choice-{ITEM}" or not block["n"]:
        return {**block, "picture": None}
    if release.choices[ITEM].detail == "none":
        return {**block, "picture": None, "sentence": phases.sentence(release, lang)}
    path = {"svg": phases.phases(release, lang), "alt": phases.alternative(release, lang)}
    return {**block, "picture": path, "sentence": phases.sentence(release, lang)}


def _differs(release: Release, lang: str) -> Content | None:
    """Groups beside each other: the picture, its sentence, and every mean in tables."""
    page = differs_page(release, lang)
    if page is None:
        return None
    picture = {"svg": apart.apart(release, lang), "alt": apart.alternative(release, lang)}
    said = apart.sentence(release, lang)
    notes = [note for note in page["notes"] if note not in said]
    return {**page, "picture": picture, "sentence": said, "notes": notes}


def _brief(result: Result) -> Content:
    release, findings, lang = result.release, result.findings, result.lang
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


def _further(said: Content, lang: str) -> list[Content]:
    """The pages after those of the scales, as names with the key of their page."""
    pages = [said["loose"], _first_choice(said["choices"], lang), said["differs"], said["moved"]]
    pages += [said["found"], {"key": "words", "heading": say("report-own-words", lang)} if said["remarks"] else None]
    pages += [said[name] for name in ("guide", "agreements", "gaps", "method", "figures")]
    return [{"name": page["heading"], "key": page["key"]} for page in pages if page]


def _first_choice(blocks: Sequence[Content], lang: str) -> Content | None:
    if not blocks:
        return None
    return {"heading": blocks[0]["name"] if len(blocks) == 1 else say("report-choices", lang), "key": blocks[0]["key"]}


def _nothing(release: Release, lang: str) -> Content:
    return {
        "key": "nothing",
        "heading": say("report-nothing", lang),
        "why": say("report-nothing-why", lang, least=release.policy.k + 1),
        "do": say("report-nothing-do", lang),
        "statements": [release.instrument.item(item).text[lang] for item in release.ratings],
    }
