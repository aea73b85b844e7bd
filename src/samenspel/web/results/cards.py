"""What stands out, as cards, with what the group made of each."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.stands_out import Discussed
from samenspel.present.report.found import card, found_page
from samenspel.reading.release import Release
from samenspel.web.results.pictures import Pictures
from samenspel.web.shared.words import say

Content = dict[str, Any]


def found_cards(release: Release, found: Discussed, pictures: Pictures, lang: str) -> Content:
    """What stands out and was not set aside, strengths first; and what was set aside, with the reason."""
    page = found_page(release, found.findings, lang)
    kinds = ("strength", "risk")
    for part, kind in zip(page["parts"], kinds, strict=False):
        some = [one for one in found.findings if one.pattern.kind == kind]
        part["cards"] = [one_card(release, one, pictures, lang) for one in some]
    if found.set_aside and not found.findings:
        page["none"] = say("results-all-aside", lang)
    page["aside"] = [
        {**one_card(release, one.finding, pictures, lang), "reason": one.reason} for one in found.set_aside
    ]
    return page


def one_card(release: Release, finding: Finding, pictures: Pictures, lang: str) -> Content:
    """One finding in words. judged: what the group made of it; before: how it was said before the group did."""
    made = card(release, finding, lang)
    judged = finding.judged
    return {
        **made,
        "see": finding.told(lang),
        "before": finding.see[lang] if judged and judged.choice == "rephrase" else "",
        "edge": pictures.name_of(made["colour"]),
        "anchor": anchor(finding.key),
        "finding": finding.key,
        "kind": finding.pattern.kind,
        "judged": judged,
    }


def anchor(key: str) -> str:
    """The name by which a page points at a finding: the same in every round, language and order."""
    return f"f{crc32(key.encode()):08x}"


def first_of(cards: Sequence[Content]) -> Content | None:
    """The first card; None where there is none."""
    return cards[0] if cards else None
