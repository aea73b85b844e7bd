"""`samenspel scan`, as a facilitator types it: from a spreadsheet to a result, with nothing lost on the way."""

import csv
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from samenspel.cli import main
from samenspel.theory.library import find_instrument
from tests.shared import shared

EXAMPLE = str(files("samenspel.examples").joinpath("langer-thuis-wonen-2.csv"))
LQ2002 = str(Path(__file__).parents[1] / "golden" / "lq2002.toml")


def scan(*arguments):
    return main(["scan", *map(str, arguments)])


def released(capsys, *arguments):
    assert scan(*arguments, "--json", "-") == 0
    return json.loads(capsys.readouterr().out)


def test_lq2002_runs_through_and_gives_the_expected_alphas_and_iccs(capsys):
    path = shared("multilevel/lq2002.csv")
    made = released(capsys, path, "--instrument", LQ2002, "--party", "COMPID", "--by", "party")
    with shared("multilevel/expected_alpha.csv").open() as file:
        alphas = {row["scale"].split()[1][:4]: float(row["alpha"]) for row in csv.DictReader(file)}
    with shared("multilevel/expected_icc.csv").open() as file:
        iccs = {row["variable"]: row for row in csv.DictReader(file) if row["dataset"] == "lq2002"}
    assert made["response"] == {"people": 2042, "invited": None, "parties": 49}
    for scale in made["scales"]:
        known, icc = scale["reliability"], iccs[scale["scale"]]
        assert known["alpha"] == pytest.approx(alphas[scale["scale"][:4]], abs=1e-6)
        assert known["icc1"] == pytest.approx(float(icc["ICC1_anova"]), abs=1e-6)
        assert known["icc2"] == pytest.approx(float(icc["ICC2_anova"]), abs=1e-6)


def test_the_summary_tells_what_was_matched_what_stands_out_and_what_was_written(capsys, tmp_path):
    out = tmp_path / "uit" / "release.json"
    assert scan(EXAMPLE, "--instrument", "conditions+phase", "--invited", 44, "--json", out) == 0
    said = capsys.readouterr().out
    assert "40 van de 44 genodigden" in said
    assert "32 van de 32 vragen gevonden" in said
    assert "Kolom niet gebruikt: “Sector”" in said
    assert "Wat opvalt" in said
    assert str(out) in said
    assert json.loads(out.read_text("utf-8"))["format"] == "samenspel.release/1"


def test_the_summary_is_in_english_when_asked(capsys):
    assert scan(EXAMPLE, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "What stands out" in said
    assert "Shared ambition" in said


def test_json_on_the_screen_keeps_the_summary_out_of_it(capsys):
    assert scan(EXAMPLE, "--json", "-") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)
    assert "Wat opvalt" in said.err


def test_totals_only_names_no_party(capsys):
    made = released(capsys, EXAMPLE, "--party", "Organisatie")
    assert made["breakdown"] is None
    assert "Bewonersraad" not in json.dumps(made)


def test_by_party_names_them(capsys):
    made = released(capsys, EXAMPLE, "--party", "Organisatie", "--by", "party")
    assert len(made["breakdown"]["groups"]) == 14


def test_a_breakdown_appears_as_far_as_it_may(capsys):
    made = released(capsys, EXAMPLE, "--breakdown", "Sector")
    assert made["breakdown"]["name"] == "Sector"
    assert all(group["people"] >= 6 for group in made["breakdown"]["groups"])


def test_remarks_go_out_to_be_read_and_come_back(capsys, tmp_path):
    sheet = tmp_path / "remarks.csv"
    assert scan(EXAMPLE, "--remarks-out", sheet) == 0
    before = released(capsys_cleared(capsys), EXAMPLE)
    assert before["remarks"] == []
    assert before["remarks_held"] > 10
    after = released(capsys, EXAMPLE, "--remarks", sheet)
    assert len(after["remarks"]) == before["remarks_held"]


def capsys_cleared(capsys):
    capsys.readouterr()
    return capsys


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["none.csv"], 4, "none.csv"),
        ([EXAMPLE, "--instrument", "condities"], 3, "condities"),
        ([EXAMPLE, "--by", "party"], 2, "--party"),
        ([EXAMPLE, "--by", "party", "--party", "Organisatie", "--breakdown", "Sector"], 2, "--breakdown"),
        ([EXAMPLE, "--date", "morgen"], 2, "morgen"),
        ([EXAMPLE, "--party", "Kleur"], 4, "Kleur"),
        ([EXAMPLE, "--invited", "12"], 4, "12"),
        ([EXAMPLE, "--k", "2"], 5, "2"),
        ([EXAMPLE, "--room", "39"], 5, "39"),
        ([EXAMPLE, "--map", "none.toml"], 4, "none.toml"),
    ],
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_wrong_is_told_with_its_own_exit_code(capsys, arguments, code, said, lang):
    assert scan(*arguments, "--lang", lang) == code
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_a_bad_answer_is_told_with_row_and_column_and_nothing_is_written(capsys, tmp_path):
    answers, out = tmp_path / "a.csv", tmp_path / "out.json"
    answers.write_text("AMB-1,AMB-2\n5,6\n9,5\n4,veel\n", "utf-8")
    assert scan(answers, "--json", out) == 4
    error = capsys.readouterr().err
    assert "rij 3, kolom AMB-1" in error
    assert "rij 4, kolom AMB-2" in error
    assert not out.exists()


def test_bad_rows_are_left_out_when_asked_and_named(capsys, tmp_path):
    answers = tmp_path / "a.csv"
    answers.write_text("AMB-1,AMB-2\n" + "5,6\n" * 7 + "9,5\n", "utf-8")
    assert scan(answers, "--skip-bad-rows") == 0
    assert "Rij 9 weggelaten" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_told(capsys, tmp_path):
    (tmp_path / "file").write_text("x")
    assert scan(EXAMPLE, "--json", tmp_path / "file" / "out.json") == 6
    assert "out.json" in capsys.readouterr().err


def test_an_old_file_stays_when_a_new_one_cannot_be_made(tmp_path):
    out = tmp_path / "release.json"
    out.write_text("old")
    assert scan(EXAMPLE, "--json", out, "--k", 2) == 5
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["release.json"]


def test_the_same_file_gives_the_same_bytes(tmp_path):
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for out in (one, two):
        subprocess.run([sys.executable, "-m", "samenspel", "scan", EXAMPLE, "--json", str(out)], check=True)
    assert one.read_bytes() == two.read_bytes()


def test_the_demo_leaves_report_and_data(capsys, tmp_path):
    assert main(["demo", "--scan", "--into", str(tmp_path / "demo")]) == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "demo").iterdir()}
    assert set(made) == {"report.pdf", "one-page.pdf", "release.json"}
    assert made["report.pdf"].startswith(b"%PDF")
    assert "Langer thuis wonen" in capsys.readouterr().out


def test_ticks_and_choices_are_in_the_summary_too(capsys, tmp_path):
    features, kind = find_instrument("features").item("FEA-seen"), find_instrument("kind").item("KIND-is")
    ticks, chosen = ([option.id for option in item.kind.options] for item in (features, kind))
    rows = [(f"{ticks[0]};{ticks[1]};", chosen[0]), (f"{ticks[2]};", chosen[1]), (f"{ticks[2]};{ticks[0]};", chosen[2])]
    answers = tmp_path / "a.csv"
    answers.write_text("FEA-seen,KIND-is\n" + "".join(f"{picks},{kind_is}\n" for picks, kind_is in rows * 5), "utf-8")
    assert scan(answers, "--instrument", "features+kind") == 0
    said = capsys.readouterr().out
    assert features.text.nl in said
    assert f"   10  {features.kind.options[0].name.nl}" in said
    assert f"  5  {kind.kind.options[0].name.nl}" in said


@pytest.mark.parametrize(("lang", "heading"), [("nl", "vraag;opmerking"), ("en", "item,remark")])
def test_remarks_go_out_as_a_spreadsheet_in_that_language_opens_them(tmp_path, lang, heading):
    sheet = tmp_path / "remarks.csv"
    assert scan(EXAMPLE, "--remarks-out", sheet, "--lang", lang) == 0
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf" + heading.encode() + b"\r\n")
