"""Pages about choices and lists to tick: one bar per option, as far as the numbers were released."""

from collections.abc import Sequence
from typing import Any

from samenspel.diagnosis.finding import Finding
from samenspel.present.charts.rows import count_bar
from samenspel.present.palette import PAPER
from samenspel.present.report.found import cards_about
from samenspel.present.words import answers, bounded, counted, listed, say
from samenspel.reading.cells import ChoiceRelease, MultipleRelease
from samenspel.reading.disclosure import Bound
from samenspel.reading.release import Release
from samenspel.theory.instrument import Choice, Item, Multiple, Option

Content = dict[str, Any]


def choice_blocks(release: Release, lang: str, findings: Sequence[Finding] = ()) -> list[Content]:
    """Every choice and every list to tick, in the order of the instrument, with the findings that name it."""
    made = []
    for item in release.instrument.items:
        block: Content = {}
        if item.id in release.choices:
            block = _choice(item, release.choices[item.id], lang)
        elif item.id in release.multiples:
            block = _multiple(item, release.multiples[item.id], lang)
        if block:
            found = cards_about(release, findings, [item.id], lang)
            made.append({**block, "meta": _meta(release, block["n"], lang), "found": found})
    return made


def _meta(release: Release, n: int, lang: str) -> str:
    said = [answers(n, lang)]
    if 0 < n < release.people:
        said.append(counted("choice-without", lang, release.people - n))
    return " · ".join(said)


def _choice(item: Item, one: ChoiceRelease, lang: str) -> Content:
    assert isinstance(item.kind, Choice)
    options = item.kind.options
    counts = None if one.counts is None else [(count, _exact()) for count in one.counts]
    return _block(item, options, counts, one.n, _told(options, one, lang), lang)


def _exact() -> Bound:
    return "exact"


def _told(options: Sequence[Option], one: ChoiceRelease, lang: str) -> list[str]:
    if not one.n:
        return [say("choice-nobody", lang)]
    if one.counts is None:
        if one.most is None:
            return [say("why-choice-hidden", lang)]
        name = next(option.name[lang] for option in options if option.id == one.most)
        return [say("choice-most", lang, n=one.n, option=name), say("why-choice-most-only", lang)]
    often = [option.name[lang] for option, count in zip(options, one.counts, strict=True) if count == max(one.counts)]
    never = [option.name[lang] for option, count in zip(options, one.counts, strict=True) if count == 0]
    said = [say("choice-often", lang, options=listed(often, lang), count=max(one.counts), n=one.n)]
    if one.agreement:
        said.append(say(f"choice-lie-{one.agreement.word}", lang))
    return [*said, say("choice-never", lang, options=listed(never, lang))] if never else said


def _multiple(item: Item, one: MultipleRelease, lang: str) -> Content:
    assert isinstance(item.kind, Multiple)
    options = item.kind.options
    if not one.n:  # by party every option has a number then, and a bar of 0 of 0 tells nothing
        return _block(item, options, None, one.n, [say("choice-nobody", lang)], lang)
    if one.ticked is None:
        return _block(item, options, None, one.n, [say("why-choice-hidden", lang)], lang)
    return _block(item, options, list(one.ticked), one.n, _most_ticked(options, one.ticked, one.n, lang), lang)


def _most_ticked(options: Sequence[Option], ticked: Sequence[tuple[int, Bound]], n: int, lang: str) -> list[str]:
    """What was ticked most, as far as the numbers tell: of options that all read "2 or less" or "10 or more" nobody
    knows which has the most, and what nobody ticked was not chosen.
    """
    most, bound = max(ticked, key=lambda one: one[0])
    if not most or bound == "or less":
        return []
    often = [option.name[lang] for option, (count, _) in zip(options, ticked, strict=True) if count == most]
    key = "choice-nearly-everyone" if bound == "or more" and len(often) > 1 else "choice-often"
    return [say(key, lang, options=listed(often, lang), count=bounded(str(most), bound, lang), n=n)]


def _block(
    item: Item,
    options: Sequence[Option],
    counts: Sequence[tuple[int, Bound]] | None,
    n: int,
    told: list[str],
    lang: str,
) -> Content:
    known: Sequence[tuple[int, Bound] | None] = counts or [None] * len(options)
    return {
        "key": f"choice-{item.id}",
        "heading": item.text[lang],
        "name": item.short[lang],
        "n": n,
        "rows": [_option(option, count, n, lang) for option, count in zip(options, known, strict=True)],
        "sentence": " ".join(told),
    }


def _option(option: Option, count: tuple[int, Bound] | None, n: int, lang: str) -> Content:
    said: Content = {"name": option.name[lang], "help": option.help[lang] if option.help else "", "svg": None}
    if count is None:
        return said
    many, bound = count
    text = bounded(str(many), bound, lang)
    svg = count_bar(option.name[lang], many, bound, n, PAPER["light"].accent, lang)
    return {**said, "svg": svg, "alt": say("row-count", lang, count=text, whole=n), "count": text}
