"""Files made by hypothesis: in order, odd, broken, hostile, and no file of the kind at all."""

from typing import Any

from hypothesis import strategies as st

from tests.fuzz.in_order import Made, in_order, sentences, visible
from tests.fuzz.mutate import ODD
from tests.fuzz.workbooks import BREAKS, broken, sheet_of

READERS = ("scan", "people", "parties", "remarks")
WORDS = {
    "scan": (
        "AMB-1",
        "AMB-2",
        "PHASE-now",
        "AMB-open",
        "Organisatie",
        "Mijn opmerkingen mogen in het verslag",
        "submitdate",
    ),
    "people": ("naam", "voornaam", "achternaam", "e-mail", "organisatie", "taal", "sector", "rol"),
    "parties": ("naam", "partij", "sector", "soort", "ring", "code"),
    "remarks": ("vraag", "opmerking", "item", "remark"),
}
CELLS = (
    "1",
    "7",
    "8",
    "4.0",
    "3,5",
    "-1",
    "ja",
    "NA",
    "weet ik niet",
    "zeer eens",
    "explore",
    "a@b.nl",
    "a@b",
    "nl",
    "=1+1",
    "1e400",
    "٣",
)


anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(CELLS) | sentences


@st.composite
def odd(draw: Any) -> Made:
    """A table that a person or a program could hand in, with whatever may go wrong in one."""
    reader = draw(st.sampled_from(READERS))
    header = draw(st.lists(st.sampled_from(WORDS[reader]) | anything, max_size=8))
    cells = st.sampled_from(CELLS) | anything
    rows = draw(st.lists(st.lists(cells, max_size=9), max_size=8))
    separator, end = (
        draw(st.sampled_from(";,\t|:^")),
        draw(st.sampled_from(("\n", "\r\n", "\r", "\n\n", "\x85", "\u2028"))),
    )
    lines = [separator.join(_quoted(draw, cell) for cell in row) for row in (header, *rows)]
    text = draw(st.sampled_from(("", "sep=;\n", "\n\n", "\ufeff", "# uitleg\n"))) + end.join(lines)
    encoding = draw(
        st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1", "utf-32", "cp037"))
    )
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
    start = draw(
        st.sampled_from(
            (
                b"",
                b"PK\x03\x04",
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                b"%PDF-1.7\n",
                b"\xff\xfe",
                b"<html>",
                b"\x1f\x8b",
            )
        )
    )
    data = start + draw(st.binary(max_size=600)) * draw(st.sampled_from((1, 1, 50)))
    return Made(draw(st.sampled_from((*READERS, "map", "instrument"))), draw(names), data)


@st.composite
def tomls(draw: Any) -> Made:
    """A map or an instrument whose values are of every other type, or that is hardly TOML."""
    reader = draw(st.sampled_from(("map", "instrument")))
    keys = (
        "format",
        "slug",
        "version",
        "name",
        "items",
        "answers",
        "forms",
        "scales",
        "columns",
        "labels",
        "kind",
        "low",
    )
    values = (
        "1",
        "-1",
        "1e400",
        "nan",
        '""',
        '"x"',
        "[]",
        "[1]",
        "[[]]",
        "{}",
        "true",
        "1979-05-27",
        "9" * 400,
        "[" * 1500,
    )
    lines = []
    for _ in range(draw(st.integers(1, 12))):
        key = draw(st.sampled_from(keys) | st.text(visible, max_size=6))
        lines.append(
            draw(
                st.sampled_from(
                    (f"[{key}]", f"[[{key}]]", f"{key} = {draw(st.sampled_from(values))}", key, f"[items.{key}]")
                )
            )
        )
    format_line = draw(st.sampled_from(('format = "samenspel.instrument/1"', 'format = "samenspel.map/1"', "")))
    return Made(reader, f"{reader}.toml", "\n".join([format_line, *lines]).encode("utf-8", "replace"))


names = st.sampled_from(
    (
        "lijst.csv",
        "lijst.xlsx",
        "lijst.xls",
        "lijst.ods",
        "lijst.xlsb",
        "lijst.txt",
        "lijst",
        "l{i}jst %s.csv",
        "ljst\n.csv",
    )
)
files = st.one_of(in_order(), in_order(), odd(), odd(), workbooks(), workbooks(), large(), nothing(), tomls())
