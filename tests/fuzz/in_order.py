"""Files with answers that are in order, and what was put into them: what comes out must be just that."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from hypothesis import strategies as st

from samenspel.exchange.wording import is_error
from tests.fuzz.oracle import PutIn
from tests.fuzz.workbooks import broken, sheet_of

RATINGS = ("AMB-1", "AMB-2", "AMB-3", "CHA-1", "CHA-2", "INT-1", "REL-4", "PRO-2")
CHOICES = ("PHASE-now", "PHASE-next")
TEXTS = ("AMB-open", "INT-open", "PHASE-home")


@dataclass(frozen=True)
class Made:
    """A file that was made: who reads it, what it is called, what it holds, and what was put in when it is in order."""

    reader: str
    name: str
    data: bytes
    put_in: PutIn | None = None


visible = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff")
sentences = st.text(visible | st.sampled_from(";,|\t\"' \n"), max_size=40)


@st.composite
def in_order(draw: Any) -> Made:
    """A file with answers as a careful person would hand it in: text of any usual make, or a workbook."""
    items = draw(st.lists(st.sampled_from((*RATINGS, *CHOICES, *TEXTS)), min_size=3, max_size=10, unique=True))
    people = draw(st.integers(2, 12))
    answers = {
        **dict.fromkeys(RATINGS, st.sampled_from(("1", "2", "3", "4", "5", "6", "7", "", "weet ik niet"))),
        **dict.fromkeys(CHOICES, st.sampled_from(("explore", "shape", "agree", "do", ""))),
        # hypothesis tries the words that it finds in the source, and an error of a formula is nobody's sentence
        **dict.fromkeys(TEXTS, sentences.map(lambda text: text.strip()).filter(lambda text: not is_error(text))),
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
    text = (
        draw(st.sampled_from(("", f"sep={separator}\n"))) + made.getvalue() + draw(st.sampled_from(("", "\n", "\n\n")))
    )
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
