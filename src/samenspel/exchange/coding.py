"""From what people wrote in a cell to the code of an answer, for each kind of item."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from samenspel.exchange.table import Column
from samenspel.exchange.wording import MISSING, NO, SKIPS, YES, compact, label, plain
from samenspel.theory.instrument import Choice, Item, Kind, Multiple, OpenText, Option, Rating
from samenspel.theory.words import Bilingual

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samenspel.reading.answers import Codes

UNKNOWN = -3
"""The cell holds something that is no answer to this item; beside BLANK and SKIPPED of `samenspel.reading.answers`."""

_NUMBER = re.compile(r"([+-]?\d+(?:[.,]\d+)?)(?:\s*[-–—.:=)(]\s*([^\W\d].*)?)?", re.DOTALL)

Labels = Mapping[str, int]


def code_named(kind: Kind, value: object) -> int | None:
    """The code of what a map names: a number (a point), an option's id, or "skip"; None when the kind has none such."""
    from samenspel.reading.answers import SKIPPED

    if value == "skip" and not isinstance(kind, OpenText):
        return SKIPPED
    match kind:
        case Rating() if isinstance(value, (int, float)) and not isinstance(value, bool):
            return _point(kind, value)
        case Choice(options=options) | Multiple(options=options):
            return next((code for code, option in enumerate(options) if option.id == value), None)
        case _:
            return None


def code_column(item: Item, labels: Labels, column: Column) -> Codes:
    """Per row the code of a rating or choice, BLANK, SKIPPED or UNKNOWN."""
    read = _cell(item, labels)
    return _spread([read(cell) for cell in column.values], column)


def code_joined(item: Item, labels: Labels, column: Column) -> Codes:
    """Per row and option 1 where a multiple item was picked and 0 where not, from cells that join options with ";".

    A row is BLANK, SKIPPED or UNKNOWN throughout when its cell is. "," joins too when that gives options only.
    """
    import numpy as np

    read = _cell(item, labels)
    width = len(_options(item.kind))
    table = np.array([_picks(_joined(cell, read), width) for cell in column.values], dtype=np.int16)
    return np.asarray(table[column.which])


def code_ticks(item: Item, columns: Mapping[str, Column]) -> Codes:
    """The same from one column per option, by option id: yes, no or empty, in any of their usual spellings."""
    import numpy as np

    from samenspel.reading.answers import BLANK, SKIPPED

    options = _options(item.kind)
    ticks = np.column_stack(
        [_spread([_tick(option, cell) for cell in columns[option.id].values], columns[option.id]) for option in options]
    )
    empty, skipped = ticks == BLANK, ticks == SKIPPED
    picks = np.where(ticks < 0, 0, ticks).astype(np.int16)
    picks[(empty | skipped).all(axis=1) & skipped.any(axis=1)] = SKIPPED
    picks[empty.all(axis=1)] = BLANK
    picks[ticks == UNKNOWN] = UNKNOWN
    return picks


def yes_or_no(column: Column) -> Codes:
    """Per row 1 for a word that means yes, 0 for no or an empty cell, and UNKNOWN for anything else."""
    return _spread([0 if cell.strip() in MISSING else _said(cell) for cell in column.values], column)


def expected(kind: Kind) -> Bilingual:
    """What may stand in a cell, for a message."""
    match kind:
        case Rating(points=points) if points > 11:
            return Bilingual(*(f"{kind.low:g} {to} {kind.high:g}" for to in ("tot en met", "to")))
        case Rating():
            numbers = ", ".join(f"{value:g}" for value in kind.values)
            return Bilingual(numbers, numbers)
        case Choice(options=options) | Multiple(options=options):
            return Bilingual(*("; ".join(option.name[lang] for option in options) for lang in ("nl", "en")))
        case _:
            return Bilingual("", "")


def _cell(item: Item, labels: Labels) -> Callable[[str], int]:
    """Reads one cell: the map first, then the item's own words, a number, and last the usual words for skipping."""
    from samenspel.reading.answers import BLANK, SKIPPED

    kind = item.kind
    known = {**_own_words(kind), **labels}

    def read(cell: str) -> int:
        cell = cell.strip()
        key = label(cell)
        if key in known:
            return known[key]
        if cell in MISSING:
            return BLANK
        number = _NUMBER.fullmatch(cell) if isinstance(kind, Rating) else None
        if number and isinstance(kind, Rating):
            return _numbered(kind, number[1], known.get(label(number[2] or "")))
        return SKIPPED if key in SKIPS else UNKNOWN

    return read


def _own_words(kind: Kind) -> dict[str, int]:
    from samenspel.reading.answers import SKIPPED

    skip = None if isinstance(kind, OpenText) else kind.skip
    words = {label(part): SKIPPED for lang in ("nl", "en") if skip for part in (skip[lang], *skip[lang].split("·"))}
    match kind:
        case Rating(labels=labels):
            named = ((label(name[lang]), _point(kind, value)) for value, name in labels for lang in ("nl", "en"))
            words |= _agreed((key, code) for key, code in named if code is not None)
        case Choice(options=options) | Multiple(options=options):
            codes = tuple(enumerate(options))
            words |= _agreed((label(option.name[lang]), code) for code, option in codes for lang in ("nl", "en"))
            words |= _agreed((compact(option.id), code) for code, option in codes)
            words |= _agreed((label(option.id), code) for code, option in codes)
    return words


def _agreed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The codes of words; a word that stands for two codes is left out, for nobody can tell which was meant."""
    found: dict[str, set[int]] = {}
    for key, code in pairs:
        found.setdefault(key, set()).add(code)
    return {key: codes.pop() for key, codes in found.items() if key and len(codes) == 1}


def _numbered(kind: Rating, number: str, named: int | None) -> int:
    """The code of a number with perhaps a label behind it, which must not be the label of another point."""
    code = _point(kind, float(number.replace(",", ".")))
    return UNKNOWN if code is None or named not in (None, code) else code


def _point(kind: Rating, value: float) -> int | None:
    if not abs(value) < 1e9:  # a whole number of hundreds of digits is no float, and a point neither
        return None
    near = (code for code, point in enumerate(kind.values) if abs(point - value) < 1e-9)
    return next(near, None)


def _joined(cell: str, read: Callable[[str], int]) -> list[int]:
    cell = cell.strip(" ;")
    whole = read(cell)
    if whole != UNKNOWN:
        return [whole]
    by_comma = [read(part) for part in cell.split(",") if part.strip()]
    if ";" not in cell and min(by_comma, default=UNKNOWN) >= 0:
        return by_comma
    return [read(part) for part in cell.split(";") if part.strip()]


def _picks(codes: list[int], width: int) -> list[int]:
    picked = [code for code in codes if code >= 0]
    if UNKNOWN in codes or not picked:
        return [min(codes)] * width
    return [int(code in picked) for code in range(width)]


def _tick(option: Option, cell: str) -> int:
    from samenspel.reading.answers import BLANK, SKIPPED

    if cell.strip() in MISSING:
        return BLANK
    if plain(cell) in (plain(option.name.nl), plain(option.name.en), plain(option.id)):
        return 1
    return SKIPPED if label(cell) in SKIPS else _said(cell)


def _said(cell: str) -> int:
    key = label(cell)
    return 1 if key in YES else 0 if key in NO else UNKNOWN


def _options(kind: Kind) -> tuple[Option, ...]:
    return kind.options if isinstance(kind, (Choice, Multiple)) else ()


def _spread(codes: list[int], column: Column) -> Codes:
    import numpy as np

    table: NDArray[np.int16] = np.array(codes, dtype=np.int16)
    return np.asarray(table[column.which])
