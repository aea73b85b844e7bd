"""What a file may be before anything reads it: text, or a workbook that unpacks to a reasonable size.

A site that many people share takes less than the command on a computer of one's own: the bounds here are the tighter.
"""

import csv
import io
import zipfile

from django.conf import settings

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.archive import BINARY, OPEN_DOCUMENT, measure

MOST_UNPACKED = 100 * 1024 * 1024
MOST_CELLS = 5_000_000
_LONGEST_HEADER = 256 * 1024
_OTHER_WORKBOOKS = {OPEN_DOCUMENT, BINARY}
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise _refused("answers-workbook-broken", name) from error
    if "xl/workbook.xml" not in names or names & _OTHER_WORKBOOKS:
        raise _refused("upload-not-a-list", name)
    measure(name, data, MOST_UNPACKED, MOST_CELLS)


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
