"""In your own words: remarks that fit, never cut; and how many more stand in the report."""

from collections.abc import Sequence
from itertools import zip_longest

from samenspel.present.charts.parts import scale_colours
from samenspel.present.palette import PAPER
from samenspel.present.printable import runs_right_to_left
from samenspel.present.result import Result
from samenspel.present.slides.deck import Deck, drop
from samenspel.present.slides.masters import MARGIN
from samenspel.present.slides.paint import Run, bar, card, decorative, words
from samenspel.present.slides.room import SMALLEST, fitted, plain, size_for
from samenspel.present.words import counted, say
from samenspel.reading.release import Release, Remark

_WIDE, _TALL, _GAP = 424.0, 116.0, 16.0
MOST_REMARKS = 6
_INSIDE = (_WIDE - 56, _TALL - 38)


def that_fit(remarks: Sequence[Remark]) -> list[Remark]:
    """Some remarks: first one for every question, in the order of the release; each whole, and none twice."""
    fit = [one for one in remarks if _lines(one) and size_for(_lines(one), *_INSIDE, SMALLEST, "serif")]
    per_item = [[one for one in fit if one.item == item] for item in dict.fromkeys(one.item for one in fit)]
    in_turn = [one for turn in zip_longest(*per_item) for one in turn if one is not None]
    once = {plain(one.text): one for one in reversed(in_turn)}
    return [one for one in in_turn if once[plain(one.text)] is one][:MOST_REMARKS]


def remarks_slide(deck: Deck, result: Result) -> None:
    """Up to six remarks beside each other, each with what it is about."""
    release, lang = result.release, result.lang
    shown = that_fit(release.remarks)
    more = len(release.remarks) - len(shown)
    said = counted("slides-more-remarks", lang, more) if more else say("slides-all-remarks", lang)
    slide = deck.slide("cards", say("report-own-words", lang), [say("slides-notes-remarks", lang), said])
    drop(slide, 0, 1, 2, 3)
    sizes = [size_for(_lines(one), *_INSIDE, 18, "serif") or SMALLEST for one in shown]
    size = min(sizes)
    for place, one in enumerate(shown):
        left, top = MARGIN + (_WIDE + _GAP) * (place % 2), 92 + (_TALL + 10) * (place // 2)
        card(slide, (left, top, _WIDE, _TALL))
        decorative(bar(slide.shapes, (left + 12, top + 12, 6, _TALL - 24), _colour(release, one)))
        about, about_size = fitted(release.instrument.item(one.item).short[lang], _INSIDE[0], 18, SMALLEST)
        turned = runs_right_to_left(one.text)
        words(slide.shapes, (left + 32, top + 10, _INSIDE[0], 20), [[Run(about, about_size, "sans", "grey")]])
        words(
            slide.shapes,
            (left + 32, top + 31, *_INSIDE),
            [[Run(line, size, "serif")] for line in _lines(one)],
            align="right" if turned else "left",
        )
    words(slide.shapes, (MARGIN, 474, 860, 20), [[Run(said, SMALLEST, "sans", "grey")]])


def _lines(one: Remark) -> list[str]:
    """The lines of a remark as its writer broke them."""
    return [line for line in map(plain, one.text.splitlines()) if line]


def _colour(release: Release, one: Remark) -> str:
    scale = release.instrument.scale_of(one.item)
    return scale_colours(release)[scale.id] if scale else PAPER["light"].accent
