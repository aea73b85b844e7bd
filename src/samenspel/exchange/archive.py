"""How large a workbook is once it is unpacked, known before anything reads it.

A workbook is a ZIP. A few kilobytes can hold gigabytes of zeros, or two cells so far apart that the table between them
fills all memory. So it is unpacked once here, in pieces that are thrown away, and measured. A part whose bytes are not
those that were packed is found on the way.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.etree import ElementTree

from samenspel.errors import AnswersError, Problem, Where
from samenspel.exchange.merged import MOST_MERGED
from samenspel.exchange.spread import lengths, repeated, shared

MOST_UNPACKED = 512 * 1024 * 1024
MOST_CELLS = 20_000_000
OPEN_DOCUMENT, BINARY, SHARED = "content.xml", "xl/workbook.bin", "xl/sharedstrings.xml"
_MANIFEST = "META-INF/manifest.xml"
_PIECE = 1024 * 1024
_LONGEST_PLACE = 100
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,9})(\d{1,20})\s*["']""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_MERGED = b"mergeCell "
_CODED = re.compile(rb"""\sr\s*=\s*["'][^"'<>]{0,40}&""")


@dataclass
class _Measured:
    """What was found so far: bytes, cells of all sheets, the longest text that cells may share, and what is a sheet."""

    size: int = 0
    cells: int = 0
    longest: int = 0
    sheets: list[zipfile.ZipInfo] = field(default_factory=list)


def measure(name: str, data: bytes, most_unpacked: int = MOST_UNPACKED, most_cells: int = MOST_CELLS) -> None:
    """Raise AnswersError when a workbook unpacks to more than this, is damaged, or is of a kind that is not measured.

    A text that many cells share counts as often as it is used: so it is read.
    """
    found = _Measured()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                info.file_size = most_unpacked + 1  # what the archive says of its own size is not to be believed
                _unpack(archive, info, name, found, most_unpacked, most_cells)
            if BINARY in archive.namelist():
                raise _refused("answers-workbook-broken", name)
            if OPEN_DOCUMENT in archive.namelist() and not _is_locked(archive):
                _check_repeated(archive, name, most_unpacked, most_cells)
            if found.cells * found.longest > most_unpacked:
                _check_shared(archive, name, found.sheets, most_unpacked)
    except _DAMAGE as error:
        raise _refused("answers-workbook-broken", name) from error


_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(ElementTree.ParseError, ValueError, LookupError),
)


def _unpack(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, found: _Measured, most: int, cells: int
) -> None:
    """Measure one part. Raises AnswersError when all parts are more than `most`, or this is a sheet of too many cells.

    Any part can be a sheet: a workbook names its sheets as it likes. A cell that does not say its place counts along.
    """
    sheet, texts, rest = _Sheet(), _Texts(), b""
    with archive.open(info) as part:
        while piece := part.read(_PIECE):
            found.size += len(piece)
            if found.size > most:
                raise _refused("upload-unpacks-too-large", name)
            if info.filename.lower() == SHARED:
                texts.take(piece)
            piece, rest = rest + piece, piece[-_LONGEST_PLACE:]
            if b"&" in piece and _CODED.search(piece):
                raise _refused("answers-workbook-broken", name)
            sheet.take(piece)
            if max(sheet.cells, sheet.rows * sheet.columns) > cells:
                raise _refused("upload-too-many-cells", name)
            if sheet.merged > MOST_MERGED:
                raise _refused("upload-too-many-merged", name)
    found.cells, found.longest = found.cells + sheet.cells, max(found.longest, texts.longest)
    if sheet.cells:
        found.sheets.append(info)


@dataclass
class _Sheet:
    """A part as a sheet, piece by piece: how many cells it has, how far away they are, and how many are merged."""

    cells: int = 0
    merged: int = 0
    rows: int = 1
    columns: int = 1
    _row_so_far: int = 0

    def take(self, piece: bytes) -> None:
        """Count along what stands in a piece."""
        self.merged += piece.count(_MERGED)
        first, *others = (len(_CELL.findall(row)) for row in _ROW.split(piece))
        self.cells, self._row_so_far = self.cells + first + sum(others), self._row_so_far + first
        self.columns = max(self.columns, self._row_so_far, *others)
        self._row_so_far = others[-1] if others else self._row_so_far
        for column, row in _PLACE.findall(piece) if b"=" in piece else ():
            self.rows, self.columns = max(self.rows, int(row)), max(self.columns, _number(column.upper()))


@dataclass
class _Texts:
    """The texts that cells share, piece by piece: how long the longest can be, in bytes."""

    longest: int = 0
    _so_far: int = 0
    _hidden: int = 0

    def take(self, piece: bytes) -> None:
        """Measure along. Where a comment may hide the beginning of a text, all is one text."""
        first, *others = map(len, _TEXT.split(piece))
        self._so_far += first
        self._hidden += len(piece) if b"<!" in piece or self._hidden else 0
        self.longest = max(self.longest, self._so_far, self._hidden, *others)
        self._so_far = others[-1] if others else self._so_far


def _number(column: bytes) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument is behind a password: then its reader says so, and reads nothing."""
    return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


def _check_repeated(archive: zipfile.ZipFile, name: str, most: int, most_cells: int) -> None:
    with archive.open(OPEN_DOCUMENT) as content:
        cells, characters = repeated(content)
    if cells > most_cells:
        raise _refused("upload-too-many-cells", name)
    if characters > most:
        raise _refused("upload-unpacks-too-large", name)


def _check_shared(archive: zipfile.ZipFile, name: str, sheets: list[zipfile.ZipInfo], most: int) -> None:
    """Count exactly, for a workbook whose longest text would be too much in all its cells."""
    parts = [info for info in archive.infolist() if info.filename.lower() == SHARED]
    for part in parts:  # of two under one name nobody knows which is read
        with archive.open(part) as content:
            texts = lengths(content)
        characters = 0
        for sheet in sheets:
            with archive.open(sheet) as content:
                characters += shared(content, texts)
            if characters > most:
                raise _refused("upload-unpacks-too-large", name)


def _refused(key: str, name: str) -> AnswersError:
    return AnswersError(Problem(key, Where(name)))
