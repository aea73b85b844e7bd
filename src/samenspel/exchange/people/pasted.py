"""Text that was pasted or typed: from a spreadsheet, a mail program, or one name a line."""

import re
from collections.abc import Sequence

from samenspel.errors import AnswersError, Problem
from samenspel.exchange.people.addresses import addresses_in
from samenspel.exchange.people.words import is_header_word
from samenspel.exchange.table import Rows, Table
from samenspel.exchange.text_file import OTHER_TEXT, read_text

_MARK = re.compile(r"\s*(?:[-–—•*·▪◦]\s+|\d{1,3}[.)]\s+)")


def read_pasted(text: str) -> Table:
    """The table in a text; of one name a line the first is the header. Raises AnswersError when there is none."""
    text = text.strip("\ufeff\r\n")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise AnswersError(Problem("list-empty"))
    people = addresses_in(text)
    if people is not None:
        return _one_a_row(["", *people], 0)
    separator = _separator(text, lines)
    if not separator and "\0" not in text and not OTHER_TEXT.match(text):
        return _one_a_row([_MARK.sub("", line, count=1) for line in lines], 1)
    # "replace": half a character, which no encoding can write
    return read_text("", _cut(text, lines, separator).encode("utf-8", "replace"), header_alone=True)


def _one_a_row(cells: Sequence[str], first: int) -> Table:
    """A table of one column; the first cell is its header, in row `first`."""
    rows = Rows("", (cells[0].strip(),))
    for number, cell in enumerate(cells[1:], first + 1):
        rows.add(number, (cell,))
    return rows.table(header_alone=True)


def _separator(text: str, lines: Sequence[str]) -> str:
    """What stands between cells in most lines; "" for a name a line.

    Names have commas too ("Stichting A, B en C"): those cut where addresses or headers show cells, or all lines agree.
    """
    for separator in "\t;|":
        if sum(separator in line for line in lines) * 2 > len(lines):
            return separator
    commas = [line.count(",") for line in lines]
    agree = len(lines) > 1 and len(set(commas)) == 1
    named = any(map(is_header_word, lines[0].split(",")))
    return "," if any(commas) and (agree or named or "@" in text) and commas.count(0) * 2 < len(lines) else ""


def _cut(text: str, lines: Sequence[str], separator: str) -> str:
    """The text with its separator named above it, and with room for its longest line.

    People who type a list leave out the cells at the end that they do not know.
    """
    if text[:4].casefold() == "sep=" or not separator:
        return text
    first, end, rest = text.partition("\n")
    if '"' not in text and not any(map(is_header_word, first.split(separator))):
        most = max(line.count(separator) for line in lines)
        first = first.rstrip("\r") + separator * (most - first.count(separator))
    return f"sep={separator}\n{first}{end}{rest}"
