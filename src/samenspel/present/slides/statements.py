"""The statements that the talk is about, and choices: native charts with the number of answers and how sure it is."""

from collections.abc import Sequence

from pptx.util import Pt

from samenspel.diagnosis.finding import Finding
from samenspel.present.charts.parts import BESIDE, loose_items, scale_colours
from samenspel.present.charts.rows import described
from samenspel.present.charts.told import challenge_sentence, items_sentence
from samenspel.present.palette import PAPER, shades
from samenspel.present.report.choices import choice_blocks
from samenspel.present.report.statements import between
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, drop, fill, say_in
from samenspel.present.slides.masters import CARD, SENTENCE
from samenspel.present.slides.native import Series, bars, stacked
from samenspel.present.slides.paint import Paragraph, Run, card
from samenspel.present.slides.room import SMALLEST, size_for
from samenspel.present.slides.rows import MOST_ROWS, Row, draw_rows
from samenspel.present.words import answers, counted, end, mean_in_words, say
from samenspel.reading.cells import RatingRelease
from samenspel.reading.release import Release
from samenspel.theory.instrument import Item, Rating

MOST_STATEMENTS = 6
_BANDS = ("low", "middle", "high")


def talked_about(release: Release, findings: Sequence[Finding]) -> str | None:
    """The scale that most of these findings name and that has a mean to show; the first of those when it is a tie."""
    named: list[str] = []
    for one in findings:
        scales = (about if release.instrument.scale(about) else _scale_of(release, about) for about in one.about)
        named += dict.fromkeys(scale for scale in scales if scale)
    there = [scale for scale in dict.fromkeys(named) if _has_means(release, scale)]
    return max(there, key=named.count) if there else None


def _scale_of(release: Release, about: str) -> str | None:
    scale = release.instrument.scale_of(about) if any(item.id == about for item in release.instrument.items) else None
    return scale.id if scale else None


def _has_means(release: Release, scale: str) -> bool:
    return scale in release.scales and any(release.ratings[item].mean for item in release.scales[scale].items)


def statements_slide(deck: Deck, result: Result, scale: str) -> None:
    """The statements of one scale."""
    release, lang = result.release, result.lang
    found = release.instrument.scale(scale)
    assert found is not None
    items = [release.instrument.item(item) for item in release.scales[scale].items]
    _statements(deck, result, found.name[lang], items, scale_colours(release)[scale], scale != BESIDE)


def loose_slide(deck: Deck, result: Result) -> None:
    """Rated statements that count in no scale."""
    release = result.release
    items = [item for item in loose_items(release) if release.ratings[item.id].mean]
    _statements(deck, result, say("report-other-questions", result.lang), items, PAPER["light"].accent, False)


def has_loose(release: Release) -> bool:
    """Whether any of those has a mean to show."""
    return any(release.ratings[item.id].mean for item in loose_items(release))


def _statements(deck: Deck, result: Result, title: str, items: Sequence[Item], colour: str, conditions: bool) -> None:
    """Rows of statements. conditions: then the connection to the challenge stands beside it, in words."""
    release, lang = result.release, result.lang
    shown = _alike(items)[:MOST_STATEMENTS]
    said = [items_sentence(release, [item.id for item in items], lang)]
    steps = _steps([release.ratings[item.id] for item in shown], _rating(shown[0]), colour, lang)
    said += [challenge_sentence(release, lang)] if conditions else []
    said += [say("slides-legend-interval", lang)] if not steps else []
    said += [say("report-legend-three", lang)] if len(steps) == len(_BANDS) else []
    more = len(items) - len(shown)
    said += [counted("slides-more-statements", lang, more)] if more else []
    ratings = [release.ratings[item.id] for item in shown]
    told = [f"{item.text[lang]} {described(item, one, lang)}" for item, one in zip(shown, ratings, strict=True)]
    slide = deck.slide("picture", title, [say("slides-notes-statements", lang), *told])
    text = " ".join(part for part in said if part) or say("report-talk-recognise", lang)
    say_in(slide, 0, text, SENTENCE[2], SENTENCE[3], 20)
    kind = _rating(shown[0])
    named = dict(kind.labels)
    ends = (
        f"{end(kind.low, lang)} {named[kind.low][lang] if kind.low in named else ''}",
        f"{end(kind.high, lang)} {named[kind.high][lang] if kind.high in named else ''}",
    )
    rows = [Row(item.text[lang], _told(release, one, lang)) for item, one in zip(shown, ratings, strict=True)]
    box = draw_rows(slide, rows, ends)
    names = [item.short[lang] for item in shown]
    alternative = " ".join(told)
    if steps:
        stacked(slide.shapes, box, names, steps, 90, alternative)
        return
    means = [one.mean for one in ratings]
    series = Series(
        say("table-mean", lang),
        [mean.value if mean else None for mean in means],
        colour,
        low=[mean.low if mean else None for mean in means],
        high=[mean.high if mean else None for mean in means],
    )
    bars(slide.shapes, box, names, series, (kind.low, kind.high), 90, alternative)


def _rating(item: Item) -> Rating:
    assert isinstance(item.kind, Rating)
    return item.kind


def _alike(items: Sequence[Item]) -> list[Item]:
    """Those with the range of the first, for one chart has one range."""
    first = items[0].kind
    return [item for item in items if item.kind == first]


def _steps(ratings: Sequence[RatingRelease], kind: Rating, colour: str, lang: str) -> list[Series]:
    """Shares from pale to full: every point, or three bands, as far as all rows were released so; else none."""
    if all(one.counts for one in ratings):
        names = [end(value, lang) for value in kind.values]
        per_row = [one.counts or () for one in ratings]
    elif all(one.bands for one in ratings):
        names = [say(f"slides-band-{name}", lang) for name in _BANDS]
        per_row = [one.bands or () for one in ratings]
    else:
        return []
    found = shades(colour, PAPER["light"].card, len(names))
    return [Series(name, [float(row[place]) for row in per_row], found[place]) for place, name in enumerate(names)]


def _told(release: Release, one: RatingRelease, lang: str) -> tuple[Paragraph, ...]:
    """The mean, how many answered, and how far the mean may be off."""
    if one.mean is None:
        return ([Run(say("table-not-shown", lang), SMALLEST, "sans", "grey")],)
    first = [
        Run(mean_in_words(one.mean, lang), 18, "bold"),
        Run(f" · {answers(one.n, lang)}", SMALLEST, "sans", "grey"),
    ]
    likely = between(release, one.mean, lang)
    return (first, [Run(likely, SMALLEST, "sans", "grey")]) if likely else (first,)


def nothing_slide(deck: Deck, result: Result) -> None:
    """Why there are no numbers, and what to do."""
    lang = result.lang
    least = result.release.policy.k + 1
    said = [say("report-nothing-why", lang, least=least), say("slides-nothing-do", lang)]
    slide = deck.slide("cards", say("report-nothing", lang), said)
    drop(slide, 1, 2, 3)
    room, height = CARD[2] - 96, CARD[3] - 48
    size = size_for(said, room, height, 24, gap=16) or SMALLEST
    card(slide, CARD)
    place = fill(slide, 0, [[Run(text, size)] for text in said], after=16)
    place.left, place.top, place.width, place.height = map(Pt, (CARD[0] + 48, CARD[1] + 24, room, height))


def choice_slides(release: Release, lang: str) -> list[str]:
    """The choices and lists of which counts were released, in the order of the instrument."""
    return [block["key"] for block in choice_blocks(release, lang) if block["rows"][0]["svg"]]


def choice_slide(deck: Deck, result: Result, key: str) -> None:
    """One choice: a bar for every option, how often it was chosen, and the sentence."""
    release, lang = result.release, result.lang
    block = next(one for one in choice_blocks(release, lang) if one["key"] == key)
    shown, whole = block["rows"][:MOST_ROWS], block["n"]
    more = len(block["rows"]) - len(shown)
    told = [f"{row['name']}: {row['alt']}" for row in block["rows"]]
    notes = [say("slides-notes-choice", lang), *told, block["meta"]]
    slide = deck.slide("picture", block["heading"], notes)
    said = [block["sentence"]] if block["sentence"] else []
    said += [f"{counted('choice-without', lang, release.people - whole)}."] if whole < release.people else []
    said += [counted("slides-more-options", lang, more)] if more else []
    if said:
        say_in(slide, 0, " ".join(said), SENTENCE[2], SENTENCE[3], 20)
    else:
        drop(slide, 0)
    rows = [Row(row["name"], ([Run(row["alt"], 18, "bold")],)) for row in shown]
    box = draw_rows(slide, rows)
    counts = [float(count) for count in _counts(release, key)[: len(shown)]]
    paper = PAPER["light"]
    series = [
        Series(say("slides-chose", lang), counts, paper.accent),
        Series(say("slides-chose-not", lang), [max(0.0, whole - count) for count in counts], paper.wash),
    ]
    names = [row["name"] for row in shown]
    stacked(slide.shapes, box, names, series, 70, f"{block['name']}. {'; '.join(told)}.", counted=False)


def _counts(release: Release, key: str) -> Sequence[int]:
    item = key.removeprefix("choice-")
    if item in release.choices:
        return release.choices[item].counts or ()
    return [count for count, _ in release.multiples[item].ticked or ()]
