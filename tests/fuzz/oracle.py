"""What may come of a file: a refusal that can be told, or a reading that is right. Anything else is a fault."""

import contextlib
import io
import json
import math
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from samenspel.cli import main
from samenspel.errors import LANGUAGES, SamenspelError
from samenspel.exchange import Table, read_answers, read_map, read_table
from samenspel.exchange.people import match_fields, read_list, read_parties, read_people
from samenspel.exchange.people.words import cleaned
from samenspel.exchange.remarks import read_remarks
from samenspel.reading.frozen import freeze, thaw
from samenspel.theory.instrument import Choice, Rating
from samenspel.theory.library import find_instrument
from tests.fuzz.independent import readings
from tests.fuzz.samples import INSTRUMENT
from tests.fuzz.tables import Fault, rows_of, same_table

PutIn = Mapping[str, Sequence[str]]
"""What somebody put into a file that is in order: per item, per person, what stands in the cell."""

EXIT_CODES = (2, 3, 4, 5, 6)


def judge(reader: str, path: Path, put_in: PutIn | None = None) -> str:
    """What came of a file: "refused: <key>" or "read". Raises Fault, or whatever the product let through."""
    try:
        READERS[reader](path, put_in)
    except SamenspelError as error:
        if put_in is not None:
            raise Fault(f"a file in order was refused: {error}") from error
        _can_be_told(error, path)
        return f"refused: {error.problems[0].key}"
    return "read"


def _can_be_told(error: SamenspelError, path: Path) -> None:
    if not error.problems:
        raise Fault("a refusal that says nothing")
    for problem in error.problems:
        for lang in LANGUAGES:
            said = problem.say(lang)
            if not said.strip() or "Traceback" in said:
                raise Fault(f"no message: {said!r}")
            said.encode("utf-8", "surrogateescape")
        if problem.where.file not in (None, path.name, str(path)):
            raise Fault(f"another file is named: {problem.where.file!r}")
        if problem.where.row is not None and problem.where.row < 1:
            raise Fault(f"there is no row {problem.where.row}")


def _scan(path: Path, put_in: PutIn | None) -> None:
    by_command = _by_command(["scan", str(path), "--instrument", INSTRUMENT, "--skip-bad-rows", "--json"], path)
    instrument = find_instrument(INSTRUMENT)
    try:
        strict = read_answers(path, instrument)
    except SamenspelError as error:
        if put_in is not None:
            raise
        strict = None
        _can_be_told(error, path)
    found = strict or read_answers(path, instrument, skip_bad_rows=True)
    if by_command == 4:
        raise Fault("the command refuses what can be read")
    table = read_table(path)
    same_table(table, path)
    _same_answers(table, found)
    if put_in is not None:
        _as_put_in(found.answers, put_in)


def _by_command(arguments: list[str], path: Path) -> int:
    """The exit code of a command on a file. It may leave its one outcome, and nothing at all when it refuses."""
    out, err = io.StringIO(), io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        made = Path(folder) / "made.json"
        code = main([*arguments, str(made)] if arguments[-1] == "--json" else arguments)
        left = list(Path(folder).iterdir())
        if code == 0 and arguments[-1] == "--json":
            json.loads(made.read_text("utf-8"))
        elif left:
            raise Fault(f"exit code {code}, and yet it wrote {left}")
    said = err.getvalue()
    if code and (code not in EXIT_CODES or not said.strip() or "Traceback" in said):
        raise Fault(f"exit code {code}: {said!r}")
    (out.getvalue() + said).encode("utf-8")  # what a terminal can show
    return code


def _same_answers(table: Table, found: Any) -> None:
    """Whether every point and every option that stands plainly in a cell came out as that answer, in its row."""
    skipped = {row for row, _ in found.skipped_rows}
    lines = {
        row: cells for row, cells in zip(table.numbers.tolist(), rows_of(table), strict=True) if row not in skipped
    }
    columns = [(match.item, match.places[0].column) for match in found.matching.matches if not match.options]
    kinds = {item.id: item.kind for item in found.answers.instrument.items}
    said: dict[str, list[str]] = {item: [] for item, _ in columns}
    if found.answers.people + found.unanswered != len(lines):
        raise Fault(f"{found.answers.people} people and {found.unanswered} empty rows, of {len(lines)} rows")
    if found.unanswered or any(match.options for match in found.matching.matches):
        return
    for cells in lines.values():
        for item, column in columns:
            said[item].append(cells[column].strip())
    for item, codes in found.answers.codes.items():
        for cell, code in zip(said[item], codes.tolist(), strict=True):
            if _plain(kinds[item], cell) not in (None, code):
                raise Fault(f"{item}: {cell!r} became {code}")


def _plain(kind: Any, cell: str) -> int | None:
    """The code of a cell that holds a bare number or the id of an option; None for any other."""
    if cell == "":
        return -1
    if isinstance(kind, Rating) and cell.isascii() and cell.isdigit():
        return int(cell) - int(kind.low)
    if isinstance(kind, Choice):
        return next((code for code, option in enumerate(kind.options) if option.id == cell), None)
    return None


def _as_put_in(answers: Any, put_in: PutIn) -> None:
    answered = [any(cell.strip() for cell in row) for row in zip(*put_in.values(), strict=True)]
    kinds = {item.id: item.kind for item in answers.instrument.items}
    for item, cells in put_in.items():
        kept = [cell.strip() for cell, any_said in zip(cells, answered, strict=True) if any_said]
        if item in answers.texts:
            given: list[Any] = list(answers.texts[item])
            wanted: list[Any] = ["" if cell in ("NA", "NULL", "NaN", "#N/A", "#N/B") else cell for cell in kept]
        else:
            given = answers.codes[item].tolist()
            wanted = [-2 if cell == "weet ik niet" else _plain(kinds[item], cell) for cell in kept]
        if given != wanted:
            raise Fault(f"{item}: {given!r:.300} came out, {wanted!r:.300} was put in")


def _list(kind: str) -> Callable[[Path, PutIn | None], None]:
    def read(path: Path, put_in: PutIn | None) -> None:
        table = read_list(path)
        matching = match_fields(table, kind)  # type: ignore[arg-type]
        found: Any = (read_people if kind == "people" else read_parties)(table, matching, skip_bad_rows=True)
        full = [[cleaned(cell) for cell in row] for row in rows_of(table)]
        rows = sum(any(row) for row in full)
        if len(found) + len(found.bad_rows) + found.repeated != rows:
            raise Fault(f"{len(found)} and {len(found.bad_rows)} bad and {found.repeated} again, of {rows} rows")
        everything = " ".join(cell for row in full for cell in row)
        for one in found.rows:
            for said in (one.name, getattr(one, "email", "")):
                if any(word not in everything for word in said.split()):
                    raise Fault(f"nobody wrote {said!r}")
        if table.header != ("",) * len(table.header):
            same_table(table, path)

    return read


def _remarks(path: Path, put_in: PutIn | None) -> None:
    found = read_remarks(path)
    everything = readings(path.read_bytes(), None)
    for remark in found:
        words = remark.text.strip()
        cells = [cell for rows in everything or () for _, row in rows for cell in row]
        if everything and not any(cell is None or words in cell for cell in cells):
            raise Fault(f"nobody wrote {remark!r}")


def _map(path: Path, put_in: PutIn | None) -> None:
    found = read_map(path, find_instrument(INSTRUMENT))
    written = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    if set(found.columns) != set(written.get("columns", {})):
        raise Fault(f"{sorted(found.columns)} is not what was written")


def _instrument(path: Path, put_in: PutIn | None) -> None:
    from samenspel.theory.read_instrument import read_instrument

    code = _by_command(["instrument", "check", str(path)], path)
    found = read_instrument(path)
    written = tomllib.loads(path.read_bytes().decode("utf-8"))
    if code or [item.id for item in found.items] != [item["id"] for item in written["items"]]:
        raise Fault("other items than were written")


def _frozen(path: Path, put_in: PutIn | None) -> None:
    try:
        kept = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return
    if not isinstance(kept, dict):
        return
    again = freeze(thaw(kept, find_instrument(INSTRUMENT)))
    if not _alike(again["release"], kept["release"]):
        raise Fault("thawed and frozen again it is another release")


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return all(key in other and _alike(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    both_nan = isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other)
    return bool(both_nan or one == other)


READERS: Mapping[str, Callable[[Path, PutIn | None], None]] = {
    "scan": _scan,
    "people": _list("people"),
    "parties": _list("parties"),
    "remarks": _remarks,
    "map": _map,
    "instrument": _instrument,
    "frozen": _frozen,
}
