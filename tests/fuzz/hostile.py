"""Small files that ask for gigabytes, and honest ones of a hundred megabytes."""

import io
import struct
import zlib
from pathlib import Path

from tests.fuzz.mutate import zipped
from tests.fuzz.workbooks import BOOK, END, MAIN, SHARED, SHEET, START, Parts, parts_of

MEGABYTE = 1024 * 1024
_HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>AMB-1</t></is></c><c r="B1" t="inlineStr"><is><t>AMB-2</t></is></c></row>'


def gigabytes_of_zeros(part: str, gigabytes: int, said: int | None = None) -> bytes:
    """A workbook in which one part unpacks to so many gigabytes; `said` is what the archive says of its size."""
    parts = parts_of(START + _HEADER + END)
    return zipped([*((name, content) for name, content in parts.items() if name != part)], extra=_zeros(part, gigabytes, said))
