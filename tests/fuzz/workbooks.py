"""Workbooks made part by part, so that each part can be broken."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from tests.fuzz.mutate import zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, BOOK, SHARED = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
START, END = f"<worksheet {MAIN}><sheetData>", "</sheetData></worksheet>"
Parts = dict[str, bytes]


def sheet_of(rows: Sequence[Sequence[str]]) -> str:
    """The XML of a sheet with these cells as text; numbers as numbers."""
    lines = "".join(
        f'<row r="{number}">{"".join(_cell(cell, number, column) for column, cell in enumerate(row) if cell)}</row>'
        for number, row in enumerate(rows, 1)
    )
    return START + lines + END


def _cell(cell: str, row: int, column: int) -> str:
    place = f'r="{chr(65 + column)}{row}"' if column < 26 else ""
    if cell.isascii() and cell.isdigit() and len(cell) < 9:
        return f"<c {place}><v>{cell}</v></c>"
    text = escape("".join(char for char in cell if char >= " " or char in "\n\t"))
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def parts_of(sheet: str) -> Parts:
    """The parts of a workbook with this one sheet."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    book = (
        f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets><sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    top = f'{rels}<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    link = f'{rels}<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    made = {
        "[Content_Types].xml": types,
        "_rels/.rels": top,
        BOOK: book,
        "xl/_rels/workbook.xml.rels": link,
        SHEET: sheet,
    }
    return {name: text.encode() for name, text in made.items()}


def broken(how: str, sheet: str) -> bytes:
    """A workbook with this sheet, in which one thing is as `BREAKS` names it."""
    parts = BREAKS[how](parts_of(sheet))
    return parts if isinstance(parts, bytes) else zipped(list(parts.items()))


def _without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {key: value for key, value in parts.items() if key != name}


def _with(name: str, content: str) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {name: content.encode()}


def _in_sheet(old: str, new: str) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {SHEET: parts[SHEET].replace(old.encode(), new.encode())}


def _merged(*ranges: str) -> Callable[[Parts], Parts]:
    said = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return _in_sheet("</sheetData>", f'</sheetData><mergeCells count="{len(ranges)}">{said}</mergeCells>')


def _in_book(old: str, new: str) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {BOOK: parts[BOOK].replace(old.encode(), new.encode())}


def _cut_sheet(parts: Parts) -> Parts:
    return parts | {SHEET: parts[SHEET][: len(parts[SHEET]) * 2 // 3]}


def _wrong_sum(parts: Parts) -> bytes:
    """One digit of a stored sheet changed, so that only the checksum of the archive tells."""
    whole = zipped(list(parts.items()), zipfile.ZIP_STORED)
    return whole.replace(b"</v>", b"</w>", 1) if b"</v>" in whole else whole.replace(b"<t ", b"<q ", 1)


def _locked(parts: Parts) -> bytes:
    """The flag that says: a password is needed."""
    whole = bytearray(zipped(list(parts.items())))
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        whole[at + 8] |= 1
        at = whole.find(b"PK\x01\x02", at + 4)
    return bytes(whole)


def _lying(parts: Parts) -> bytes:
    """Sizes of zero bytes for parts that have many."""
    whole = bytearray(zipped(list(parts.items())))
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        whole[at + 24 : at + 28] = bytes(4)
        at = whole.find(b"PK\x01\x02", at + 4)
    return bytes(whole)


def _doubled(parts: Parts) -> bytes:
    return zipped([*parts.items(), (SHEET, parts[SHEET].replace(b">1<", b">2<"))])


def _inside_another(parts: Parts) -> Parts:
    return {"antwoorden.xlsx": zipped(list(parts.items()))}


def _ods(rows: str) -> Callable[[Parts], Parts]:
    top = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Blad">'
    )
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    content = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": (top + rows + end).encode(),
    }
    return lambda parts: content


def _ods_row(*cells: str, more: str = "") -> str:
    said = "".join(
        f'<table:table-cell {more} office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{said}</table:table-row>"


_ENTITIES = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_FORMULA = (
    '<c t="str"><f>SUM(A1:A2)</f><v>3</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c>'
    '<c t="d"><v>2026-01-02</v></c></row>'
)
BREAKS: Mapping[str, Callable[[Parts], Parts | bytes]] = {
    "in order": lambda parts: parts,
    **{
        f"without {name}": _without(name)
        for name in (SHEET, BOOK, "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "_rels/.rels")
    },
    "no archive inside": lambda parts: zipped([]),
    "a sheet cut short": _cut_sheet,
    "a sheet of nothing": _with(SHEET, ""),
    "a sheet of words": _with(SHEET, "geen blad"),
    "a sheet in another encoding": lambda parts: parts | {SHEET: parts[SHEET].decode().encode("utf-16")},
    "half a tag": _in_sheet("</row>", "</ro"),
    "tags crossed": _in_sheet("</row></sheetData>", "</sheetData></row>"),
    "no end of the data": _in_sheet("</sheetData>", ""),
    "half a character": lambda parts: parts | {SHEET: parts[SHEET].replace(b"</t>", b"\xc3</t>")},
    "a shared text that is not there": _in_sheet("</row>", '<c t="s"><v>7</v></c></row>'),
    "a shared text below zero": _in_sheet("</row>", '<c t="s"><v>-1</v></c></row>'),
    "a type that is not there": _in_sheet("</row>", '<c t="zzz"><v>7</v></c></row>'),
    "a number that is none": _in_sheet("</row>", "<c><v>vier</v></c></row>"),
    "a number without end": _in_sheet("</row>", "<c><v>1e999</v></c><c><v>nan</v></c></row>"),
    "formulas, errors, dates": _in_sheet("</row>", _FORMULA),
    "a place that is none": _in_sheet('r="A1"', 'r="1A"'),
    "a place beyond the sheet": _in_sheet('r="A1"', 'r="ZZZZZZ99999999999"'),
    "places in disorder": _in_sheet('r="A1"', 'r="A3"'),
    "a row zero": _in_sheet('r="1"', 'r="0"'),
    "merged cells": _merged("A1:B2"),
    "merged cells below the header": _merged("A2:A3", "B2:C2", "B3:B4", "C3:C1048576"),
    "cells merged from the end": _merged("B3:A2"),
    "cells merged twice": _merged("A2:B3", "B3:C4"),
    "all cells merged": _merged("A1:XFD1048576"),
    "merged cells that are no cells": _merged("A2:A"),
    "a cell with an error": _in_sheet("</row>", '<c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'),
    "a size that lies": _in_sheet("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
    "a size that is none": _in_sheet("<sheetData>", '<dimension ref="B9:A"/><sheetData>'),
    "entities": _in_sheet("<worksheet", f"{_ENTITIES}<worksheet"),
    "entities used": lambda parts: _in_sheet("</t>", "&b;</t>")(
        _in_sheet("<worksheet", f"{_ENTITIES}<worksheet")(parts)
    ),
    "a file from outside": lambda parts: _in_sheet("</t>", "&a;</t>")(
        _in_sheet("<worksheet", f"{_OUTSIDE}<worksheet")(parts)
    ),
    "hidden": _in_book('sheetId="1"', 'sheetId="1" state="hidden"'),
    "no sheets": _in_book("<sheets>", "<sheets><!--").__call__,
    "a name of braces": _in_book('name="Blad"', 'name="{0} %s {x}"'),
    "a sheet that links outside": lambda parts: (
        parts
        | {
            "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
                b"worksheets/sheet1.xml", b"../../../etc/passwd"
            )
        }
    ),
    "a sheet by address": lambda parts: (
        parts
        | {
            "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
                b"worksheets/sheet1.xml", b"http://samenspel.example/x.xml"
            )
        }
    ),
    "a macro": _with("xl/vbaProject.bin", "\0\1Attribut"),
    "broken styles": _with("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='99"),
    "broken shared texts": _with(SHARED, f"<sst {MAIN}><si><t>een"),
    "a sum that is wrong": _wrong_sum,
    "a password": _locked,
    "sizes that lie": _lying,
    "one part twice": _doubled,
    "a workbook in a workbook": _inside_another,
    "a way out": _with("../../../../tmp/uit.txt", "uit"),
    "another kind too": _with("content.xml", "<x/>"),
    "a binary workbook": _with("xl/workbook.bin", "\0\1\2"),
    "an ods": _ods(_ods_row("AMB-1", "AMB-2", "naam") + _ods_row("3", "4", "Anna") + _ods_row("5", "6", "Bas")),
    "an ods cut short": lambda parts: (
        (made := _ods(_ods_row("AMB-1", "naam") + _ods_row("3", "4"))(parts))
        | {"content.xml": made["content.xml"][:-150]}
    ),
    "an ods of nothing": _ods(""),
    "an ods that repeats": _ods(_ods_row("AMB-1") + _ods_row("3", more='table:number-columns-repeated="5000"')),
    "an ods with a wrong number": _ods(_ods_row("AMB-1") + _ods_row("3", more='table:number-columns-repeated="-5"')),
}
