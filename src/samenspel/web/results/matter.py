"""The statements to begin with: those with the highest and the lowest means, in the order of the questionnaire."""

from typing import Any

from samenspel.present.charts.parts import Part, scale_colours, scale_groups
from samenspel.present.charts.rows import distribution
from samenspel.present.charts.slope import slope
from samenspel.present.charts.told import items_sentence
from samenspel.present.comparison import Comparison
from samenspel.present.report.statements import scale_key
from samenspel.present.words import interval_in_words, mean_in_words
from samenspel.reading.release import Release
from samenspel.web.results.pictures import Pictures

Content = dict[str, Any]
EACH = 3
"""So many of the highest and so many of the lowest."""


def statements_that_matter(
    release: Release, compared: Comparison | None, pictures: Pictures, lang: str
) -> Content | None:
    """A few statements with their answers, mean and line since earlier rounds; None without two means.

    A reversed statement is placed as it counts for its scale. compared: this round beside earlier ones.
    """
    parts = [part for group in scale_groups(release) for part in group.parts]
    chosen = _chosen([part for part in parts if part.mean])
    if len(chosen) < 2:
        return None
    lines = {row.key: row for row in compared.rows} if compared else {}
    return {
        "shown": len(chosen),
        "all": len(parts),
        "rows": [_row(release, part, lines.get(part.item.id), pictures, lang) for part in parts if part in chosen],
        "since": compared.moments[0][0] if compared and any(part.item.id in lines for part in chosen) else "",
        "sentence": items_sentence(release, [part.item.id for part in parts], lang),
    }


def _chosen(parts: list[Part]) -> list[Part]:
    if len(parts) <= 2 * EACH:
        return parts
    by_height = sorted(parts, key=_height)
    return [*by_height[:EACH], *by_height[-EACH:]]


def _height(part: Part) -> float:
    assert part.mean is not None
    return part.place(part.mean.value)


def _row(release: Release, part: Part, line: Any, pictures: Pictures, lang: str) -> Content:
    item, one = part.item, release.ratings[part.item.id]
    scale = release.instrument.scale_of(item.id)
    assert scale is not None
    assert one.mean is not None
    colour = scale_colours(release)[scale.id]
    spread = distribution(item, one, colour, lang)
    return {
        "name": item.short[lang],
        "edge": pictures.name_of(colour),
        "key": scale_key(scale.id, release),
        "svg": pictures.themed(spread, f"row-{item.id}", f"matter-{item.id}"),
        "mean": mean_in_words(one.mean, lang),
        "between": interval_in_words(one.mean, lang),
        "line": pictures.themed(slope(line, colour, lang)) if line else "",
    }
