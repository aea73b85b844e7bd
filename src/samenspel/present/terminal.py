"""The summary in the terminal: the same release in words and bars."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from samenspel.diagnosis.finding import Finding
from samenspel.present.words import bounded, mean_in_words, number, response, say
from samenspel.reading.cells import ChoiceRelease, Mean, RatingRelease
from samenspel.reading.release import Release
from samenspel.theory.instrument import Choice, Multiple, Rating

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 100  # columns; a narrower screen gets shorter bars, so that statements stay on one line


def print_summary(
    release: Release,
    findings: Sequence[Finding],
    title: str,
    lang: str,
    screen: TextIO,
    notes: Sequence[str] = (),
    made: Sequence[Path] = (),
) -> None:
    """Print what may be seen, what stands out, how the answers came in (`notes`) and what was written (`made`)."""
    from rich.console import Console

    out = Console(file=screen, highlight=False, soft_wrap=False, markup=False, emoji=False)
    out.print(f"\n{title}", style="bold")
    out.print(response(release, lang))
    out.print(say(f"terminal-visible-{release.policy.visibility}", lang), style="dim")
    _scales(out, release, lang)
    _choices(out, release, lang)
    _multiples(out, release, lang)
    _findings(out, findings, lang)
    if release.remarks or release.remarks_held:
        out.print("\n" + say("terminal-remarks", lang, shown=len(release.remarks), held=release.remarks_held))
        if release.remarks_held and not release.remarks:
            why = "leave" if release.policy.visibility == "party" else "how"
            out.print(say(f"terminal-remarks-{why}", lang), style="dim")
    _listed(out, say("terminal-came-in", lang), notes)
    _listed(out, say("terminal-written", lang), [str(path) for path in made])


def _scales(out: "Console", release: Release, lang: str) -> None:
    from rich.table import Table

    out.print("\n" + say("terminal-scales", lang), style="bold")
    table = Table.grid(padding=(0, 2))
    shown = set()
    bar = 20 if out.width >= WIDE else 8
    for name, scale in release.scales.items():
        known = release.instrument.scale(name)
        assert known is not None
        ends = _ends(release, scale.items[0])
        table.add_row(known.name[lang], _bar(scale.mean, ends, bar), *_mean(scale.mean, lang), style="bold")
        for item in scale.items:
            shown.add(item)
            table.add_row(*_item(release, release.ratings[item], lang, bar))
    for item, rating in release.ratings.items():
        if item not in shown:
            table.add_row(*_item(release, rating, lang, bar))
    out.print(table)


def _item(release: Release, one: RatingRelease, lang: str, bar: int) -> tuple[str, str, str, str]:
    label = "  " + release.instrument.item(one.item).short[lang]
    if one.mean is None:
        return label, "", "", say("terminal-none", lang, n=one.n, least=release.policy.k + 1)
    word = say(f"agreement-{one.agreement.word}", lang) if one.agreement else ""
    mean, interval = _mean(one.mean, lang)
    return label, _bar(one.mean, _ends(release, one.item), bar), mean, f"{interval}  {word}".rstrip()


def _ends(release: Release, item: str) -> tuple[float, float]:
    kind = release.instrument.item(item).kind
    assert isinstance(kind, Rating)
    return kind.low, kind.high


def _bar(mean: Mean | None, ends: tuple[float, float], width: int) -> str:
    if mean is None:
        return ""
    filled = round(width * (mean.value - ends[0]) / (ends[1] - ends[0]))
    return "█" * filled + "░" * (width - filled)


def _mean(mean: Mean | None, lang: str) -> tuple[str, str]:
    if mean is None:
        return "", say("terminal-no-mean", lang)
    return mean_in_words(mean, lang), f"{number(mean.low, lang)}–{number(mean.high, lang)}"


def _choices(out: "Console", release: Release, lang: str) -> None:
    for item, choice in release.choices.items():
        lines = _choice(release, choice, lang)
        _listed(out, release.instrument.item(item).text[lang], lines)


def _choice(release: Release, one: ChoiceRelease, lang: str) -> list[str]:
    kind = release.instrument.item(one.item).kind
    assert isinstance(kind, Choice)
    if one.counts:
        return [f"{count:>3}  {option.name[lang]}" for option, count in zip(kind.options, one.counts, strict=True)]
    if one.most:
        name = next(option.name[lang] for option in kind.options if option.id == one.most)
        return [say("choice-most", lang, option=name, n=one.n)]
    return [say("terminal-no-mean", lang)]


def _multiples(out: "Console", release: Release, lang: str) -> None:
    for item, one in release.multiples.items():
        asked = release.instrument.item(item)
        assert isinstance(asked.kind, Multiple)
        lines = [say("terminal-no-mean", lang)]
        if one.ticked:
            counts = (bounded(str(count), bound, lang) for count, bound in one.ticked)
            lines = [
                f"{count:>13}  {option.name[lang]}" for count, option in zip(counts, asked.kind.options, strict=True)
            ]
        _listed(out, f"{asked.text[lang]} ({one.n})", lines)


def _findings(out: "Console", findings: Sequence[Finding], lang: str) -> None:
    from rich.padding import Padding

    out.print("\n" + say("terminal-found", lang), style="bold")
    if not findings:
        out.print(say("terminal-nothing-found", lang))
    for finding in findings:
        out.print(f"{'+' if finding.pattern.kind == 'strength' else '?'} {finding.pattern.name[lang]}", style="bold")
        out.print(Padding(finding.see[lang], (0, 2)))
        for question in finding.questions[:2]:
            out.print(Padding(f"· {question[lang]}", (0, 2)), style="dim")


def _listed(out: "Console", heading: str, lines: Sequence[str]) -> None:
    if lines:
        out.print(f"\n{heading}", style="bold")
        for line in lines:
            out.print(f"  {line}", soft_wrap=True)
