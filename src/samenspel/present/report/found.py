"""What stands out, as cards: strengths first, each an observation with questions and its evidence."""

from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Evidence, Finding
from samenspel.diagnosis.stands_out import SetAside
from samenspel.present.charts.parts import scale_colours
from samenspel.present.palette import PAPER
from samenspel.present.words import answers, mean_in_words, say
from samenspel.reading.release import Release

Content = dict[str, Any]


def found_page(release: Release, findings: Sequence[Finding], lang: str, set_aside: Sequence[SetAside] = ()) -> Content:
    """Every finding, with what goes well before what asks for attention; last what the group set aside."""
    kinds = ("strength", "risk")
    strengths, risks = ([one for one in findings if one.pattern.kind == kind] for kind in kinds)
    return {
        "key": "found",
        "heading": say("found-heading", lang),
        "lead": say("found-lead", lang),
        "none": "" if findings else say("found-all-aside" if set_aside else "found-none", lang),
        "parts": [
            {
                "heading": say(f"found-{name}", lang),
                "cards": [{**card(release, one, lang), "key": finding_key(findings, one)} for one in some],
                "none": "" if some else say(f"found-no-{name}", lang),
            }
            for name, some in (("strengths", strengths), ("risks", risks))
        ]
        if findings
        else [],
        "aside": [
            {"name": one.finding.pattern.name[lang], "see": one.finding.see[lang], "why": _why(one.reason, lang)}
            for one in set_aside
        ],
    }


def card(release: Release, finding: Finding, lang: str) -> Content:
    """One finding in words."""
    sure = say("found-sure", lang, sure=say(f"found-{finding.sureness}", lang))
    evidence = [*(_evidence(one, lang) for one in finding.evidence), sure]
    questions = [question[lang] for question in finding.questions]
    return {
        "colour": _colour(release, finding),
        "about": " · ".join(_names(release, finding, lang)),
        "name": finding.name[lang],
        "see": finding.told(lang),
        "judged": _judged(finding, lang),
        "maybe": finding.maybe[lang],
        "questions": questions,
        "evidence": " · ".join(evidence),
    }


def _judged(finding: Finding, lang: str) -> str:
    """What the group made of it, with what was seen at first where they say it otherwise; empty without a judgement."""
    judged = finding.judged
    if judged is None:
        return ""
    own = judged.choice == "rephrase"
    said = [say("found-own-words", lang, see=finding.see[lang]) if own else say("found-kept", lang)]
    return " ".join(part for part in (*said, _why(judged.reason, lang)) if part)


def _why(reason: str, lang: str) -> str:
    return say("found-why", lang, reason=reason) if reason.strip() else ""


def finding_key(findings: Sequence[Finding], one: Finding) -> str:
    """The name by which other pages point at the card of one of these findings."""
    return f"finding-{findings.index(one)}"


def short_card(release: Release, findings: Sequence[Finding], one: Finding, lang: str) -> Content:
    """One of these findings in two lines: what it is about, its name, what we see, and where there is more."""
    whole = card(release, one, lang)
    return {key: whole[key] for key in ("colour", "about", "name", "see")} | {"key": finding_key(findings, one)}


def cards_about(release: Release, findings: Sequence[Finding], names: Sequence[str], lang: str) -> list[Content]:
    """The findings that name one of these scales or items, as short cards."""
    return [short_card(release, findings, one, lang) for one in findings if set(one.about) & set(names)]


def _names(release: Release, finding: Finding, lang: str) -> list[str]:
    """The scales that a finding is about, directly or through an item; an item of no scale by its own name."""
    named = []
    for about in finding.about:
        scale = release.instrument.scale(about)
        if scale is None and any(item.id == about for item in release.instrument.items):
            scale = release.instrument.scale_of(about)
        named.append(scale.short[lang] if scale else release.instrument.item(about).short[lang])
    return list(dict.fromkeys(named))


def _colour(release: Release, finding: Finding) -> str:
    """The colour of the first scale that it is about, directly or through an item; else the accent."""
    found = scale_colours(release)
    for about in finding.about[:1]:
        if about in found:
            return found[about]
        if any(item.id == about for item in release.instrument.items):
            scale = release.instrument.scale_of(about)
            return found[scale.id] if scale else PAPER["light"].accent
    return PAPER["light"].accent


def _evidence(one: Evidence, lang: str) -> str:
    about = one.about[lang]
    if one.share:
        return say("found-evidence-share", lang, about=about, count=one.share[0], n=one.share[1])
    if one.mean is None:
        return say("found-evidence-n", lang, about=about, answers=answers(one.n, lang))
    return say(
        "found-evidence-mean", lang, about=about, mean=mean_in_words(one.mean, lang), answers=answers(one.n, lang)
    )
