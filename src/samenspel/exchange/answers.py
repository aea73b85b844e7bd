"""From a spreadsheet to `Answers`, or to everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.coded import Coded, code_table
from samenspel.exchange.mapping import ColumnMap
from samenspel.exchange.match import match_columns
from samenspel.exchange.matching import Matching, Place
from samenspel.exchange.table import Progress, Table, read_table
from samenspel.exchange.wording import MISSING, tidy
from samenspel.theory.instrument import Instrument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from samenspel.reading.answers import Answers, Groups

MOST_TOLD = 50

Joined = tuple[tuple[str, tuple[str, ...]], ...]
"""Spellings of one name, as (spelling kept, others)."""


@dataclass(frozen=True)
class Import:
    """Answers from a file, and how they came in.

    skipped_rows: the rows that were left out because of their problems, as (row number, problems).
    unanswered: how many rows were left out because nothing was answered in them.
    incomplete: how many people are in, though the survey tool says that they did not reach the end.
    sheet: the sheet of the workbook that was read; None for a text file.
    merged: of how many people the party or group stands in merged cells, and not in their own row.
    """

    answers: Answers
    matching: Matching
    skipped_rows: tuple[tuple[int, tuple[Problem, ...]], ...]
    file: str
    unanswered: int = 0
    incomplete: int = 0
    sheet: str | None = None
    merged: int = 0


def read_answers(
    path: Path,
    instrument: Instrument,
    *,
    mapping: ColumnMap | None = None,
    party: str | None = None,
    breakdown: str | None = None,
    invited: int | None = None,
    sheet: str | None = None,
    skip_bad_rows: bool = False,
    progress: Progress | None = None,
    matched: Callable[[Matching], None] | None = None,
) -> Import:
    """The answers to an instrument in a file, one person a row.

    `party` and `breakdown` are headers of columns; `invited` is the number of people invited; `sheet` is the sheet of a
    workbook (the first with content when None). Rows in which nothing is answered are left out. A row with a cell that
    cannot be read, or is merged with that of somebody else, is refused, or with `skip_bad_rows` left out.
    Raises AnswersError with all problems (of bad cells the first 50 that differ): file, row, column, value and what to
    do. `matched` hears which columns were recognised before their cells are judged: that may be the cause.
    """
    table = read_table(path, sheet=sheet, progress=progress)
    matching = match_columns(table, instrument, mapping, party, breakdown)
    if matched:
        matched(matching)
    coded = code_table(table, matching, instrument, mapping)
    bad = coded.bad
    if bad.any() and not skip_bad_rows:
        raise AnswersError(*_told(coded))
    answered = coded.answered
    keep = answered & ~bad
    if not keep.any():
        raise AnswersError(Problem("answers-nobody", Where(table.file)), *_told(coded))
    people = int(keep.sum())
    if invited is not None and invited < people:
        values = {"people": people, "invited": invited}
        raise AnswersError(Problem("answers-more-than-invited", Where(table.file), values))
    answers, joined = _answers(coded, matching, instrument, keep, invited)
    return Import(
        answers,
        replace(matching, joined=joined),
        _by_row(coded),
        table.file,
        unanswered=int((~answered).sum()),
        incomplete=_unfinished(table, matching.submitted, keep),
        sheet=table.sheet,
        merged=_merged(table, matching, keep),
    )


def _answers(
    coded: Coded, matching: Matching, instrument: Instrument, keep: NDArray[np.bool_], invited: int | None
) -> tuple[Answers, Joined]:
    """The answers in the rows to keep, and the spellings of groups that were joined."""
    from samenspel.reading.answers import Answers

    party, joined_parties = _groups(coded.table, matching.party, keep)
    breakdown, joined_breakdown = _groups(coded.table, matching.breakdown, keep)
    answers = Answers(
        instrument,
        int(keep.sum()),
        {item: codes[keep] for item, codes in coded.codes.items()},
        {item: picks[keep] for item, picks in coded.picks.items()},
        {item: tuple(texts[keep]) for item, texts in coded.texts.items()},
        party,
        breakdown,
        matching.breakdown.header if matching.breakdown else None,
        invited,
        None if coded.may_quote is None else coded.may_quote[keep] == 1,
    )
    return answers, tuple(dict.fromkeys((*joined_parties, *joined_breakdown)))


def _groups(table: Table, place: Place | None, keep: NDArray[np.bool_]) -> tuple[Groups | None, Joined]:
    """The group of each row to keep. Spellings that differ in capitals or spaces are one, written as it came first."""
    import numpy as np

    from samenspel.reading.answers import Groups

    if not place:
        return None, ()
    column = table.columns[place.column]
    spellings: dict[str, dict[str, None]] = {}
    names = ["" if value.strip() in MISSING else tidy(value) for value in column.values]
    for name in names:
        spellings.setdefault(name.casefold(), {})[name] = None
    kept = np.array([next(iter(spellings[name.casefold()])) for name in names], dtype=object)
    joined = ((first, tuple(others)) for first, *others in spellings.values() if others)
    return Groups.of(kept[column.which][keep].tolist()), tuple(joined)


def _told(coded: Coded) -> Sequence[Problem]:
    """The problems to tell: the first so many, and how many more there are."""
    told, more = coded.folded(MOST_TOLD)
    return [*told, Problem("answers-more-problems", Where(coded.table.file), {"count": more})] if more else told


def _by_row(coded: Coded) -> tuple[tuple[int, tuple[Problem, ...]], ...]:
    rows: dict[int, list[Problem]] = {}
    for row, problem in coded.problems():
        rows.setdefault(int(coded.table.numbers[row]), []).append(problem)
    return tuple((row, tuple(problems)) for row, problems in rows.items())


def _merged(table: Table, matching: Matching, keep: NDArray[np.bool_]) -> int:
    """In how many of the rows to keep the party or the breakdown is that of merged cells."""
    import numpy as np

    filled = np.zeros_like(keep)
    for place in (matching.party, matching.breakdown):
        if place:
            filled |= table.filled(place.column)
    return int((filled & keep).sum())


def _unfinished(table: Table, submitted: Place | None, keep: NDArray[np.bool_]) -> int:
    """How many of the rows to keep have no date of submission; 0 where the file has no such column."""
    import numpy as np

    if not submitted:
        return 0
    column = table.columns[submitted.column]
    empty = np.array([value.strip() in MISSING for value in column.values])
    return int((empty[column.which] & keep).sum())
