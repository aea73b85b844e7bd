"""What a sheet of the workbook holds, before it is written: typed columns with rows."""

import datetime
from dataclasses import dataclass
from typing import Literal

from samenspel.present.words import number, say
from samenspel.reading.cells import Mean

Kind = Literal["text", "mean", "whole", "part", "fine", "end", "day"]
"""Words, a mean with one decimal, a whole number, a share in per cents, a number with two decimals, an
end of a range, a date."""
Value = str | int | float | datetime.date | None


@dataclass(frozen=True)
class Column:
    """A heading with the kind of what stands under it, and its width in characters."""

    heading: str
    kind: Kind
    width: float


@dataclass(frozen=True)
class Row:
    """The values of a row, one for every column; None is an empty cell. `whole`: of a whole part, set in bold."""

    values: tuple[Value, ...]
    colour: str | None = None
    whole: bool = False


@dataclass(frozen=True)
class Table:
    """One sheet: its name, its columns and its rows. `prose`: running text, without filters and a fixed heading."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    prose: bool = False


def columns(lang: str, *shape: tuple[str, Kind, float]) -> tuple[Column, ...]:
    """Columns from the keys of their headings, their kinds and widths."""
    return tuple(Column(say(f"sheet-{key}", lang), kind, width) for key, kind, width in shape)


MEAN: tuple[tuple[str, Kind, float], ...] = (
    ("mean", "mean", 14),
    ("bound", "text", 14),
    ("low", "mean", 16),
    ("high", "mean", 10),
)


def mean_values(mean: Mean | None, lang: str) -> tuple[Value, ...]:
    """The cells under MEAN: the mean as it was released, its bound in words, and its interval; all empty without."""
    if mean is None:
        return (None, None, None, None)
    bound = None if mean.bound == "exact" else say(f"sheet-{mean.bound.replace(' ', '-')}", lang)
    return (one_decimal(mean.value), bound, one_decimal(mean.low), one_decimal(mean.high))


def one_decimal(value: float) -> float:
    """The number as it is written everywhere else, so that no sheet says 5.2 where a page says 5.3."""
    return float(number(value, "en").replace("−", "-"))
