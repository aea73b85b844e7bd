"""Who sees it differently: groups in alphabetical order, a small chart for every scale."""

from samenspel.present.charts.parts import BESIDE, Group, scale_colours, scale_groups
from samenspel.present.report.groups import differs_page
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, say_in
from samenspel.present.slides.masters import PICTURE, SENTENCE
from samenspel.present.slides.native import Series, bars
from samenspel.present.slides.paint import Run, words
from samenspel.present.slides.room import SMALLEST, fitted
from samenspel.present.words import counted, mean_in_words, say
from samenspel.reading.release import GroupRelease, Release

MOST_SCALES, MOST_GROUPS = 6, 14
_NAMES = 236.0


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
    said += [counted("slides-more-groups", lang, more)] if more else []
    said += [counted("groups-hidden", lang, breakdown.hidden_groups)] if breakdown.hidden_groups else []
    say_in(slide, 0, " ".join(part for part in said if part), SENTENCE[2], SENTENCE[3], 18)
    left, top, whole, tall = PICTURE
    row = min(36.0, (tall - 26) / len(shown))
    start = top + 26 + max(0.0, (tall - 26 - row * len(shown)) / 2)
    for place, group in enumerate(shown):
        name, size = fitted(group.name, _NAMES, 18, 16 if row > 24 else SMALLEST)
        words(slide.shapes, (left, start + place * row, _NAMES, row), [[Run(name, size)]], anchor="middle")
    wide = (whole - _NAMES - 8) / len(scales)
    for place, scale in enumerate(scales):
        x = left + _NAMES + 8 + place * wide
        name, size = fitted(scale.scale.short[lang], wide - 2, 18, SMALLEST)
        words(slide.shapes, (x, start - 24, wide - 2, 20), [[Run(name, size)]])
        cells = [group.scales.get(scale.scale.id) for group in shown]
        series = Series(
            scale.scale.name[lang],
            [cell.mean.value if cell else None for cell in cells],
            colours[scale.scale.id],
            [mean_in_words(cell.mean, lang) if cell else "" for cell in cells],
            [cell.mean.low if cell else None for cell in cells] if breakdown.name != "party" else (),
            [cell.mean.high if cell else None for cell in cells] if breakdown.name != "party" else (),
        )
        told = "; ".join(_cell(group, scale, lang) for group in shown)
        bars(
            slide.shapes,
            (x, start, wide - 8, row * len(shown)),
            [group.name for group in shown],
            series,
            (scale.low, scale.high),
            45,
            f"{scale.scale.name[lang]}: {told}.",
            plot=0.66,
        )


def _scales(release: Release) -> list[Group]:
    """As many as have room; the connection to the challenge is always one of them."""
    groups = list(scale_groups(release))
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
