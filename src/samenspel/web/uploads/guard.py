"""What a file may be before anything reads it: text, or a workbook that unpacks to a reasonable size.

A workbook is a ZIP. A few kilobytes can hold gigabytes of zeros, or two cells so far apart that the table between them
fills all memory. So it is unpacked once here, in pieces that are thrown away, and measured.
"""

import csv
import io
import re
import zipfile
import zlib

from django.conf import settings

from samenspel.errors import AnswersError, Problem, Where

MOST_UNPACKED = 100 * 1024 * 1024
MOST_CELLS = 5_000_000
_PIECE = 1024 * 1024
_LONGEST_PLACE = 100
_LONGEST_HEADER = 256 * 1024
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,9})(\d{1,20})\s*["']""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_CODED = re.compile(rb"""\sr\s*=\s*["'][^"'<>]{0,40}&""")
_OTHER_WORKBOOKS = {"content.xml", "xl/workbook.bin"}
"""What makes an archive a workbook of another kind. A reader might take it for that, unmeasured."""
_OLD_WORKBOOK, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


def check(name: str, data: bytes) -> None:
    """Raise AnswersError, with what to do instead, when a file is no list that can be read safely."""
    if len(data) > settings.UPLOAD_LIMIT:
        raise _refused("upload-too-large", name, most=settings.UPLOAD_LIMIT // (1024 * 1024))
    if not data.strip():
        raise _refused("answers-empty-file", name)
    if data.startswith(_OLD_WORKBOOK):
        raise _refused("upload-old-workbook", name)
    if data.startswith(_ZIP):
        _check_workbook(name, data)
    else:
        _check_text(name, data)


def _check_workbook(name: str, data: bytes) -> None:
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names or names & _OTHER_WORKBOOKS:
                raise _refused("upload-not-a-list", name)
            for info in archive.infolist():
                info.file_size = MOST_UNPACKED + 1  # what the archive says of its own size is not to be believed
                unpacked += _unpacked(archive, info, MOST_UNPACKED - unpacked, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise _refused("answers-workbook-broken", name) from error


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> int:
    """The size of one part. Raises AnswersError when it is more than `most`, or when it is a sheet of too many cells.

    Any part can be a sheet: a workbook names its sheets as it likes. A cell that does not say its place counts along.
    """
    size, rows, columns, cells, row_so_far, rest = 0, 1, 1, 0, 0, b""
    with archive.open(info) as part:
        while piece := part.read(_PIECE):
            size += len(piece)
            if size > most:
                raise _refused("upload-unpacks-too-large", name)
            piece, rest = rest + piece, piece[-_LONGEST_PLACE:]
            if _CODED.search(piece):
                raise _refused("answers-workbook-broken", name)
            first, *others = (len(_CELL.findall(row)) for row in _ROW.split(piece))
            cells, row_so_far = cells + first + sum(others), row_so_far + first
            columns = max(columns, row_so_far, *others)
            row_so_far = others[-1] if others else row_so_far
            for column, row in _PLACE.findall(piece):
                rows, columns = max(rows, int(row)), max(columns, _number(column.upper()))
            if max(cells, rows * columns) > MOST_CELLS:
                raise _refused("upload-too-many-cells", name)
    return size


def _number(column: bytes) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _check_text(name: str, data: bytes) -> None:
    """Refuse text whose header has so many columns that its rows, filled up to that width, fill all memory."""
    lines = data.count(b"\n") + data.count(b"\r") + 1
    sample = data[:_LONGEST_HEADER].decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
    if max(_width(sample, separator) for separator in ";\t|,") * lines > MOST_CELLS:
        raise _refused("upload-too-many-cells", name)


def _width(sample: str, separator: str) -> int:
    """How many cells the first record with content has."""
    try:
        records = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        return next((len(record) for record in records if any(cell.strip() for cell in record)), 1)
    except csv.Error:
        return 1  # an open quotation mark: the reader itself says so, with the row


def _refused(key: str, name: str, **values: object) -> AnswersError:
    return AnswersError(Problem(key, Where(name), values))
