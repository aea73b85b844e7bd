"""Every identifier of the theory has its place, and nothing names one that does not exist."""

import re
from importlib.resources import files
from pathlib import Path

from samenspel.theory.library import coverage, glossary
from tests.shared import design

ROOT = Path(__file__).resolve().parents[2]
IDENTIFIER = re.compile(r"\b([VLCNOP]-\d{1,2})\b")


def named_in(path: Path) -> set[str]:
    return set(IDENTIFIER.findall(path.read_text("utf-8")))


def test_every_identifier_of_the_theory_is_covered():
    defined = set(re.findall(r"\*\*([VLCNOP]-\d{1,2})\b", design("theory.md").read_text("utf-8")))
    assert defined == set(coverage())


def test_no_code_or_data_names_an_identifier_that_does_not_exist():
    own = [path for path in (ROOT / "src").rglob("*") if path.suffix in {".py", ".toml", ".typ"}]
    unknown = {path.name: named_in(path) - set(coverage()) for path in own}
    assert not {name: ids for name, ids in unknown.items() if ids}


def test_what_is_said_to_live_somewhere_lives_there():
    for identifier, row in coverage().items():
        assert row["status"] in {"here", "partly", "open"}, identifier
        assert bool(row["lives"]) == (row["status"] != "open"), identifier
        for place in row["lives"]:
            assert files("samenspel").joinpath(place).is_file() or files("samenspel").joinpath(place).is_dir(), place


def test_what_is_not_finished_says_what_is_still_open():
    for identifier, row in coverage().items():
        assert ("still" in row) == (row["status"] != "here"), identifier


def test_the_vocabulary_is_in_two_languages_and_names_real_sources():
    for term in glossary():
        assert term["nl"]
        assert term["en"]
        assert term["meaning"]["nl"]
        assert term["meaning"]["en"]
        assert set(term.get("sources", [])) <= set(coverage())


def test_what_a_questionnaire_pattern_or_way_to_talk_is_drawn_from_is_not_called_open():
    data = [
        path
        for folder in ("instruments", "patterns", "ways_to_talk")
        for path in (ROOT / "src" / "samenspel" / "theory" / folder).glob("*.toml")
    ]
    assert data
    open_ = {identifier for identifier, row in coverage().items() if row["status"] == "open"}
    assert {path.name: named_in(path) & open_ for path in data if named_in(path) & open_} == {}
