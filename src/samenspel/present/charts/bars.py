"""A mean as a bar with a soft end: the pale track is what is possible, the full part what is there."""

from samenspel.present.charts import svg
from samenspel.present.charts.parts import Group, Part
from samenspel.present.charts.svg import tag
from samenspel.present.charts.told import range_of
from samenspel.present.palette import Paper
from samenspel.present.words import mean_in_words, say


def soft_bar(part: Part, x: float, y: float, width: float, tall: float, colour: str, paper: Paper) -> str:
    """A bar from the low end of the range to the mean; its top left corner is at x, y. Dashed when not shown."""
    round_ = tall / 2
    if part.mean is None:
        return tag(
            "rect",
            x=x,
            y=y,
            width=width,
            height=tall,
            rx=round_,
            fill="none",
            stroke=paper.grey,
            stroke_dasharray=f"{svg.short(tall / 2)} {svg.short(tall / 2)}",
        )
    layers = [tag("rect", x=x, y=y, width=width, height=tall, rx=round_, fill=colour, fill_opacity=0.13)]
    for value, opacity in ((part.mean.high, 0.3), (part.mean.value, 0.6), (part.mean.low, 1.0)):
        long = tall + (width - tall) * part.place(value)
        layers.append(tag("rect", x=x, y=y, width=long, height=tall, rx=round_, fill=colour, fill_opacity=opacity))
    if part.mean.bound != "exact":
        at = x + tall + (width - tall) * part.place(part.mean.value) - tall * 0.7
        layers.append(svg.arrow(at, y + tall / 2, tall * 0.24, paper.card, outward=part.mean.bound == "or more"))
    return tag("g", *layers)


def challenge_bars(
    group: Group, lang: str, left: float, top: float, wide: float, size: float, colour: str, paper: Paper
) -> tuple[str, float]:
    """A scale as a name with its mean and one bar per item, and how far down that reaches.

    A narrow one puts the words above the bars.
    """
    stacked = wide < 30 * size
    dot = tag("circle", cx=left + size * 0.42, cy=top - size * 0.33, r=size * 0.42, fill=colour)
    indent, runs, y = left + size * 1.3, mean_runs(group, lang, paper), top
    drawn = [dot]
    for line in svg.wrapped(group.scale.name[lang], size, wide * (1 if stacked else 0.75) - size * 1.3, 2):
        drawn.append(svg.words(indent, y, (line, paper.ink, 600), size=size))
        y += 1.2 * size
    if stacked:
        drawn.append(svg.words(indent, y, *runs, size=size * 0.89))
        y += 1.9 * size
    else:
        drawn.append(svg.words(left + wide, top, *runs, size=size * 0.89, anchor="end"))
        y += 0.5 * size
    for part in group.parts:
        row, tall = (_stacked if stacked else _beside)(part, lang, left, y, wide, size, colour, paper)
        drawn.append(row)
        y += tall
    return tag("g", *drawn), y


def mean_runs(group: Group, lang: str, paper: Paper) -> list[svg.Run]:
    """The mean of a scale as runs of text: the figure in ink, its range in grey."""
    if group.mean is None:
        return [(say("table-not-shown", lang), paper.grey, 400)]
    return [(mean_in_words(group.mean, lang), paper.ink, 600), (f" {range_of(group, lang)}", paper.grey, 400)]


def _beside(
    part: Part, lang: str, left: float, y: float, wide: float, size: float, colour: str, paper: Paper
) -> tuple[str, float]:
    small = size * 0.87
    (said,) = svg.wrapped(part.item.short[lang], small, wide * 0.54, lines=1)
    start, stop = left + wide * 0.56, left + wide * 0.85
    words = svg.words(left, y, (said, paper.ink, 400), size=small)
    bar = soft_bar(part, start, y - small * 0.64, stop - start, small * 0.7, colour, paper)
    return words + bar + _figure(part, lang, left + wide, y, small, paper), size * 1.6


def _stacked(
    part: Part, lang: str, left: float, y: float, wide: float, size: float, colour: str, paper: Paper
) -> tuple[str, float]:
    small = size * 0.8
    lines = svg.wrapped(part.item.short[lang], small, wide - svg.width_of(_said(part, lang), small) - small, lines=3)
    words = [
        svg.words(left, y + 1.2 * small * line, (said, paper.ink, 400), size=small) for line, said in enumerate(lines)
    ]
    last = y + 1.2 * small * (len(lines) - 1)
    bar = soft_bar(part, left, last + small * 0.55, wide, small * 0.6, colour, paper)
    return "".join(words) + bar + _figure(part, lang, left + wide, last, small, paper), last - y + small * 2.6


def _figure(part: Part, lang: str, x: float, y: float, size: float, paper: Paper) -> str:
    return svg.words(x, y, (_said(part, lang), paper.ink if part.mean else paper.grey, 600), size=size, anchor="end")


def _said(part: Part, lang: str) -> str:
    return say("table-not-shown", lang) if part.mean is None else mean_in_words(part.mean, lang)
