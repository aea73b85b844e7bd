"""One line per item: how the answers are spread as far as that was released, or the mean on its range, or neither."""

from samenspel.present.charts import svg
from samenspel.present.charts.parts import Part
from samenspel.present.charts.svg import tag
from samenspel.present.palette import PAPER, Paper, Theme, shades
from samenspel.present.words import bounded, end, mean_in_words, say
from samenspel.reading.cells import RatingRelease
from samenspel.reading.disclosure import Bound
from samenspel.theory.instrument import Item, Rating

WIDTH, TALL = 300.0, 22.0


def distribution(item: Item, one: RatingRelease, colour: str, lang: str, *, theme: Theme = "light") -> str:
    """The answers to one rating: a bar from pale (low) to full (high), or the mean with its interval on a line."""
    paper, ident = PAPER[theme], f"row-{item.id}"
    return svg.picture(
        ident, WIDTH, TALL, item.short[lang], described(item, one, lang), *_row(item, one, colour, paper)
    )


def _row(item: Item, one: RatingRelease, colour: str, paper: Paper) -> list[str]:
    assert isinstance(item.kind, Rating)
    if one.counts:
        return _stacked(one.counts, shades(colour, paper.card, item.kind.points), paper)
    if one.bands:
        return _stacked(one.bands, shades(colour, paper.card, 3), paper)
    return _on_its_range(Part(item, one.n, one.mean, turned=False), colour, paper)


def _stacked(counts: tuple[int, ...], colours: tuple[str, ...], paper: Paper) -> list[str]:
    """Side by side, each as wide as its share; a line of paper between them."""
    present = [(count, colour) for count, colour in zip(counts, colours, strict=True) if count]
    gap, x, drawn = 1.5, 0.0, []
    room = WIDTH - gap * (len(present) - 1)
    for place, (count, colour) in enumerate(present):
        wide = room * count / sum(counts)
        drawn.append(tag("path", d=_piece(x, wide, place == 0, place == len(present) - 1), fill=colour))
        x += wide + gap
    outline = _piece(0, WIDTH, True, True)
    return [*drawn, tag("path", d=outline, fill="none", stroke=paper.hairline, stroke_width=0.8)]


def _piece(x: float, wide: float, first: bool, last: bool) -> str:
    """A piece of the bar, with round corners where the bar ends."""
    left, right = (min(6.0, wide / 2) if ends else 0.0 for ends in (first, last))
    stop, low = x + wide - 0.4, TALL - 0.4
    x, high = x + 0.4, 0.4
    s = svg.short
    return (
        f"M{s(x + left)} {s(high)}H{s(stop - right)}Q{s(stop)} {s(high)} {s(stop)} {s(high + right)}V{s(low - right)}"
        f"Q{s(stop)} {s(low)} {s(stop - right)} {s(low)}H{s(x + left)}Q{s(x)} {s(low)} {s(x)} {s(low - left)}"
        f"V{s(high + left)}Q{s(x)} {s(high)} {s(x + left)} {s(high)}Z"
    )


def _on_its_range(part: Part, colour: str, paper: Paper) -> list[str]:
    """A line from the low to the high end, the interval as a band and the mean as a dot; dashed when not shown."""
    middle, edge = TALL / 2, 8.0
    line = {"x1": edge, "x2": WIDTH - edge, "y1": middle, "y2": middle, "stroke_width": 1.5}
    if part.mean is None:
        return [tag("line", **line, stroke=paper.grey, stroke_dasharray="5 5")]
    low, mean, high = (
        edge + (WIDTH - 2 * edge) * part.place(value) for value in (part.mean.low, part.mean.value, part.mean.high)
    )
    ends = (tag("line", x1=x, x2=x, y1=middle - 5, y2=middle + 5) for x in (edge, WIDTH - edge))
    band = tag("rect", x=low - 5, y=middle - 5, width=high - low + 10, height=10, rx=5, fill=colour, fill_opacity=0.3)
    drawn = [
        tag("line", **line, stroke=paper.hairline),
        tag("g", *ends, stroke=paper.hairline, stroke_width=1.5),
        band,
        tag("circle", cx=mean, cy=middle, r=7, fill=colour),
    ]
    if part.mean.bound != "exact":
        drawn.append(svg.arrow(mean, middle, 3.2, paper.card, outward=part.mean.bound == "or more"))
    return drawn


def described(item: Item, one: RatingRelease, lang: str) -> str:
    """The row for who cannot see it: every count that was released, or the mean, or that nothing is shown."""
    assert isinstance(item.kind, Rating)
    if one.counts:
        counted = zip(item.kind.values, one.counts, strict=True)
        told = ", ".join(f"{end(value, lang)}: {count}" for value, count in counted)
        return say("row-points", lang, counts=told)
    if one.bands:
        low, middle, high = one.bands
        return say("row-bands", lang, low=low, middle=middle, high=high)
    if one.mean is None:
        return say("row-hidden", lang)
    return say(
        "row-mean",
        lang,
        mean=mean_in_words(one.mean, lang),
        low=end(item.kind.low, lang),
        high=end(item.kind.high, lang),
    )


def count_bar(
    name: str, count: int, bound: Bound, whole: int, colour: str, lang: str, *, theme: Theme = "light"
) -> str:
    """How many of all who answered chose an option: a bar on a pale track. Its words say whether it is exact."""
    paper = PAPER[theme]
    wide = max(4.0, WIDTH * count / whole) if count and whole else 0.0
    told = say("row-count", lang, count=bounded(str(count), bound, lang), whole=whole)
    drawn = [tag("rect", x=0, y=3, width=WIDTH, height=TALL - 6, rx=5, fill=paper.wash)]
    if wide:
        drawn.append(tag("rect", x=0, y=3, width=wide, height=TALL - 6, rx=min(5.0, wide / 2), fill=colour))
    return svg.picture("count", WIDTH, TALL, name, told, *drawn)
