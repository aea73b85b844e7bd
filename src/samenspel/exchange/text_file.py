"""Tables in text files: which characters, which separator, and then every record."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO, TextIOWrapper
from itertools import islice

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.table import CHUNK, Progress, Rows, Table, header_of

SEPARATORS = ";\t|,"
SAMPLE = 65_536
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
OTHER_TEXT = re.compile(r"\s*(%PDF|<!doctype|<html|<\?xml|\{\\rtf)", re.IGNORECASE)
_HINT = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)


def read_text(file: str, data: bytes, progress: Progress | None = None, header_alone: bool = False) -> Table:
    """The table in the bytes of a text file. Raises AnswersError when they hold none."""
    encoding = _encoding(file, data)
    sample = TextIOWrapper(BytesIO(data), encoding, newline="").read(SAMPLE)
    hint = _HINT.match(sample)  # Excel writes the separator above the header, and shows no row for it
    separator = hint[1] if hint else _separator(sample)
    raw = BytesIO(data)
    lines = TextIOWrapper(raw, encoding, newline="")
    if hint:
        lines.readline()
    rows = _rows(file, csv.reader(lines, delimiter=separator, strict=True), raw, len(data), progress)
    return rows.table(header_alone=header_alone)


def _rows(file: str, records: "Iterator[list[str]]", raw: BytesIO, size: int, progress: Progress | None) -> Rows:
    rows: Rows | None = None
    number = 0
    try:
        for number, record in enumerate(records, 1):
            if rows:
                rows.add(number, record)
                if progress and number % CHUNK == 0:
                    progress(raw.tell(), size)
            elif any(cell.strip() for cell in record):
                rows = Rows(file, header_of(record))
    except csv.Error as error:
        raise AnswersError(Problem("answers-open-quote", Where(file, row=number + 1))) from error
    if not rows:
        raise AnswersError(Problem("answers-empty-file", Where(file)))
    if progress:
        progress(size, size)
    return rows


def _encoding(file: str, data: bytes) -> str:
    """The encoding of the bytes: as their mark says, else UTF-8, else Windows-1252, which old programs write."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text[:SAMPLE]) and not OTHER_TEXT.match(text):
            return encoding
    raise AnswersError(Problem("answers-not-a-table", Where(file)))


def _separator(sample: str) -> str:
    """The separator that cuts the most records into as many cells as the header."""
    if len(sample) == SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(sample: str, separator: str) -> tuple[bool, float, int]:
    records = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(record) for record in islice((record for record in records if record), 500)]
    except csv.Error:
        return (False, 0.0, 0)
    if not widths:
        return (False, 0.0, 0)
    header, below = widths[0], widths[1:] or widths[:1]
    share = below.count(header) / len(below)
    return (header > 1 and share >= 0.5, share, header)
