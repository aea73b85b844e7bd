"""A small file that asks for gigabytes is refused with a sentence; a large honest one is read, in bounded memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samenspel.errors import AnswersError
from samenspel.web.uploads import guard
from tests.fuzz.hostile import MEGABYTE, answers_csv, answers_xlsx, bombs

SCAN = """
import sys
from pathlib import Path
from samenspel.cli import main
code = main(["scan", *sys.argv[1:], "--lang", "en"])
# of this program alone; getrusage would count what started it
most = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print("peak", int(most.split()[1]) * 1024)
sys.exit(code)
"""
KEYS = {"answers-workbook-broken", "upload-not-a-list"}
KEYS |= {f"upload-{what}" for what in ("unpacks-too-large", "too-many-cells", "too-many-merged")}
LET_IN = "a billion laughs"  # nobody who reads it laughs: what it names stays a name


def scanned(path: Path) -> tuple[int, int, str]:
    """The exit code of a scan in a process of its own, the most memory it took, and what it said."""
    ended = subprocess.run(
        [sys.executable, "-c", SCAN, str(path), "--json", str(path.with_suffix(".json"))],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    peak = next(int(line.split()[1]) for line in ended.stdout.splitlines() if line.startswith("peak"))
    return ended.returncode, peak, ended.stderr


def people(path: Path) -> int:
    """How many people the result tells of."""
    return json.loads(path.read_text("utf-8"))["response"]["people"]


@pytest.mark.parametrize("bomb", bombs())
def test_a_bomb_is_refused_with_a_sentence_and_hardly_any_memory(tmp_path, bomb):
    path = tmp_path / ("a.ods" if "repeated" in bomb else "a.xlsx")
    path.write_bytes(bombs()[bomb])
    code, peak, said = scanned(path)
    assert code == 4, said
    assert said.startswith(path.name)
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert peak < 200 * MEGABYTE
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("bomb", [bomb for bomb in bombs() if bomb != LET_IN])
def test_the_site_lets_no_bomb_in(bomb):
    with pytest.raises(AnswersError) as refused:
        guard.check("lijst.xlsx", bombs()[bomb])
    assert refused.value.problems[0].key in KEYS


def test_a_csv_of_a_hundred_megabytes_is_read_in_bounded_memory(tmp_path):
    rows = answers_csv(tmp_path / "a.csv", 100_000_000)
    code, peak, said = scanned(tmp_path / "a.csv")
    assert code == 0, said
    assert people(tmp_path / "a.json") == rows
    assert peak < 1000 * MEGABYTE


def test_a_sheet_of_a_hundred_megabytes_is_read_in_bounded_memory(tmp_path):
    rows = answers_xlsx(tmp_path / "a.xlsx", 100_000_000)
    code, peak, said = scanned(tmp_path / "a.xlsx")
    assert code == 0, said
    assert people(tmp_path / "a.json") == rows
    assert peak < 700 * MEGABYTE


def test_text_with_ever_more_columns_is_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"AMB-1;" * 5_000_000 + b"\n" + b"1;" * 5_000_000)
    code, peak, said = scanned(tmp_path / "a.csv")
    assert (code, "too many cells" in said) == (4, True), said
    assert peak < 1000 * MEGABYTE
