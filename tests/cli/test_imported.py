"""What a user hears about the columns of a file, before the result and when there is none."""

import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest
import xlsxwriter

from samenspel.cli import main
from samenspel.exchange.mapping import parse_map
from samenspel.theory.instrument import Rating
from samenspel.theory.library import find_instrument

CONDITIONS = find_instrument("conditions")
FIRST = CONDITIONS.items[0]
CLOSE = FIRST.text.nl.replace("We zijn", "Wij zijn")
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "scan-a-spreadsheet.md"


def rows(path, *lines):
    path.write_text("".join(";".join(line) + "\n" for line in lines), "utf-8")
    return str(path)


def test_a_column_that_comes_close_gives_lines_to_paste(capsys, tmp_path):
    answers = rows(tmp_path / "a.csv", [CLOSE, "AMB-2"], *[["5", "6"]] * 8)
    assert main(["scan", answers]) == 0
    said = capsys.readouterr().out
    block = re.search(r"^\[columns\]\n(?:\".*\n)+", said, flags=re.MULTILINE)
    assert block
    assert {target.name for target in parse_map(block[0], "map.toml", CONDITIONS).columns.values()} == {FIRST.id}
    (tmp_path / "map.toml").write_text(block[0], "utf-8")
    assert main(["scan", answers, "--map", str(tmp_path / "map.toml")]) == 0
    assert "2 van de 28 vragen gevonden" in capsys.readouterr().out


def test_what_is_missing_is_said_before_the_result(capsys, tmp_path):
    answers = rows(tmp_path / "a.csv", ["AMB-1", "AMB-2"], *[["5", "6"]] * 8)
    assert main(["scan", answers, "--title", "Ons netwerk"]) == 0
    said = capsys.readouterr().out
    assert said.index("2 van de 28 vragen gevonden") < said.index("Ons netwerk")
    assert said.count("vragen gevonden") == 1


@pytest.mark.parametrize(("lang", "words"), [("nl", "1 van de 28 vragen gevonden"), ("en", "1 of 28 questions found")])
def test_refused_answers_still_tell_what_was_matched(capsys, tmp_path, lang, words):
    answers = rows(tmp_path / "a.csv", [CLOSE, "AMB-2"], ["5", "veel"])
    assert main(["scan", answers, "--lang", lang]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert f'= "{FIRST.id}"' in said.err
    assert "'veel'" in said.err


def test_questions_of_another_instrument_are_named_as_such(capsys, tmp_path):
    headers = [item.text.nl for item in find_instrument("phase").items]
    answers = rows(tmp_path / "a.csv", ["AMB-1", *headers], *[["5", *[""] * len(headers)]] * 8)
    assert main(["scan", answers]) == 0
    said = capsys.readouterr().out
    assert "Hoort bij phase" in said
    assert "--instrument conditions+phase" in said
    assert "Kolom niet gebruikt" not in said


def test_what_the_how_to_says_works_on_a_file_as_it_describes(capsys, tmp_path, monkeypatch):
    """Its commands, each with its own map beside it, on five words and a column Organisatie."""
    page = HOW_TO.read_text("utf-8")
    (mapping,) = re.findall(r"^```toml\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    words = re.findall(r'^"(.+?)" = \d', mapping, flags=re.MULTILINE)
    assert len(words) == 5
    rated = [item for item in CONDITIONS.items if isinstance(item.kind, Rating)]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.toml").write_text(mapping, "utf-8")
    with xlsxwriter.Workbook("answers.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Organisatie", *(item.text.nl for item in rated)])
        for row in range(1, 13):
            sheet.write_row(row, 0, [f"Partij {row % 2}", *[words[row % 5]] * len(rated)])
    first, with_map = (shlex.split(line) for line in re.findall(r"^\.venv/bin/samenspel (.+)$", page, re.MULTILINE))
    assert main(first) == 4
    error = capsys.readouterr().err
    assert all(f'"{word}" = ?' in error for word in words)
    assert main(with_map) == 0


def test_two_columns_with_one_heading_give_a_map_that_can_be_read(capsys, tmp_path):
    answers = rows(tmp_path / "a.csv", ["AMB-2", CLOSE, CLOSE], *[["5", "6", "6"]] * 8)
    assert main(["scan", answers]) == 0
    assert capsys.readouterr().out.count(f'"{CLOSE}" = ') == 1


def test_an_instrument_that_shares_items_with_the_one_asked_is_not_suggested(capsys, tmp_path):
    shipped = files("samenspel.theory").joinpath("instruments", "phase.toml").read_text("utf-8")
    own, phase = tmp_path / "own.toml", find_instrument("phase").items
    changed = phase[0].text.nl, "Iets heel anders?"
    own.write_text(shipped.replace(*changed), "utf-8")
    answers = rows(tmp_path / "a.csv", [phase[0].text.nl, phase[1].id], *[["", phase[1].kind.options[0].id]] * 8)
    assert main(["scan", answers, "--instrument", str(own), "--lang", "nl"]) == 0
    assert "Hoort bij" not in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "words"), [("nl", "samengevoegde cellen gelezen"), ("en", "read from merged cells")])
def test_parties_from_merged_cells_are_told(capsys, tmp_path, lang, words):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Organisatie", "AMB-1"])
        sheet.write_column(1, 1, [5] * 8)
        sheet.merge_range("A2:A9", "Gemeente")
    assert main(["scan", str(tmp_path / "a.xlsx"), "--party", "Organisatie", "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert words in said
    assert ": 7." in said
