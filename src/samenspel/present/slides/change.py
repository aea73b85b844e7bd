"""What changed since earlier rounds: a small line for every scale."""

from dataclasses import replace

from samenspel.present.charts.parts import BESIDE, Part, scale_colours
from samenspel.present.comparison import Comparison, Row, compared
from samenspel.present.palette import PAPER
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, say_in
from samenspel.present.slides.masters import PICTURE, SENTENCE
from samenspel.present.slides.native import Series, slope
from samenspel.present.slides.paint import Run, words
from samenspel.present.slides.room import SMALLEST, fitted, plain
from samenspel.present.words import date_long, say, shortened
from samenspel.reading.release import Release

MOST_LINES = 6
LONGEST_TITLE = 60


def changed(result: Result) -> Comparison | None:
    """The comparison when there is anything to lay side by side; else None."""
    earlier = tuple(replace(one, title=shortened(plain(one.title), LONGEST_TITLE)) for one in result.earlier)
    found = compared(replace(result, earlier=earlier))
    return found if found and _rows(found) else None


def _rows(found: Comparison) -> list[Row]:
    """Scales before statements, as many as have room; the connection to the challenge is always one of them."""
    told = [row for row in found.rows if sum(1 for cell in row.cells if cell.at is not None) > 1]
    rows = [row for row in told if row.whole] or told
    challenge = [row for row in rows if row.key == BESIDE]
    others = [row for row in rows if row.key != BESIDE]
    return [*others[: MOST_LINES - len(challenge)], *challenge]


def change_slide(deck: Deck, result: Result, found: Comparison) -> None:
    """Each scale through the rounds, with what moved and what did not."""
    release, lang, rows = result.release, result.lang, _rows(found)
    moments = [f"{title} ({date_long(date, lang)})" for title, date in found.moments]
    notes = [say("slides-notes-change", lang), " → ".join(moments)]
    notes += [f"{row.name}: {' → '.join(_spoken(row))}" for row in rows]
    slide = deck.slide("picture", say("slides-change", lang), [*notes, found.sentence])
    say_in(slide, 0, found.sentence, SENTENCE[2], SENTENCE[3], 20)
    left, top, wide, tall = PICTURE
    across = min(3, len(rows))
    down = -(-len(rows) // across)
    panel, height = (wide - 24 * (across - 1)) / across, tall / down
    names = min(fitted(row.name, panel, 20, 16, "bold")[1] for row in rows)
    for place, row in enumerate(rows):
        x, y = left + (panel + 24) * (place % across), top + height * (place // across)
        name, size = fitted(row.name, panel, 20, names, "bold")
        words(slide.shapes, (x, y, panel, 20), [[Run(name, size, "bold")]])
        part, colour = _part(release, row), _colour(release, row)
        values = [None if cell.at is None else _value(part, cell.at) for cell in row.cells]
        there = [number for number, value in enumerate(values) if value is not None]
        labels = [cell.mean if number in (there[0], there[-1]) else "" for number, cell in enumerate(row.cells)]
        told = f"{row.name}: {'; '.join(_spoken(row))}."
        ends = (part.kind.low, part.kind.high)
        low, high = ([None if at is None else _value(part, at) for at in some] for some in _intervals(row))
        series = Series(row.name, values, colour, labels, low, high)
        slope(slide.shapes, (x, y + 18, panel, height - 44), moments, series, ends, told)
        first, last = (row.cells[there[end]].answers for end in (0, -1))
        said, size = fitted(first if first == last else f"{first} → {last}", panel, 18, SMALLEST)
        words(slide.shapes, (x, y + height - 26, panel, 18), [[Run(said, size, "sans", "grey")]])


def _intervals(row: Row) -> tuple[list[float | None], list[float | None]]:
    return [cell.low for cell in row.cells], [cell.high for cell in row.cells]


def _spoken(row: Row) -> list[str]:
    return [
        f"{cell.mean} ({', '.join(part for part in (cell.between, cell.answers) if part)})"
        for cell in row.cells
        if cell.mean
    ]


def _part(release: Release, row: Row) -> Part:
    item = release.scales[row.key].items[0] if row.whole else row.key
    return Part(release.instrument.item(item), 0, None, turned=False)


def _value(part: Part, at: float) -> float:
    return part.kind.low + at * (part.kind.high - part.kind.low)


def _colour(release: Release, row: Row) -> str:
    colours = scale_colours(release)
    if row.whole:
        return colours[row.key]
    scale = release.instrument.scale_of(row.key)
    return colours[scale.id] if scale else PAPER["light"].accent
