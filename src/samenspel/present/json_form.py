"""A release as JSON, in the form `samenspel.release/1`: docs/reference/release-format.md describes it."""

from collections.abc import Iterable
from typing import Any

from samenspel.diagnosis.finding import Evidence, Finding
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.stands_out import SetAside
from samenspel.reading.cells import Agreement, ChoiceRelease, Mean, MultipleRelease, RatingRelease, ScaleRelease
from samenspel.reading.release import FORMAT, Breakdown, GroupRelease, Release
from samenspel.theory.instrument import Choice, Item, Multiple, Rating
from samenspel.theory.words import Bilingual


def release_form(
    release: Release, findings: Iterable[Finding] = (), set_aside: Iterable[SetAside] = ()
) -> dict[str, Any]:
    """The release, what stands out in it and what the group set aside, as plain dicts and lists for any JSON writer."""
    instrument = release.instrument
    return {
        "format": FORMAT,
        "instrument": {
            "slug": instrument.slug,
            "version": instrument.version,
            "digest": instrument.digest,
            "name": _words(instrument.name),
        },
        "visibility": release.policy.visibility,
        "smallest": release.policy.k + 1,
        "response": {"people": release.people, "invited": release.invited, "parties": release.parties},
        "missing": list(release.missing),
        "scales": [_scale(release, one) for one in release.scales.values()],
        "ratings": [_rating(instrument.item(item), one) for item, one in release.ratings.items()],
        "choices": [_choice(instrument.item(item), one) for item, one in release.choices.items()],
        "multiples": [_multiple(instrument.item(item), one) for item, one in release.multiples.items()],
        "breakdown": _breakdown(release.breakdown) if release.breakdown else None,
        "remarks": [{"item": remark.item, "text": remark.text} for remark in release.remarks],
        "remarks_held": release.remarks_held,
        "findings": [_finding(finding) for finding in findings],
        "set_aside": [{"finding": _finding(one.finding), "reason": one.reason} for one in set_aside],
    }


def _words(words: Bilingual) -> dict[str, str]:
    return {"nl": words.nl, "en": words.en}


def _mean(mean: Mean | None) -> dict[str, Any] | None:
    if mean is None:
        return None
    return {"value": _plain(mean.value), "bound": mean.bound, "low": _plain(mean.low), "high": _plain(mean.high)}


def _plain(value: float) -> float:
    """Without the tail that binary fractions leave, and with all that a test of the numbers needs."""
    return round(float(value), 9)


def _agreement(agreement: Agreement | None) -> dict[str, Any] | None:
    return None if agreement is None else {"word": agreement.word, "a": agreement.a, "chance": agreement.chance}


def _rating(item: Item, one: RatingRelease) -> dict[str, Any]:
    assert isinstance(item.kind, Rating)
    return {
        "item": item.id,
        "text": _words(item.text),
        "low": item.kind.low,
        "high": item.kind.high,
        "points": item.kind.points,
        "n": one.n,
        "detail": one.detail,
        "alike": one.alike,
        "mean": _mean(one.mean),
        "bands": list(one.bands) if one.bands else None,
        "counts": list(one.counts) if one.counts else None,
        "agreement": _agreement(one.agreement),
    }


def _choice(item: Item, one: ChoiceRelease) -> dict[str, Any]:
    assert isinstance(item.kind, Choice)
    counts = one.counts or (None,) * len(item.kind.options)
    return {
        "item": item.id,
        "text": _words(item.text),
        "n": one.n,
        "detail": one.detail,
        "most": one.most,
        "options": [
            {"option": option.id, "name": _words(option.name), "count": count}
            for option, count in zip(item.kind.options, counts, strict=True)
        ],
        "agreement": _agreement(one.agreement),
    }


def _multiple(item: Item, one: MultipleRelease) -> dict[str, Any]:
    assert isinstance(item.kind, Multiple)
    ticked = one.ticked or ((None, None),) * len(item.kind.options)
    return {
        "item": item.id,
        "text": _words(item.text),
        "n": one.n,
        "options": [
            {"option": option.id, "name": _words(option.name), "count": count, "bound": bound}
            for option, (count, bound) in zip(item.kind.options, ticked, strict=True)
        ],
    }


def _scale(release: Release, one: ScaleRelease) -> dict[str, Any]:
    scale = release.instrument.scale(one.scale)
    assert scale is not None
    form: dict[str, Any] = {
        "scale": one.scale,
        "name": _words(scale.name),
        "items": list(one.items),
        "n": one.n,
        "mean": _mean(one.mean),
    }
    if one.reliability:
        known = one.reliability
        form["reliability"] = {
            "n": known.n,
            "alpha": known.alpha,
            "omega": known.omega,
            "item_rest": list(known.item_rest),
            "icc1": known.icc1,
            "icc2": known.icc2,
            "within_sd": known.within,
            "parties": known.parties,
        }
    return form


def _breakdown(breakdown: Breakdown) -> dict[str, Any]:
    return {
        "name": breakdown.name,
        "groups": [_group(group) for group in breakdown.groups],
        "hidden_groups": breakdown.hidden_groups,
        "alike": list(breakdown.alike),
    }


def _group(group: GroupRelease) -> dict[str, Any]:
    return {
        "name": group.name,
        "people": group.people,
        "items": {item: {"n": cell.n, "mean": _mean(cell.mean)} for item, cell in group.items.items()},
        "scales": {scale: {"n": cell.n, "mean": _mean(cell.mean)} for scale, cell in group.scales.items()},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "pattern": finding.pattern.slug,
        "kind": finding.pattern.kind,
        "name": _words(finding.name),
        "about": list(finding.about),
        "sources": list(finding.pattern.sources),
        "see": _words(finding.see),
        "maybe": _words(finding.maybe),
        "questions": [_words(question) for question in finding.questions],
        "judged": _judged(finding.judged),
        "sureness": finding.sureness,
        "evidence": [_evidence(one) for one in finding.evidence],
    }


def _judged(judged: Judgement | None) -> dict[str, Any] | None:
    if judged is None:
        return None
    return {"choice": judged.choice, "reason": judged.reason, "words": judged.words or None}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "about": _words(one.about),
        "n": one.n,
        "mean": _mean(one.mean),
        "share": {"count": one.share[0], "of": one.share[1]} if one.share else None,
    }
