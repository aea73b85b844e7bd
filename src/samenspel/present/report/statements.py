"""Pages about rated statements: one per scale, and one for ratings that count in none."""

from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.present.charts.parts import Group, loose_items, scale_colours, scale_groups
from samenspel.present.charts.rows import described, distribution
from samenspel.present.charts.told import items_sentence, range_of
from samenspel.present.palette import PAPER
from samenspel.present.report.found import cards_about
from samenspel.present.report.groups import items_by_group
from samenspel.present.report.remarks import remarks_of
from samenspel.present.words import answers, end, interval_in_words, mean_in_words, number, say
from samenspel.reading.cells import Mean, RatingRelease
from samenspel.reading.disclosure import BANDS_FROM
from samenspel.reading.release import Release
from samenspel.theory.instrument import Item, Rating

Content = dict[str, Any]


def scale_pages(release: Release, findings: Sequence[Finding], lang: str) -> list[Content]:
    """A page for every scale that was asked, in the order of the instrument."""
    found = scale_colours(release)
    return [_scale_page(release, group, found[group.scale.id], findings, lang) for group in scale_groups(release)]


def scale_key(scale: str, release: Release) -> str:
    """The name by which other pages point at the page of a scale."""
    return f"scale-{[one.id for one in release.instrument.scales].index(scale)}"


def _scale_page(release: Release, group: Group, colour: str, findings: Sequence[Finding], lang: str) -> Content:
    scale, items = group.scale, [part.item.id for part in group.parts]
    about = [one for one in findings if set(one.about) & {scale.id, *items}]
    asks = [question[lang] for one in about for question in one.questions[:2]][:4]
    return {
        "key": scale_key(scale.id, release),
        "colour": colour,
        "eyebrow": scale.name[lang] if scale.asks else release.instrument.name[lang],
        "heading": scale.asks[lang] if scale.asks else scale.name[lang],
        "mean": _scale_mean(release, group, lang),
        **_rows(release, [part.item for part in group.parts], scale.reversed, colour, lang),
        "found": cards_about(release, findings, (scale.id, *items), lang),
        "remarks": remarks_of(release, scale.id, lang),
        "groups": items_by_group(release, items, colour, lang),
        "questions": asks or [say("report-talk-recognise", lang), say("report-talk-step", lang)],
    }


def loose_page(release: Release, findings: Sequence[Finding], lang: str) -> Content | None:
    """One page for rated items outside every scale; None when there are none."""
    items = loose_items(release)
    if not items:
        return None
    colour, other = PAPER["light"].accent, say("report-other-questions", lang)
    return {
        "key": "loose",
        "colour": colour,
        "eyebrow": other if len(items) == 1 else "",
        "heading": items[0].text[lang] if len(items) == 1 else other,
        "mean": None,
        **_rows(release, items, (), colour, lang),
        "found": cards_about(release, findings, [item.id for item in items], lang),
        "remarks": [],
        "groups": items_by_group(release, [item.id for item in items], colour, lang),
        "questions": [say("report-talk-recognise", lang), say("report-talk-step", lang)],
    }


def _scale_mean(release: Release, group: Group, lang: str) -> Content:
    asked = _asked(release, group, lang)
    if group.mean is None:
        missing = any(part.mean is None for part in group.parts)
        why = say("why-scale-hidden" if missing else "why-scale-both-ends", lang)
        return {"figure": None, "why": why, "asked": asked}
    return {
        "figure": number(group.mean.value, lang),
        "bound": "" if group.mean.bound == "exact" else mean_in_words(group.mean, lang).split(" ", 1)[1],
        "of": range_of(group, lang),
        "between": between(release, group.mean, lang),
        "asked": asked,
    }


def _asked(release: Release, group: Group, lang: str) -> str:
    """How many of its statements a scale rests on, where some were not in the file; empty where none is missing."""
    missing = sum(1 for item in group.scale.items if item in release.missing)
    n = len(group.parts)
    return say("report-items-of", lang, n=n, total=n + missing) if missing else ""


def between(release: Release, mean: Mean, lang: str) -> str:
    """The interval as words: "waarschijnlijk tussen 5,4 en 6,1"; where it is a point, whether everyone answered."""
    if not interval_in_words(mean, lang):
        return say("report-everyone", lang) if release.people == release.invited else ""
    return say("report-between", lang, low=number(mean.low, lang), high=number(mean.high, lang))


def _rows(release: Release, items: Sequence[Item], reverse: Sequence[str], colour: str, lang: str) -> Content:
    return {
        "rows": [_row(release, item, item.id in reverse, colour, lang) for item in items],
        "legend": _legends(release, items, lang),
        "sentence": items_sentence(release, [item.id for item in items], lang),
    }


def _row(release: Release, item: Item, reverse: bool, colour: str, lang: str) -> Content:
    one = release.ratings[item.id]
    return {
        "text": item.text[lang],
        "svg": distribution(item, one, colour, lang),
        "alt": described(item, one, lang),
        "mean": "–" if one.mean is None else mean_in_words(one.mean, lang),
        "between": "" if one.mean is None else interval_in_words(one.mean, lang),
        "meta": " · ".join(_meta(release, one, reverse, lang)),
    }


def _meta(release: Release, one: RatingRelease, reverse: bool, lang: str) -> list[str]:
    said = [answers(one.n, lang) if one.mean else hidden_because(release, one, lang)]
    if one.agreement:
        said.append(say(f"agreement-{one.agreement.word}", lang))
    elif one.alike:
        said.append(say("why-alike", lang))
    return [*said, say("why-reversed", lang)] if reverse else said


def hidden_because(release: Release, one: RatingRelease, lang: str) -> str:
    """Why there is no mean: nobody answered, or too few did."""
    if release.policy.visibility == "party" or one.n == 0:
        return say("why-nobody", lang)
    return say("why-few", lang, least=release.policy.k + 1)


def _legends(release: Release, items: Sequence[Item], lang: str) -> list[str]:
    """How to read the bars, for every kind of bar that is there, as long as all items have the same range."""
    kinds = [item.kind for item in items if isinstance(item.kind, Rating)]
    if len({(kind.low, kind.high, kind.labels) for kind in kinds}) != 1:
        return []
    low, high = _ends(kinds[0], lang)
    shown = [release.ratings[item.id] for item in items]
    ways = {
        "points": any(one.counts for one in shown),
        "three": any(one.bands and not one.counts for one in shown),
        "line": any(one.mean and not one.bands for one in shown),
    }
    said = [say(f"report-legend-{way}", lang) for way, there in ways.items() if there]
    if said:
        said.insert(0, say("report-legend-range", lang, low=low, high=high))
    few = any(one.mean and not one.bands and not one.alike for one in shown)
    return [*said, say("why-bands-from", lang, least=BANDS_FROM)] if few else said


def _ends(kind: Rating, lang: str) -> tuple[str, str]:
    """The two ends of a range, with their label where there is one."""
    named = dict(kind.labels)
    low, high = (
        f"{end(value, lang)} ({named[value][lang]})" if value in named else end(value, lang)
        for value in (kind.low, kind.high)
    )
    return low, high
