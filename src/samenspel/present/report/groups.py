"""Groups beside each other, in alphabetical order and only as released: parties, or the one breakdown of a round."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from samenspel.present.charts.parts import Group, Part, scale_colours, scale_groups
from samenspel.present.palette import PAPER
from samenspel.present.words import counted, end, mean_in_words, say, shortened
from samenspel.reading.release import Breakdown, Cell, GroupRelease, Release

Content = dict[str, Any]
MOST_COLUMNS = 6
MOST_NAMED = 8
LONGEST_NAME = 60
FAR = 1.5 / 6
"""Groups whose means are nearer than this share of the range (one and a half of seven) count as alike in words."""


def differs_page(release: Release, lang: str) -> Content | None:
    """The means of every scale per group; None when of no group any scale may be shown."""
    breakdown, groups = release.breakdown, scale_groups(release)
    if breakdown is None or not any(group.scales for group in breakdown.groups):
        return None
    found = scale_colours(release)
    columns = [(group.scale.short[lang], group.parts[0], found[group.scale.id], group.scale.id) for group in groups]
    return {
        "key": "groups",
        "heading": say("groups-heading", lang),
        "by": _by(breakdown, lang),
        "tables": _tables(breakdown, columns, lambda group: group.scales, lang),
        "notes": _notes(breakdown, [group.parts[0] for group in groups], release, lang),
        "sentence": _sentence(breakdown, groups, lang),
    }


def breakdown_left_out(release: Release, lang: str) -> str:
    """That the breakdown of a round is left out, or shows no scale, and why; empty where it is shown or not there."""
    breakdown = release.breakdown
    if breakdown is None or breakdown.name == "party" or any(group.scales for group in breakdown.groups):
        return ""
    return say("groups-only-items" if breakdown.groups else "groups-left-out", lang, name=breakdown.name)


def items_by_group(release: Release, items: Sequence[str], colour: str, lang: str) -> Content | None:
    """The means of some items per group; None when no group may be shown on any of them."""
    breakdown = release.breakdown
    if breakdown is None or not any(item in group.items for group in breakdown.groups for item in items):
        return None
    asked = [release.instrument.item(item) for item in items]
    columns = [(item.short[lang], Part(item, 0, None, turned=False), colour, item.id) for item in asked]
    return {
        "heading": _by(breakdown, lang),
        "tables": _tables(breakdown, columns, lambda group: group.items, lang),
        "notes": _order([part for _, part, *_ in columns], breakdown, lang),
    }


def _by(breakdown: Breakdown, lang: str) -> str:
    name = "groups-by-party" if breakdown.name == "party" else "groups-by-group"
    return say(name, lang, name=breakdown.name)


def _tables(
    breakdown: Breakdown,
    columns: Sequence[tuple[str, Part, str, str]],
    cells: Callable[[GroupRelease], Mapping[str, Cell]],
    lang: str,
) -> list[Content]:
    """Tables of at most MOST_COLUMNS columns, with the groups as rows."""
    first = say("groups-party", lang) if breakdown.name == "party" else breakdown.name.capitalize()
    return [
        {
            "headings": [first, say("groups-people", lang), *(name for name, *_ in part)],
            "rows": [
                {
                    "name": shortened(" ".join(group.name.split()), LONGEST_NAME),
                    "people": str(group.people),
                    "cells": [_cell(cells(group).get(key), at, colour, lang) for _, at, colour, key in part],
                }
                for group in breakdown.groups
            ],
        }
        for part in (columns[start : start + MOST_COLUMNS] for start in range(0, len(columns), MOST_COLUMNS))
        if breakdown.groups
    ]


def _cell(cell: Cell | None, part: Part, colour: str, lang: str) -> Content:
    if cell is None:
        return {"text": "–", "at": None, "colour": PAPER["light"].grey}
    places = {"at": cell.mean.value, "low": cell.mean.low, "high": cell.mean.high}
    return {
        "text": mean_in_words(cell.mean, lang),
        "colour": colour,
        **{name: round(100 * part.place(value), 1) for name, value in places.items()},
    }


def _order(parts: Sequence[Part], breakdown: Breakdown, lang: str) -> list[str]:
    ranges = {(part.kind.low, part.kind.high) for part in parts}
    low, high = (end(value, lang) for value in min(ranges))
    if len(ranges) > 1:
        low, high = say("number-low", lang), say("number-high", lang)
    said = [say("groups-order", lang, low=low, high=high)]
    if breakdown.name != "party":
        said.append(say("groups-band", lang))
    return [*said, say("groups-missing", lang)]


def _notes(breakdown: Breakdown, parts: Sequence[Part], release: Release, lang: str) -> list[str]:
    said = _order(parts, breakdown, lang)
    if breakdown.hidden_groups:
        said.append(counted("groups-hidden", lang, breakdown.hidden_groups))
    if breakdown.alike:
        names = [release.instrument.item(item).short[lang] for item in breakdown.alike]
        many = len(names) > MOST_NAMED
        told = (
            say("groups-alike-count", lang, n=len(names)) if many else say("groups-alike", lang, names="; ".join(names))
        )
        said.append(told)
    return said


def _sentence(breakdown: Breakdown, groups: Sequence[Group], lang: str) -> str:
    """Where groups differ most, without saying who: that is for the conversation."""
    spans = []
    for group in groups:
        there = [one.scales[group.scale.id].mean for one in breakdown.groups if group.scale.id in one.scales]
        if len(there) > 1:
            low, high = min(there, key=lambda mean: mean.value), max(there, key=lambda mean: mean.value)
            spans.append((group.place(high.value) - group.place(low.value), group.scale.short[lang], low, high))
    if not spans:
        return ""
    span, name, low, high = max(spans, key=lambda one: one[0])
    if span < FAR:
        return say("groups-together", lang)
    return say("groups-furthest", lang, name=name, low=mean_in_words(low, lang), high=mean_in_words(high, lang))
