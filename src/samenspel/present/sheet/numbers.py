"""The sheets with numbers: statements, choices, groups and rounds, each number a number, each gap with its reason."""

from collections.abc import Sequence

from samenspel.present.charts.apart import Line, Mark, lines
from samenspel.present.charts.parts import Part, loose_items, scale_colours, scale_groups
from samenspel.present.comparison import Cell, compared
from samenspel.present.comparison import Row as Compared
from samenspel.present.palette import PAPER
from samenspel.present.report.statements import hidden_because
from samenspel.present.result import Result
from samenspel.present.sheet.tables import MEAN, Column, Row, Table, Value, columns, mean_values
from samenspel.present.words import end, say
from samenspel.reading.cells import ChoiceRelease, Mean, RatingRelease
from samenspel.reading.disclosure import BANDS_FROM
from samenspel.reading.release import GroupRelease, Release
from samenspel.theory.instrument import Choice, Item, Multiple, Option, Rating


def statements(result: Result) -> Table:
    """Every part and under it its statements: mean, interval, number, agreement and spread, as far as released."""
    release, lang = result.release, result.lang
    points = _points(release)
    found, rows = scale_colours(release), []
    for group in scale_groups(release):
        rows.append(_scale_row(release, group.scale.id, points, found[group.scale.id], lang))
        part = group.scale.name[lang]
        rows += [
            _item_row(release, one.item, part, points, found[group.scale.id], one.turned, lang) for one in group.parts
        ]
    rows += [_item_row(release, item, "", points, None, False, lang) for item in loose_items(release)]
    shape = columns(
        lang,
        ("part", "text", 28),
        ("id", "text", 10),
        ("name", "text", 42),
        ("text", "text", 48),
        *MEAN,
        ("from", "end", 11),
        ("to", "end", 8),
        ("n", "whole", 14),
        ("agreement", "text", 16),
        ("measure", "fine", 12),
        ("band-low", "whole", 9),
        ("band-middle", "whole", 11),
        ("band-high", "whole", 9),
    )
    each = tuple(Column(say("sheet-point", lang, point=name), "whole", 13) for name in points)
    return Table(say("sheet-statements", lang), (*shape, *each, *columns(lang, ("note", "text", 46))), tuple(rows))


def _points(release: Release) -> tuple[str, ...]:
    """The points of which counts were released, by their value, or by their place where ranges differ."""
    kinds = [
        kind
        for item, one in release.ratings.items()
        if one.counts and isinstance(kind := release.instrument.item(item).kind, Rating)
    ]
    if not kinds:
        return ()
    values = {kind.values for kind in kinds}
    if len(values) == 1:
        return tuple(end(value, "en") for value in values.pop())
    return tuple(str(place + 1) for place in range(max(kind.points for kind in kinds)))


def _scale_row(release: Release, key: str, points: Sequence[str], colour: str, lang: str) -> Row:
    one, scale = release.scales[key], release.instrument.scale(key)
    assert scale is not None
    kind = release.instrument.item(one.items[0]).kind
    assert isinstance(kind, Rating)
    missing = any(release.ratings[item].mean is None for item in one.items)
    why = "" if one.mean else say("why-scale-hidden" if missing else "why-scale-both-ends", lang)
    asks = scale.asks[lang] if scale.asks else None
    head: tuple[Value, ...] = (scale.name[lang], key, scale.name[lang], asks)
    numbers: tuple[Value, ...] = (*mean_values(one.mean, lang), kind.low, kind.high, one.n)
    return Row((*head, *numbers, *(None,) * (5 + len(points)), why), colour, whole=True)


def _item_row(
    release: Release, item: Item, part: str, points: Sequence[str], colour: str | None, turned: bool, lang: str
) -> Row:
    one, kind = release.ratings[item.id], item.kind
    assert isinstance(kind, Rating)
    agreement = one.agreement
    counts = (*(one.counts or ()), *(None,) * len(points))[: len(points)]
    values: tuple[Value, ...] = (
        part,
        item.id,
        item.short[lang],
        item.text[lang],
        *mean_values(one.mean, lang),
        kind.low,
        kind.high,
        one.n,
        say(f"agreement-{agreement.word}", lang) if agreement else None,
        agreement.a if agreement else None,
        *(one.bands or (None, None, None)),
        *counts,
        _why(release, one, turned, lang),
    )
    return Row(values, colour)


def _why(release: Release, one: RatingRelease, turned: bool, lang: str) -> str:
    """Why something is not there, and whether the statement counts the other way round."""
    said = []
    if one.mean is None:
        said.append(hidden_because(release, one, lang))
    elif one.alike:
        said.append(say("why-alike", lang))
    elif one.bands is None:
        said.append(say("why-bands-from", lang, least=BANDS_FROM))
    return "; ".join([*said, say("why-reversed", lang)] if turned else said)


def choices(result: Result) -> Table:
    """Every option of every choice and list to tick, with how many chose it as far as that was released."""
    release, lang, rows = result.release, result.lang, []
    for item in release.instrument.items:
        if item.id in release.choices:
            rows += _choice(item, release, lang)
        elif item.id in release.multiples:
            rows += _multiple(item, release, lang)
    shape = columns(
        lang,
        ("id", "text", 16),
        ("question", "text", 46),
        ("option", "text", 34),
        ("count", "whole", 10),
        ("bound", "text", 13),
        ("n", "whole", 14),
        ("share", "part", 10),
        ("note", "text", 50),
    )
    return Table(say("sheet-choices", lang), shape, tuple(rows))


def _choice(item: Item, release: Release, lang: str) -> list[Row]:
    one = release.choices[item.id]
    assert isinstance(item.kind, Choice)
    if one.counts is not None:
        options = zip(item.kind.options, one.counts, strict=True)
        return [_option(item, option, count, None, one.n, "", lang) for option, count in options]
    rows = []
    for option in item.kind.options:
        why = _why_no_counts(one, lang)
        if option.id == one.most:
            why = f"{say('choice-most', lang, n=one.n, option=option.name[lang])} {why}"
        rows.append(_option(item, option, None, None, one.n, why, lang))
    return rows


def _why_no_counts(one: ChoiceRelease, lang: str) -> str:
    if not one.n:
        return say("choice-nobody", lang)
    return say("why-choice-hidden" if one.most is None else "why-choice-most-only", lang)


def _multiple(item: Item, release: Release, lang: str) -> list[Row]:
    one = release.multiples[item.id]
    assert isinstance(item.kind, Multiple)
    if one.ticked is None:
        why = say("why-choice-hidden" if one.n else "choice-nobody", lang)
        return [_option(item, option, None, None, one.n, why, lang) for option in item.kind.options]
    rows = []
    for option, (count, bound) in zip(item.kind.options, one.ticked, strict=True):
        words = None if bound == "exact" else say(f"sheet-{bound.replace(' ', '-')}", lang)
        rows.append(_option(item, option, count, words, one.n, "", lang))
    return rows


def _option(item: Item, option: Option, count: int | None, bound: str | None, n: int, why: str, lang: str) -> Row:
    share = count / n if count is not None and n and bound is None else None
    return Row((item.id, item.text[lang], option.name[lang], count, bound, n, share, why))


def groups(result: Result) -> Table:
    """Every group on every part and statement, in alphabetical order; no rows where no group was released."""
    release, lang = result.release, result.lang
    breakdown = release.breakdown
    first = say("groups-party", lang)
    if breakdown and release.policy.visibility != "party":
        first = breakdown.name.capitalize()
    shape = (
        Column(first, "text", 30),
        *columns(
            lang,
            ("group-people", "whole", 11),
            ("part", "text", 28),
            ("id", "text", 10),
            ("name", "text", 42),
            *MEAN,
            ("n", "whole", 14),
            ("beside", "text", 34),
            ("note", "text", 44),
        ),
    )
    shown = sorted(breakdown.groups if breakdown else (), key=lambda group: group.name.casefold())
    beside = lines(release, lang) or (None,) * len(shown)
    rows = [row for group, line in zip(shown, beside, strict=True) for row in _group_rows(release, group, line, lang)]
    return Table(say("sheet-groups", lang), shape, tuple(rows))


def _group_rows(release: Release, group: GroupRelease, line: Line | None, lang: str) -> list[Row]:
    found, rows = scale_colours(release), []
    for place, scale in enumerate(scale_groups(release)):
        colour, part, key = found[scale.scale.id], scale.scale.name[lang], scale.scale.id
        mark = line.marks[place] if line else Mark("hidden")
        rows.append(_group_row(group, part, key, part, mark, colour, lang))
        for one in scale.parts:
            rows.append(_group_row(group, part, one.item.id, one.item.short[lang], None, colour, lang))
    for item in loose_items(release):
        rows.append(_group_row(group, "", item.id, item.short[lang], None, None, lang))
    return rows


def _group_row(
    group: GroupRelease, part: str, key: str, name: str, mark: Mark | None, colour: str | None, lang: str
) -> Row:
    cell = group.items.get(key) if mark is None else group.scales.get(key)
    stands = say(f"apart-{mark.stands}", lang) if mark and cell else None
    numbers, why = mean_values(cell.mean if cell else None, lang), ""
    if cell is None:
        why = say("sheet-group-hidden", lang)
    elif cell.mean.low == cell.mean.high:
        numbers, why = (*numbers[:2], None, None), say("sheet-group-whole", lang)
    values = (group.name, group.people, part, key, name, *numbers, cell.n if cell else None, stands, why)
    return Row(values, colour, whole=mark is not None)


def rounds(result: Result) -> Table:
    """What was asked alike in earlier rounds, a row for every round; no rows where nothing was."""
    release, lang = result.release, result.lang
    found = compared(result)
    shape = columns(
        lang,
        ("id", "text", 10),
        ("name", "text", 42),
        ("of-round", "text", 34),
        ("date", "day", 12),
        *MEAN,
        ("answers", "text", 18),
        ("moved", "text", 26),
        ("note", "text", 26),
    )
    rows = []
    for row in found.rows if found else ():
        for place, (title, day) in enumerate(found.moments if found else ()):
            moved = say(f"slopes-{row.moved or 'unknown'}", lang) if place == len(row.cells) - 1 else None
            cell, colour = row.cells[place], _colour(release, row)
            why = "" if cell.at is not None else say("table-not-shown" if cell.answers else "slopes-not-asked", lang)
            numbers = _placed(cell, _range(release, row), lang)
            values = (row.key, row.name, title, day, *numbers, cell.answers or None, moved, why)
            rows.append(Row(values, colour, whole=row.whole))
    return Table(say("sheet-rounds", lang), shape, tuple(rows))


def _colour(release: Release, row: Compared) -> str:
    scale = None if row.whole else release.instrument.scale_of(row.key)
    return scale_colours(release).get(scale.id if scale else row.key, PAPER["light"].accent)


def _range(release: Release, row: Compared) -> Rating:
    item = release.scales[row.key].items[0] if row.whole else row.key
    return Part(release.instrument.item(item), 0, None, turned=False).kind


def _placed(cell: Cell, kind: Rating, lang: str) -> tuple[Value, ...]:
    """The numbers of a cell in the values of its range."""
    if cell.at is None or cell.low is None or cell.high is None:
        return mean_values(None, lang)
    mean, low, high = (round(kind.low + at * (kind.high - kind.low), 6) for at in (cell.at, cell.low, cell.high))
    return mean_values(Mean(mean, cell.bound, low, high), lang)
