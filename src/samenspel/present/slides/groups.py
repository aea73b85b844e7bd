"""Who sees it differently: groups in alphabetical order, a small chart for every scale."""

from collections.abc import Sequence
from typing import Any

from samenspel.present.charts.parts import BESIDE, Group, scale_colours, scale_groups
from samenspel.present.charts.told import challenge_sentence
from samenspel.present.report.groups import differs_page
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, say_in
from samenspel.present.slides.masters import PICTURE, SENTENCE, Box
from samenspel.present.slides.native import Series, bars
from samenspel.present.slides.paint import Run, words
from samenspel.present.slides.room import SMALLEST, fitted, plain
from samenspel.present.slides.room import wide as text_width
from samenspel.present.words import counted, mean_in_words, say
from samenspel.reading.release import GroupRelease, Release

MOST_SCALES, MOST_GROUPS = 6, 14
_NAMES, _PEOPLE = 244.0, 20.0


def shows_groups(release: Release) -> bool:
    """Whether of at least two groups a mean of some scale may be shown."""
    breakdown = release.breakdown
    return breakdown is not None and sum(1 for group in breakdown.groups if group.scales) > 1


def groups_slide(deck: Deck, result: Result) -> None:
    """The means of every scale per group, the connection to the challenge among them."""
    release, lang = result.release, result.lang
    page, breakdown = differs_page(release, lang), release.breakdown
    assert page is not None
    assert breakdown is not None
    shown = breakdown.groups[:MOST_GROUPS]
    scales, colours = _scales(release), scale_colours(release)
    notes = [say("slides-notes-groups", lang), *page["notes"]]
    notes += [_spoken(group, scales, lang) for group in breakdown.groups]
    slide = deck.slide("picture", page["heading"], notes)
    more = len(breakdown.groups) - len(shown)
    said = [page["sentence"], say("slides-groups-order", lang)]
    if any(scale.scale.id not in group.scales for scale in scales for group in shown):
        said.append(say("slides-groups-empty", lang))
    if BESIDE not in [scale.scale.id for scale in scales]:
        said.append(challenge_sentence(release, lang))
    if breakdown.name != "party":
        said.append(say("slides-legend-interval", lang))
    said += [counted("slides-more-groups", lang, more)] if more else []
    said += [counted("slides-hidden-groups", lang, breakdown.hidden_groups)] if breakdown.hidden_groups else []
    say_in(slide, 0, " ".join(part for part in said if part), SENTENCE[2], SENTENCE[3], 18)
    left, top, whole, tall = PICTURE
    row = min(36.0, (tall - 26) / len(shown))
    start = top + 26 + max(0.0, (tall - 26 - row * len(shown)) / 2)
    for place, group in enumerate(shown):
        name, size = fitted(plain(group.name) or "–", _NAMES, 18, 16 if row > 24 else SMALLEST)
        words(slide.shapes, (left, start + place * row, _NAMES, row), [[Run(name, size)]], anchor="middle")
        many = [[Run(str(group.people), SMALLEST, "sans", "grey")]]
        box = (left + _NAMES, start + place * row, _PEOPLE, row)
        words(slide.shapes, box, many, align="right", anchor="middle", wrap=False)
    people = [[Run(say("groups-people", lang), SMALLEST, "sans", "grey")]]
    words(slide.shapes, (left, start - 24, _NAMES + _PEOPLE, 20), people, align="right")
    first = _NAMES + _PEOPLE + 8
    wide = (whole - first) / len(scales)
    for place, scale in enumerate(scales):
        x = left + first + place * wide
        name, size = fitted(scale.scale.short[lang], wide + 3, 18, SMALLEST)
        words(slide.shapes, (x, start - 24, wide + 3, 20), [[Run(name, size)]], wrap=False)
        _bars(slide.shapes, (x, start, wide - 8, row * len(shown)), shown, scale, colours[scale.scale.id], lang)


def _bars(shapes: Any, box: Box, groups: Sequence[GroupRelease], scale: Group, colour: str, lang: str) -> None:
    """The means of one scale; where they have an interval, the numbers stand apart from it."""
    cells = [group.scales.get(scale.scale.id) for group in groups]
    means = [cell.mean if cell else None for cell in cells]
    said = [mean_in_words(mean, lang) if mean else "" for mean in means]
    apart = any(mean and mean.low < mean.high for mean in means)
    name = scale.scale.name[lang]
    low, high = ([getattr(mean, end) if mean else None for mean in means] if apart else [] for end in ("low", "high"))
    values = [mean.value if mean else None for mean in means]
    series = Series(name, values, colour, () if apart else said, low, high)
    told = f"{name}: {'; '.join(_cell(group, scale, lang) for group in groups)}."
    x, y, wide, tall = box
    names = [group.name for group in groups]
    numbers = min(wide / 2, 12 + max(text_width(one, SMALLEST, "bold") for one in said)) if apart else 0.0
    bars(
        shapes,
        (x, y, wide - numbers, tall),
        names,
        series,
        (scale.low, scale.high),
        45,
        told,
        plot=1.0 if apart else 0.66,
    )
    row = tall / len(groups)
    for place, one in enumerate(said if apart else ()):
        run = Run(one, SMALLEST, "bold")
        words(shapes, (x + wide - numbers + 8, y + place * row, numbers - 8, row), [[run]], anchor="middle")


def _scales(release: Release) -> list[Group]:
    """Those with a mean, as many as have room; the connection to the challenge is always one of them."""
    assert release.breakdown is not None
    there = {scale for group in release.breakdown.groups for scale in group.scales}
    groups = [group for group in scale_groups(release) if group.scale.id in there]
    challenge = [group for group in groups if group.scale.id == BESIDE]
    others = [group for group in groups if group.scale.id != BESIDE]
    return [*others[: MOST_SCALES - len(challenge)], *challenge]


def _cell(group: GroupRelease, scale: Group, lang: str) -> str:
    cell = group.scales.get(scale.scale.id)
    return f"{group.name} {mean_in_words(cell.mean, lang) if cell else say('table-not-shown', lang)}"


def _spoken(group: GroupRelease, scales: list[Group], lang: str) -> str:
    told = (
        f"{scale.scale.short[lang]} {mean_in_words(group.scales[scale.scale.id].mean, lang)}"
        for scale in scales
        if scale.scale.id in group.scales
    )
    return f"{group.name} ({group.people}): {'; '.join(told)}"
