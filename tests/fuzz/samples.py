"""Files as people really have them, to damage: the published samples beside the project, and our own examples."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import samenspel.examples
from samenspel.exchange import read_answers
from samenspel.reading.cells import Policy
from samenspel.reading.frozen import freeze
from samenspel.reading.release import release
from samenspel.reading.score import read
from samenspel.theory.library import find_instrument
from tests.shared import BESIDE

INSTRUMENT = "conditions+phase"
TABLES = ("scan", "people", "parties", "remarks")
MAP = """format = "samenspel.map/1"
[columns]
"Mijn cijfer voor het doel" = "AMB-1"
"Organisatie" = "party"
"Sector" = "breakdown"
"E-mail" = "ignore"
[labels]
"zeer eens" = 7
"geen idee" = "skip"
[labels.PHASE-now]
"net begonnen" = "explore"
"""
PEOPLE = """naam;e-mail;organisatie;taal;sector
Anna de Vries;anna@samenspel.example;Bibliotheek Ommerdal;nl;cultuur
"Bas, de lange";"Bas <bas@samenspel.example>";Woonstichting Dorpsgrond;Engels;wonen
Çiğdem Øster;cigdem@samenspel.example;Bibliotheek Ommerdal;;
"""
PARTIES = 'naam;code;sector\nGemeente Ommerdal;="0678";overheid\nWoonstichting Dorpsgrond;0042;wonen\nBuurtbus;;\n'


@dataclass(frozen=True)
class Sample:
    """A file, and who reads it: scan, people, parties, remarks, map, instrument or frozen."""

    reader: str
    name: str
    data: bytes


@cache
def samples() -> tuple[Sample, ...]:
    """Every sample that is here, each for all that may read it."""
    return (*_of_tables(), *_of_texts(), Sample("frozen", "frozen.json", _frozen()))


def _of_tables() -> list[Sample]:
    small = {"people.csv": PEOPLE.encode(), "parties.csv": PARTIES.encode("utf-8-sig")}
    small["people.xlsx"] = _workbook(PEOPLE)
    ours = {path.name: path.read_bytes() for path in _examples() if path.name.endswith(".csv")}
    tables = small | ours | {path.name: path.read_bytes() for path in beside()}
    return [Sample(reader, name, data) for name, data in tables.items() for reader in TABLES]


def beside() -> list[Path]:
    """The published samples that lie beside the project; none where that folder is not."""
    folders = [BESIDE / "data" / name for name in ("dutch_gr", "formats", "multilevel", "emon")]
    found = sorted(path for folder in folders for path in folder.rglob("*.*") if path.is_file())
    return [path for path in found if path.stat().st_size < 200_000 and path.suffix not in (".md", ".zip")]


def _of_texts() -> list[Sample]:
    shelf = files("samenspel.theory").joinpath("instruments")
    instruments = [
        Sample("instrument", one.name, one.read_bytes()) for one in shelf.iterdir() if one.name != "__init__.py"
    ]
    maps = [path.read_bytes() for path in _examples() if path.name.endswith("-map.toml")]
    return [*instruments, *(Sample("map", "map.toml", data) for data in (MAP.encode(), *maps))]


def _examples() -> list[Path]:
    return sorted(Path(str(files(samenspel.examples))).iterdir())


def _workbook(text: str) -> bytes:
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("Lijst")
        for row, line in enumerate(text.splitlines()):
            for column, cell in enumerate(line.replace('"', "").split(";")):
                sheet.write_string(row, column, cell)
    return made.getvalue()


def _frozen() -> bytes:
    path = next(path for path in _examples() if path.name == "langer-thuis-wonen-1.csv")
    answers = read_answers(path, find_instrument(INSTRUMENT), breakdown="Sector").answers
    return json.dumps(freeze(release(read(answers), Policy("totals", 5)))).encode()
