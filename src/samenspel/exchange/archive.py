"""How large a workbook is once it is unpacked, known before anything reads it.

A workbook is a ZIP. A few kilobytes can hold gigabytes of zeros, or two cells so far apart that the table between them
fills all memory. So it is unpacked once here, in pieces that are thrown away, and measured. A part whose bytes are not
those that were packed is found on the way.
"""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from samenspel.errors import AnswersError, Problem, Where

MOST_UNPACKED = 1024 * 1024 * 1024
MOST_CELLS = 20_000_000
OPEN_DOCUMENT, BINARY = "content.xml", "xl/workbook.bin"
_MANIFEST = "META-INF/manifest.xml"
_PIECE = 1024 * 1024
_LONGEST_PLACE = 100
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,9})(\d{1,20})\s*["']""")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_CODED = re.compile(rb"""\sr\s*=\s*["'][^"'<>]{0,40}&""")


def measure(name: str, data: bytes, most_unpacked: int = MOST_UNPACKED, most_cells: int = MOST_CELLS) -> None:
    """Raise AnswersError when a workbook unpacks to more than this, is damaged, or is of a kind that is not measured."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = 0
            for info in archive.infolist():
                info.file_size = most_unpacked + 1  # what the archive says of its own size is not to be believed
                unpacked += _unpacked(archive, info, name, most_unpacked - unpacked, most_cells)
            if BINARY in archive.namelist():
                raise _refused("answers-workbook-broken", name)
            if OPEN_DOCUMENT in archive.namelist() and not _is_locked(archive):
                with archive.open(OPEN_DOCUMENT) as content:
                    _check_spread(content, name, most_cells)
    except _DAMAGE as error:
        raise _refused("answers-workbook-broken", name) from error


_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError),
    *(ElementTree.ParseError, ValueError, LookupError),
)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, most: int, most_cells: int) -> int:
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
            if max(cells, rows * columns) > most_cells:
                raise _refused("upload-too-many-cells", name)
    return size


def _number(column: bytes) -> int:
    """The number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument is behind a password: then its reader says so, and reads nothing."""
    return _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST)


def _check_spread(content: io.BufferedIOBase, name: str, most: int) -> None:
    """Refuse an OpenDocument sheet that repeats cells and rows until there are too many.

    Empty cells and rows at the end do not count: every sheet repeats those to its edge.
    """
    rows = columns = width = filled = 0
    for _, element in ElementTree.iterparse(content):
        kind = element.tag.rpartition("}")[2]
        if kind in ("table-cell", "covered-table-cell"):
            width += _repeated(element, "number-columns-repeated")
            if len(element) or _attribute(element, "value-type"):
                filled = width
        elif kind == "table-row":
            rows += _repeated(element, "number-rows-repeated")
            columns, used, width, filled = max(columns, filled), filled, 0, 0
            if used and rows * columns > most:
                raise _refused("upload-too-many-cells", name)
        elif kind == "table":
            rows = columns = 0
        if kind in ("table-cell", "table-row", "table"):
            element.clear()


def _repeated(element: ElementTree.Element, name: str) -> int:
    return max(1, int(_attribute(element, name) or 1))


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _refused(key: str, name: str) -> AnswersError:
    return AnswersError(Problem(key, Where(name)))
