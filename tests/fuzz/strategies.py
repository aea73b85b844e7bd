"""Files made by hypothesis: in order (with what was put into them), odd, and no file of the kind at all."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from tests.fuzz.mutate import ODD, zipped
from tests.fuzz.oracle import PutIn
from tests.fuzz.workbooks import BREAKS, broken, sheet_of

READERS = ("scan", "people", "parties", "remarks")
RATINGS = ("AMB-1", "AMB-2", "AMB-3", "CHA-1", "CHA-2", "INT-1", "REL-4", "PRO-2")
CHOICES = ("PHASE-now", "PHASE-next")
TEXTS = ("AMB-open", "INT-open", "PHASE-home")
WORDS = {
    "scan": ("AMB-1", "AMB-2", "PHASE-now", "AMB-open", "Organisatie", "Mijn opmerkingen mogen in het verslag", "submitdate"),
    "people": ("naam", "voornaam", "achternaam", "e-mail", "organisatie", "taal", "sector", "rol"),
    "parties": ("naam", "partij", "sector", "soort", "ring", "code"),
    "remarks": ("vraag", "opmerking", "item", "remark"),
}
CELLS = ("1", "7", "8", "4.0", "3,5", "-1", "ja", "NA", "weet ik niet", "zeer eens", "explore", "a@b.nl", "a@b", "nl", "=1+1", "1e400", "٣")


@dataclass(frozen=True)
class Made:
    """A file that was made: who reads it, what it is called, what it holds, and what was put in when it is in order."""

    reader: str
    name: str
    data: bytes
    put_in: PutIn | None = None


visible = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff")
sentences = st.text(visible | st.sampled_from(';,|\t"\' \n'), max_size=40)
anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(CELLS) | sentences


@st.composite
def in_order(draw: Any) -> Made:
    """A file with answers as a careful person would hand it in: text of any usual make, or a workbook."""
    items = draw(st.lists(st.sampled_from((*RATINGS, *CHOICES, *TEXTS)), min_size=3, max_size=10, unique=True))
    people = draw(st.integers(2, 12))
    answers = {
        **dict.fromkeys(RATINGS, st.sampled_from(("1", "2", "3", "4", "5", "6", "7", "", "weet ik niet"))),
        **dict.fromkeys(CHOICES, st.sampled_from(("explore", "shape", "agree", "do", ""))),
        **dict.fromkeys(TEXTS, sentences.map(lambda text: text.strip())),
    }
    put_in = {item: draw(st.lists(answers[item], min_size=people, max_size=people)) for item in items}
    put_in[items[0]] = [cell or "7" if items[0] in RATINGS else cell for cell in put_in[items[0]]]
    if not any(any(column) for column in put_in.values()):
        put_in[items[0]] = ["do" if items[0] in CHOICES else "woorden"] * people
    rows = [list(put_in), *(list(row) for row in zip(*put_in.values(), strict=True))]
    if draw(st.booleans()):
        data = draw(_text_of(rows))
        return Made("scan", draw(st.sampled_from(("a.csv", "a.txt", "a.xlsx", "a"))), data, put_in)
    data = draw(st.sampled_from((_by_xlsxwriter, _by_hand)))(rows)
    return Made("scan", draw(st.sampled_from(("a.xlsx", "a.csv", "a.ods", "a.xls"))), data, put_in)


@st.composite
def _text_of(draw: Any, rows: list[list[str]]) -> bytes:
    separator = draw(st.sampled_from(";,\t|"))
    made = io.StringIO()
    end = draw(st.sampled_from(("\n", "\r\n", "\r")))
    # the csv module leaves a line end of another kind without quotation marks
    quoting = csv.QUOTE_ALL if end == "\r" else draw(st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)))
    writer = csv.writer(made, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows(rows)
    text = draw(st.sampled_from(("", f"sep={separator}\n"))) + made.getvalue() + draw(st.sampled_from(("", "\n", "\n\n")))
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
    try:
        data = text.encode(encoding)
        if encoding != "cp1252" or data.isascii():
            return data
        data.decode("utf-8")  # what happens to be UTF-8 cannot be told from it
    except UnicodeEncodeError:
        pass
    except UnicodeDecodeError:
        return data
    return text.encode("utf-8")


def _by_xlsxwriter(rows: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Uitleg").hide()
        sheet = book.add_worksheet("Antwoorden")
        sheet.activate()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell.isdigit() and cell.isascii() and len(cell) < 9:
                    sheet.write_number(number, column, int(cell))
                elif cell:
                    sheet.write_string(number, column, cell)
    return made.getvalue()


def _by_hand(rows: list[list[str]]) -> bytes:
    return broken("in order", sheet_of(rows))


@st.composite
def odd(draw: Any) -> Made:
    """A table that a person or a program could hand in, with whatever may go wrong in one."""
    reader = draw(st.sampled_from(READERS))
    header = draw(st.lists(st.sampled_from(WORDS[reader]) | anything, max_size=8))
    cells = st.sampled_from(CELLS) | anything
    rows = draw(st.lists(st.lists(cells, max_size=9), max_size=8))
    separator, end = draw(st.sampled_from(";,\t|:^")), draw(st.sampled_from(("\n", "\r\n", "\r", "\n\n", "\x85", "\u2028")))
    lines = [separator.join(_quoted(draw, cell) for cell in row) for row in (header, *rows)]
    text = draw(st.sampled_from(("", "sep=;\n", "\n\n", "\ufeff", "# uitleg\n"))) + end.join(lines)
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1", "utf-32", "cp037")))
    data = text.encode(encoding, "replace")
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.sampled_from(ODD)) + data[place:]
    return Made(reader, draw(names), data)


def _quoted(draw: Any, cell: str) -> str:
    return draw(st.sampled_from((cell, cell, f'"{cell}"', '"' + cell.replace('"', '""') + '"', f'"{cell}')))


@st.composite
def large(draw: Any) -> Made:
    """Thousands of columns or rows, giant cells, or one header over and over."""
    reader = draw(st.sampled_from(READERS))
    word = draw(st.sampled_from(WORDS[reader]))
    many = draw(st.sampled_from((2_000, 17_000, 60_000)))
    head, rows = draw(
        st.sampled_from(
            (
                (";".join([word] * many), "1;2\n"),
                (";".join(f"{word}{n}" for n in range(many)), "1;" * many + "\n"),
                (f"{word};x", "1;2\n" * many),
                (f"{word};x", f'"{"x" * many * 4}";1\n'),
                (f"{word};{'x' * many}", "1;2\n"),
                (f"{word};x", ";" * many + "\n"),
                (word, "\n" * many + "1"),
                (f"{word};x", '1;"' + "\n" * many),
                (word, ("a" * 20 + "@") * (many // 40)),
                (word, "<" * many),
                (word, "&" * many + "\n" + " " * many + "@\n"),
            )
        )
    )
    return Made(reader, "groot.csv", f"{head}\n{rows}".encode())


@st.composite
def workbooks(draw: Any) -> Made:
    """A workbook of our own making in which one thing is broken, strange or hostile."""
    reader = draw(st.sampled_from(READERS))
    header = draw(st.lists(st.sampled_from(WORDS[reader]), min_size=1, max_size=6))
    rows = draw(st.lists(st.lists(anything, max_size=6), max_size=5))
    data = broken(draw(st.sampled_from(sorted(BREAKS))), sheet_of([header, *rows]))
    if draw(st.integers(0, 9)) == 0:
        data = data[: draw(st.integers(4, len(data)))]
    return Made(reader, draw(names), data)


@st.composite
def nothing(draw: Any) -> Made:
    """Bytes that are no file of any kind, perhaps with the beginning of one."""
    start = draw(st.sampled_from((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"\xff\xfe", b"<html>", b"\x1f\x8b")))
    data = start + draw(st.binary(max_size=600)) * draw(st.sampled_from((1, 1, 50)))
    return Made(draw(st.sampled_from((*READERS, "map", "instrument"))), draw(names), data)


@st.composite
def tomls(draw: Any) -> Made:
    """A map or an instrument whose values are of every other type, or that is hardly TOML."""
    reader = draw(st.sampled_from(("map", "instrument")))
    keys = ("format", "slug", "version", "name", "items", "answers", "forms", "scales", "columns", "labels", "kind", "low")
    values = ("1", "-1", "1e400", "nan", '""', '"x"', "[]", "[1]", "[[]]", "{}", "true", "1979-05-27", "9" * 400, "[" * 1500)
    lines = []
    for _ in range(draw(st.integers(1, 12))):
        key = draw(st.sampled_from(keys) | st.text(visible, max_size=6))
        lines.append(draw(st.sampled_from((f"[{key}]", f"[[{key}]]", f"{key} = {draw(st.sampled_from(values))}", key, f"[items.{key}]"))))
    format_line = draw(st.sampled_from(('format = "samenspel.instrument/1"', 'format = "samenspel.map/1"', "")))
    return Made(reader, f"{reader}.toml", "\n".join([format_line, *lines]).encode("utf-8", "replace"))


names = st.sampled_from(("lijst.csv", "lijst.xlsx", "lijst.xls", "lijst.ods", "lijst.xlsb", "lijst.txt", "lijst", "l{i}jst %s.csv", "ljst\n.csv"))
files = st.one_of(in_order(), in_order(), odd(), odd(), workbooks(), workbooks(), large(), nothing(), tomls())


__all__ = ["Made", "files", "in_order", "zipped"]
