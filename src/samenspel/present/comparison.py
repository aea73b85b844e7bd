"""Rounds of one network side by side, on what they asked alike. Only released numbers meet here (rule 4)."""

import datetime
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from samenspel.diagnosis.level import Level, item_level, scale_level
from samenspel.present.charts.parts import BESIDE, Part, misses_challenge, scale_groups
from samenspel.present.charts.told import CLOSE
from samenspel.present.result import Moment, Result
from samenspel.present.words import answers, date_long, interval_in_words, listed, mean_in_words, say
from samenspel.reading.cells import Mean, RatingRelease, ScaleRelease
from samenspel.reading.disclosure import Bound
from samenspel.reading.release import Release

Moved = Literal["up", "down", "alike", "unsure", ""]
MOST_ROUNDS = 6
CERTAIN = 1.96
"""Standard errors on either side of a mean that hold 95 of 100 samples."""


@dataclass(frozen=True)
class Cell:
    """A mean as it was released, with its interval and number of answers, in words; empty where it was not asked.

    at, low, high: where the mean and the ends of its interval lie on the range (0 to 1); None without a mean.
    """

    mean: str = ""
    between: str = ""
    answers: str = ""
    at: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Bound = "exact"


@dataclass(frozen=True)
class Row:
    """A scale or a statement through the rounds, oldest first; `whole` for a scale, whose id (or item's) is `key`.

    moved: this round beside the last earlier one with a mean; empty where either is missing. See `_moved`.
    """

    key: str
    name: str
    whole: bool
    cells: tuple[Cell, ...]
    moved: Moved

    @property
    def before(self) -> int | None:
        """The place of the earlier round that this one is laid beside; None when no earlier one has a mean."""
        return next((place for place in range(len(self.cells) - 2, -1, -1) if self.cells[place].at is not None), None)


@dataclass(frozen=True)
class Comparison:
    """Rounds as columns, oldest first and the one that is read last, with what they have in common as rows.

    moments: title and day of each. sentence: what moved and what did not, in words that a chair can read aloud.
    """

    moments: tuple[tuple[str, datetime.date], ...]
    rows: tuple[Row, ...]
    sentence: str


def comparison(
    release: Release, title: str, date: datetime.date, earlier: Sequence[Moment], lang: str
) -> Comparison | None:
    """A round beside at most five earlier ones, oldest first; None when none of them asked anything alike."""
    alike = [one for one in earlier if _alike(release, one.release)]
    moments = [*alike[-(MOST_ROUNDS - 1) :], Moment(title, date, release)]
    if len(moments) < 2:
        return None
    rows = tuple(_rows([one.release for one in moments], lang))
    told = tuple((one.title, one.date) for one in moments)
    said = (_sentence(told, rows, lang), _challenge(release, rows, lang))
    return Comparison(told, rows, " ".join(part for part in said if part))


def compared(result: Result) -> Comparison | None:
    """The round of a result beside earlier ones; None when none of them asked anything alike."""
    day = result.closed or result.date
    return comparison(result.release, result.round or result.title, day, result.earlier, result.lang)


def _alike(one: Release, other: Release) -> set[str]:
    """The rated items that two rounds asked in the same words and on the same points."""
    return {
        item
        for item in set(one.ratings) & set(other.ratings)
        if one.instrument.item(item).text == other.instrument.item(item).text
        and one.instrument.item(item).kind == other.instrument.item(item).kind
    }


def _rows(releases: Sequence[Release], lang: str) -> list[Row]:
    """Every scale that rests on the same items in some earlier round, and every item that one of them asked too."""
    last, earlier = releases[-1], releases[:-1]
    rows, shared = [], set().union(*(_alike(last, one) for one in earlier))
    in_scale = set()
    for group in scale_groups(last):
        items = [part.item.id for part in group.parts]
        in_scale |= set(items)
        row = _scale_row(releases, group.scale.id, group.parts[0], lang)
        if any(cell.answers for cell in row.cells[:-1]):
            rows.append(row)
        rows += [_item_row(releases, item, lang) for item in items if item in shared]
    return rows + [_item_row(releases, item, lang) for item in last.ratings if item in shared - in_scale]


def _item_row(releases: Sequence[Release], key: str, lang: str) -> Row:
    last = releases[-1]
    part = Part(last.instrument.item(key), 0, None, turned=False)
    found = [one.ratings[key] if key in _alike(last, one) else None for one in releases]
    levels = [item_level(one, key) if there else None for one, there in zip(releases, found, strict=True)]
    return Row(key, part.item.short[lang], False, *_through(found, levels, part, lang))


def _scale_row(releases: Sequence[Release], key: str, part: Part, lang: str) -> Row:
    last = releases[-1]
    scale = last.instrument.scale(key)
    assert scale is not None
    there = [one.scales.get(key) for one in releases]
    found = [
        one
        if one and one.items == last.scales[key].items and _counts_alike(last, release, key, set(one.items))
        else None
        for release, one in zip(releases, there, strict=True)
    ]
    levels = [scale_level(one, key) if same else None for one, same in zip(releases, found, strict=True)]
    return Row(key, scale.name[lang], True, *_through(found, levels, part, lang))


def _through(
    found: Sequence[RatingRelease | ScaleRelease | None], levels: Sequence[Level | None], part: Part, lang: str
) -> tuple[tuple[Cell, ...], Moved]:
    """What was released in each round as cells, and how the last moved."""
    cells = tuple(_cell(one.n, one.mean, part, lang) if one else Cell() for one in found)
    spans = [
        _span(one.mean, level, part) if one and one.mean else None for one, level in zip(found, levels, strict=True)
    ]
    return cells, _beside_the_last(spans)


def _counts_alike(last: Release, one: Release, key: str, items: set[str]) -> bool:
    """Whether a scale rests on items that were asked alike and are counted from the same end."""
    now, then = last.instrument.scale(key), one.instrument.scale(key)
    assert now is not None
    assert then is not None
    return items <= _alike(last, one) and items & set(now.reversed) == items & set(then.reversed)


def _cell(n: int, mean: Mean | None, part: Part, lang: str) -> Cell:
    if mean is None:
        return Cell(say("table-not-shown", lang), "", answers(n, lang))
    at, low, high = (part.place(value) for value in (mean.value, mean.low, mean.high))
    return Cell(mean_in_words(mean, lang), interval_in_words(mean, lang), answers(n, lang), at, low, high, mean.bound)


@dataclass(frozen=True)
class _Span:
    """Where a released mean may lie, as shares of the range: one place, or up to an end where it is coded.

    half: how far it may be off; nan where that is not known, and then nothing is certain.
    """

    low: float
    high: float
    half: float


def _span(mean: Mean, level: Level | None, part: Part) -> _Span:
    """The mean with the wider of two errors: its interval, and that of people drawn from many.

    Where everyone answered the interval is a point, but a network is not its answers of one day.
    """
    at, low, high = (part.place(value) for value in (mean.value, mean.low, mean.high))
    drawn = CERTAIN * level.se if level else math.nan
    half = math.nan if math.isnan(drawn) else max(at - low, high - at, drawn)
    return _Span(0.0 if mean.bound == "or less" else at, 1.0 if mean.bound == "or more" else at, half)


def _beside_the_last(spans: Sequence[_Span | None]) -> Moved:
    """How the last moved since the one before it that has a mean; empty where either is missing."""
    before = next((one for one in reversed(spans[:-1]) if one), None)
    return _moved(before, spans[-1]) if before and spans[-1] else ""


def _moved(before: _Span, now: _Span) -> Moved:
    """Up or down: at least half a point of seven, and further than both errors together. Else alike or unsure.

    The joint error is the root of the sum of squares, that of two independent samples (Cumming & Finch 2005, American
    Psychologist 60: 170-180, who also show that waiting for intervals to part is needlessly strict). Mostly the same
    people answer twice, so it errs on the wide side. Alike: less than half a point, and a shift of a whole point of
    seven lies outside that error (two one-sided tests; Schuirmann 1987). A coded mean counts with all it may be.
    """
    least, most = now.low - before.high, now.high - before.low
    error = math.hypot(before.half, now.half)
    near = max(abs(least), abs(most))
    if _reaches(least, error):
        return "up"
    if _reaches(-most, error):
        return "down"
    return "alike" if near < CLOSE and near + error < 2 * CLOSE else "unsure"


def _reaches(shift: float, error: float) -> bool:
    return shift > error and (shift >= CLOSE or math.isclose(shift, CLOSE))


def _sentence(moments: Sequence[tuple[str, datetime.date]], rows: Sequence[Row], lang: str) -> str:
    """What rose, what stayed and what fell, scales before all; and how much chance may have done."""
    told = [row for row in rows if row.whole and row.moved] or [row for row in rows if row.moved]
    if not told:
        return say("comparison-nothing", lang)
    said = []
    by_moment = sorted(told, key=lambda row: -(row.before or 0))
    for place, some in groupby(by_moment, key=lambda row: row.before or 0):
        since = say("comparison-since", lang, title=moments[place][0], date=date_long(moments[place][1], lang))
        said.append(f"{since} {_since(list(some), lang)}")
    return " ".join([*said, say("comparison-room", lang)])


def _challenge(release: Release, rows: Sequence[Row], lang: str) -> str:
    """That the connection to the challenge is not beside the conditions, and why; empty where it is."""
    whole = {row.key for row in rows if row.whole}
    if misses_challenge(release):
        return say("flower-challenge-not-asked", lang)
    if whole and BESIDE not in whole and BESIDE in release.scales:
        return say("comparison-challenge", lang)
    return ""


def _since(rows: Sequence[Row], lang: str) -> str:
    """What is told of rows that are laid beside the same round."""
    tell: dict[Moved, Callable[[Row], str]] = {
        "up": lambda row: _from_to(row, lang),
        "alike": lambda row: row.name,
        "down": lambda row: _from_to(row, lang),
    }
    found = {moved: [how(row) for row in rows if row.moved == moved] for moved, how in tell.items()}
    said = [say(f"comparison-{moved}", lang, names=listed(names, lang)) for moved, names in found.items() if names]
    unsure = [row.name for row in rows if row.moved == "unsure"]
    if len(unsure) == len(rows):
        return say("comparison-all-unsure", lang)
    if unsure:
        said.append(say("comparison-unsure", lang, names=listed(unsure, lang)))
    return " ".join(said)


def _from_to(row: Row, lang: str) -> str:
    assert row.before is not None
    before, now = row.cells[row.before].mean, row.cells[-1].mean
    return say("comparison-from-to", lang, name=row.name, before=before, now=now)
