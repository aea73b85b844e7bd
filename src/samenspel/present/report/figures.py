"""All numbers in one table: the same data as in the pictures, for who wants to look them up or cannot see them."""

from typing import Any

from samenspel.present.charts.parts import loose_items, scale_groups
from samenspel.present.words import interval_in_words, mean_in_words, number, say
from samenspel.reading.cells import Agreement, Mean, RatingRelease, Reliability
from samenspel.reading.release import Release

Content = dict[str, Any]
FEWEST = 3
_COLUMNS = ("statement", "answers", "mean", "interval", "spread", "agreement")


def figures_page(release: Release, lang: str) -> Content | None:
    """Every rating and scale as a row; None where that would add nothing: fewer than three means were released."""
    if sum(1 for one in release.ratings.values() if one.mean) < FEWEST:
        return None
    rows: list[Content] = []
    for group in scale_groups(release):
        rows.append({"scale": True, "cells": [group.scale.name[lang], str(group.n), *_mean(group.mean, lang), "", ""]})
        rows += [_row(release, part.item.id, lang) for part in group.parts]
    rows += [_row(release, item.id, lang) for item in loose_items(release)]
    shown = release.ratings.values()
    notes = [say("figures-spread-note", lang)] if any(one.bands for one in shown) else []
    if any(one.agreement and one.agreement.a is not None for one in shown):
        notes.append(say("figures-agreement-note", lang))
    kept = [place for place in range(len(_COLUMNS)) if any(row["cells"][place] for row in rows)]
    return {
        "key": "figures",
        "heading": say("figures-heading", lang),
        "lead": say("figures-lead", lang),
        "headings": [say(f"figures-{_COLUMNS[place]}", lang) for place in kept],
        "rows": [{**row, "cells": [row["cells"][place] for place in kept]} for row in rows],
        "notes": notes,
        "reliability": _reliability(release, lang),
    }


def _row(release: Release, item: str, lang: str) -> Content:
    one = release.ratings[item]
    cells = [release.instrument.item(item).short[lang], str(one.n), *_mean(one.mean, lang)]
    return {"scale": False, "cells": [*cells, _spread(one), _agreement(one.agreement, lang)]}


def _mean(mean: Mean | None, lang: str) -> tuple[str, str]:
    if mean is None:
        return "–", ""
    return mean_in_words(mean, lang), interval_in_words(mean, lang)


def _spread(one: RatingRelease) -> str:
    return " · ".join(str(count) for count in one.counts or one.bands or ())


def _agreement(agreement: Agreement | None, lang: str) -> str:
    if agreement is None:
        return ""
    word = say(f"agreement-{agreement.word}", lang)
    if agreement.a is None or agreement.chance is None:
        return word
    return f"{word} ({number(agreement.a, lang, 2)}; {number(agreement.chance, lang, 2)})"


def _reliability(release: Release, lang: str) -> Content | None:
    known = [(group, release.scales[group.scale.id].reliability) for group in scale_groups(release)]
    rows = [
        [group.scale.name[lang], str(one.n), *(_defined(value, lang) for value in _values(one))]
        for group, one in known
        if one is not None
    ]
    if not rows:
        return None
    below = [say("figures-icc-below", lang)] if any((one.icc1 or 0) < 0 for _, one in known if one) else []
    headings = [say("table-scale", lang), say("figures-answers", lang), say("figures-alpha", lang)]
    return {
        "heading": say("figures-reliability", lang),
        "headings": [*headings, say("figures-omega", lang), "ICC(1)", "ICC(2)"],
        "rows": rows,
        "note": " ".join([say("figures-reliability-note", lang), *below]),
    }


def _values(one: Reliability) -> tuple[float | None, ...]:
    return one.alpha, one.omega, one.icc1, one.icc2


def _defined(value: float | None, lang: str) -> str:
    return "–" if value is None else number(value, lang, 2)
