"""Small files that ask for gigabytes, and honest ones of a hundred megabytes."""

import io
import zipfile
import zlib
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.fuzz.mutate import zipped
from tests.fuzz.workbooks import BREAKS, END, LINKS, MAIN, SHARED, SHEET, START, parts_of

MEGABYTE = 1024 * 1024
_HEADER = "".join(f'<c r="{letter}1" t="inlineStr"><is><t>AMB-{n}</t></is></c>' for n, letter in enumerate("ABC", 1))
HEADER = f'<row r="1">{_HEADER}</row>'
_RANGES = '"/><mergeCell ref="'.join(["A2:B3"] * 1_000_000)
LINK = "xl/_rels/workbook.xml.rels"


@cache
def bombs() -> dict[str, bytes]:
    """Small workbooks, and what each of them does."""
    return {
        "a sheet of five gigabytes": zeros(SHEET, 5),
        "shared texts of five gigabytes": zeros(SHARED, 5),
        "a picture of five gigabytes that says it is small": zeros("xl/media/image1.png", 5, said=10),
        "cells at the far ends of the sheet": _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "one text of a megabyte in ten thousand cells": quadratic(10_000, f"<t>{'x' * MEGABYTE}</t>"),
        "the same, in pieces": quadratic(10_000, f"<t>{'x' * 1000}<!--<si>--></t>" * 1000),
        "the same, in a part that is not called a sheet": quadratic(10_000, f"<t>{'x' * MEGABYTE}</t>", "xl/blad.bin"),
        "a cell that is repeated a billion times": _ods('number-columns-repeated="1000000000"', ""),
        "a row that is repeated a billion times": _ods(
            'number-columns-repeated="50"', 'number-rows-repeated="1000000000"'
        ),
        "a long text that is repeated": _ods('number-columns-repeated="15000"', "", "x" * MEGABYTE),
        "a million merged cells": _sheet("", '<mergeCells><mergeCell ref="' + _RANGES + '"/></mergeCells>'),
        "a billion laughs": _laughs(),
        "a workbook in a workbook in a workbook": zipped([("a.xlsx", zipped([("b.xlsx", zeros(SHEET, 5))]))]),
    }


def zeros(part: str, gigabytes: int, said: int | None = None) -> bytes:
    """A workbook in which one part unpacks to so many gigabytes of nothing; `said` is the size that it tells."""
    parts = [(name, content) for name, content in parts_of(START + HEADER + END).items() if name != part]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = piece * (gigabytes * 1024) + packer.flush()
    made = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(zipfile.ZipInfo(part), packed, zipfile.ZIP_STORED)
        info = archive.infolist()[-1]
        info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, gigabytes * 1024**3 if said is None else said
        info.file_size = min(info.file_size, 0xFFFFFFFE)
    return _deflated(made.getvalue(), part)


def _deflated(data: bytes, part: str) -> bytes:
    """The archive whose own words at the front of this part say, too, that it is deflated."""
    at = data.rindex(b"PK\x03\x04", 0, data.rindex(part.encode()[:8], 0, data.index(b"PK\x01\x02")) + 1)
    return data[: at + 8] + b"\x08\x00" + data[at + 10 :]


def quadratic(cells: int, text: str, sheet: str = SHEET) -> bytes:
    """A workbook with one text that so many cells share."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, cells + 2))
    parts = parts_of(START + HEADER + rows + END)
    parts[sheet] = parts.pop(SHEET)
    link = f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    parts[LINK] = parts[LINK].replace(b"</Relationships>", link.encode())
    parts[LINK] = parts[LINK].replace(SHEET.removeprefix("xl/").encode(), sheet.removeprefix("xl/").encode())
    parts[SHARED] = f"<sst {MAIN}><si>{text}</si></sst>".encode()
    return zipped(list(parts.items()))


def _sheet(rows: str, below: str = "") -> bytes:
    return zipped(list(parts_of(START + HEADER + rows + END.replace("</worksheet>", f"{below}</worksheet>")).items()))


def _ods(cell: str, row: str, text: str = "3") -> bytes:
    parts = BREAKS["an ods"]({})
    assert isinstance(parts, dict)
    said = f"<table:table-cell table:{cell}><text:p>{text}</text:p></table:table-cell>"
    said = f"<table:table-row {row and 'table:' + row}>{said}"
    content = parts["content.xml"].replace(b"</table:table>", f"{said}</table:table-row></table:table>".encode())
    return zipped(list((parts | {"content.xml": content}).items()))


def _laughs() -> bytes:
    names = "abcdefghij"
    laughs = "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise(names))
    top = f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]>'
    parts = parts_of(top + START + HEADER + '<row r="2"><c r="A2" t="inlineStr"><is><t>&j;</t></is></c></row>' + END)
    return zipped(list(parts.items()))


def answers_csv(path: Path, size: int) -> int:
    """Write a survey of at least so many bytes; the number of its rows."""
    lines = [";".join(str((row * 7 + column) % 7 + 1) for column in range(16)) for row in range(1000)]
    block = ("\n".join(lines) + "\n").encode()
    with path.open("wb") as file:
        file.write((";".join([f"AMB-{n}" for n in (1, 2, 3, 4)] + [f"vraag {n}" for n in range(12)]) + "\n").encode())
        for _ in range(blocks := size // len(block) + 1):
            file.write(block)
    return blocks * 1000


def answers_xlsx(path: Path, size: int) -> int:
    """Write a survey whose one sheet is at least so many bytes; the number of its rows."""
    columns = list(enumerate("ABCDEFGH"))
    cells = ("".join(f'<c r="{letter}@"><v>{(k + n) % 7 + 1}</v></c>' for n, letter in columns) for k in range(7))
    rows = [f'<row r="@">{one}</row>' for one in cells]
    row = 2
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts_of("").items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w") as sheet:
            sheet.write((START + HEADER).encode())
            written = 0
            while written < size:
                some = (rows[at % 7].replace("@", str(at)) for at in range(row, row + 1000))
                written += sheet.write("".join(some).encode())
                row += 1000
            sheet.write(END.encode())
    return row - 2
