"""The command line as a user waits for it: whole processes, from start to end."""

import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.page import Row
from bench.stopwatch import taking_turns

TIMES = 20
# What the installed `samenspel` does, with the interpreter that measures.
SAMENSPEL = (sys.executable, "-c", "import sys; from samenspel.cli import main; sys.exit(main())")


def rows() -> list[Row]:
    with TemporaryDirectory() as folder, as_file(files("samenspel.examples") / "langer-thuis-wonen-2.csv") as answers:
        took = _medians(
            {
                "bare": (sys.executable, "-c", "pass"),
                "help": (*SAMENSPEL, "--help"),
                "numpy": (sys.executable, "-c", "import numpy"),
                "json": (*SAMENSPEL, "scan", str(answers), "--json", str(Path(folder, "release.json"))),
                "pdf": (*SAMENSPEL, "scan", str(answers), "--pdf", str(Path(folder, "report.pdf"))),
            }
        )
    numpy = "`python -c 'import numpy'`"
    return [
        Row("`samenspel --help`", took["help"], "`python -c pass`", took["bare"], "≤ 3"),
        Row("`samenspel scan` of the example, to JSON", took["json"], numpy, took["numpy"]),
        Row("`samenspel scan` of the example, to PDF", took["pdf"], numpy, took["numpy"]),
    ]


def _medians(commands: dict[str, Sequence[str]]) -> dict[str, float]:
    def run(command: Sequence[str]) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    runs = {name: lambda command=command: run(command) for name, command in commands.items()}
    taking_turns(runs, 1)  # the first time Python also compiles
    return taking_turns(runs, TIMES)
