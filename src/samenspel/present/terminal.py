"""The summary in the terminal: the same release in words and bars."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from samenspel.diagnosis.finding import Finding
from samenspel.present.report.groups import breakdown_left_out
from samenspel.present.words import answers, bounded, mean_in_words, number, response, say
from samenspel.reading.cells import ChoiceRelease, Mean, RatingRelease
from samenspel.reading.release import Release
from samenspel.theory.instrument import Choice, Multiple, Rating

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

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
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for heading in ("", "", say("terminal-mean", lang), say("terminal-between", lang)):
        table.add_column(heading)
    shown = set()
    bar = 20 if out.width >= WIDE else 8
    for name, scale in release.scales.items():
        known = release.instrument.scale(name)
        assert known is not None
        ends = _ends(release, scale.items[0])
        table.add_row(known.name[lang], _bar(scale.mean, ends, bar), *_mean(scale.mean, lang), style="bold")
        for item in scale.items:
            shown.add(item)
            _item(table, release, release.ratings[item], lang, bar)
    for item, rating in release.ratings.items():
        if item not in shown:
            _item(table, release, rating, lang, bar)
    out.print(table)
    left_out = breakdown_left_out(release, lang)
    if left_out:
        out.print(left_out, style="dim")


def _item(table: "Table", release: Release, one: RatingRelease, lang: str, bar: int) -> None:
    label = _hanging("·", release.instrument.item(one.item).short[lang])
    if one.mean is None:
        table.add_row(label, "", "", say("terminal-none", lang, n=one.n, least=release.policy.k + 1))
        return
    word = say(f"agreement-{one.agreement.word}", lang) if one.agreement else ""
    mean, interval = _mean(one.mean, lang)
    table.add_row(label, _bar(one.mean, _ends(release, one.item), bar), mean, f"{interval}  {word}".rstrip())


def _hanging(mark: str, label: str) -> "Table":
    """A label after its mark; a second line of it begins under its first word."""
    from rich.table import Table

    found = Table.grid(padding=(0, 1, 0, 0))
    found.add_row(mark, label)
    return found


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
        _chosen(out, release, item, choice.n, _choice(release, choice, lang), lang)


def _chosen(
    out: "Console", release: Release, item: str, n: int, rows: Sequence[tuple[str, str]] | str, lang: str
) -> None:
    """A question with how many answered it, and under it what was chosen, or the reason why not."""
    from rich.padding import Padding
    from rich.table import Table

    out.print(f"\n{release.instrument.item(item).text[lang]} ({answers(n, lang)})", style="bold")
    if isinstance(rows, str):
        out.print(Padding(rows, (0, 2)))
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    out.print(Padding(table, (0, 2)))


def _choice(release: Release, one: ChoiceRelease, lang: str) -> list[tuple[str, str]] | str:
    kind = release.instrument.item(one.item).kind
    assert isinstance(kind, Choice)
    if one.counts:
        return [(str(count), option.name[lang]) for option, count in zip(kind.options, one.counts, strict=True)]
    if one.most:
        name = next(option.name[lang] for option in kind.options if option.id == one.most)
        return say("choice-most", lang, option=name, n=one.n)
    return say("terminal-no-mean", lang)


def _multiples(out: "Console", release: Release, lang: str) -> None:
    for item, one in release.multiples.items():
        asked = release.instrument.item(item)
        assert isinstance(asked.kind, Multiple)
        rows: list[tuple[str, str]] | str = say("terminal-no-mean", lang)
        if one.ticked:
            counts = (bounded(str(count), bound, lang) for count, bound in one.ticked)
            rows = [(count, option.name[lang]) for count, option in zip(counts, asked.kind.options, strict=True)]
        _chosen(out, release, item, one.n, rows, lang)


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
