"""Every field of a release is in the docs, and its example is real."""

import json
import re
from pathlib import Path

import pytest

from samenspel.cli import main
from samenspel.diagnosis.judgement import Judgement
from samenspel.diagnosis.stands_out import discussed, stands_out
from samenspel.present.json_form import release_form
from samenspel.reading.release import FORMAT
from samenspel.theory.library import find_instrument
from tests.docs.pages import INSTRUMENT_FORMAT, RELEASE_FORMAT, blocks
from tests.present.rounds import a_release

MAPS_OF_IDS = ("breakdown.groups[].items", "breakdown.groups[].scales")


def fields(form, path=""):
    """Every field of a JSON form as (path, whether it is null); members of lists and maps of ids are joined."""
    if isinstance(form, list):
        for one in form:
            yield from fields(one, f"{path}[]")
    elif isinstance(form, dict) and path in MAPS_OF_IDS:
        for one in form.values():
            yield from fields(one, f"{path}{{}}")
    elif isinstance(form, dict):
        last = path.rpartition(".")[2]
        start = {"mean": "mean", "agreement": "agreement", "finding": "findings[]"}.get(last, path)
        start = "words" if form.keys() == {"nl", "en"} else start
        for key, value in form.items():
            place = f"{start}.{key}".removeprefix(".")
            yield place, value is None or (isinstance(value, list) and None in value)
            yield from fields(value, place)


def real_releases():
    """Rounds large and small, open and closed, that show and hide everything that can be shown or hidden."""
    everything = find_instrument("conditions+phase+features+kind")
    close = {"AMB": 6.4, "INT": 3.9, "REL": 6.6, "ORG": 4.3, "PRO": 4.0, "CHA": 4.9}
    yield a_release(everything, people=44, breakdown=True)
    yield a_release(everything, people=40, visibility="party")
    yield a_release(everything, people=14, breakdown=True, spread=0.2, story=close)
    yield a_release(everything, people=8, invited=None)
    yield a_release(everything, people=4, invited=None, remarks=())
    yield a_release(everything, people=2, invited=None, visibility="party", parties=("A", "B"))
    yield a_release("conditions", people=3, invited=None, visibility="party", parties=("A",), form="pulse")


def judged(released):
    """A release with what stands out in it, of which a group kept one, said one its own way and set one aside."""
    found = stands_out(released)
    choices = zip(found, ("keep", "rephrase", "dismiss"), strict=False)
    judgements = [Judgement(one.key, choice, "", "Zo." * (choice == "rephrase")) for one, choice in choices]
    told = discussed(found, judgements)
    return released, told.findings, told.set_aside


@pytest.fixture(scope="module")
def released():
    forms = [json.loads(json.dumps(release_form(*judged(one)))) for one in real_releases()]
    return [*forms, json.loads(blocks(RELEASE_FORMAT, "json")[0])]


def documented_fields():
    """Path to what the docs say of when it is null."""
    sections = re.findall(r"^\| `([a-z][\w.\[\]{}]*)` \| [^|]* \| ([^|]*)\|$", RELEASE_FORMAT, flags=re.MULTILINE)
    return {path: null.strip() for path, null in sections}


def test_every_field_of_a_release_is_in_the_docs_and_every_field_in_the_docs_is_real(released):
    real = {path for form in released for path, _ in fields(form)}
    assert real == set(documented_fields())


def test_the_docs_say_which_fields_can_be_null(released):
    nullable = {path for form in released for path, null in fields(form) if null}
    assert nullable == {path for path, null in documented_fields().items() if null}


def test_the_example_release_is_what_the_scan_writes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("meetings.toml").write_text(blocks(INSTRUMENT_FORMAT, "toml")[0], "utf-8")
    Path("answers.csv").write_text(blocks(RELEASE_FORMAT, "csv")[0], "utf-8")
    command = next(block for block in blocks(RELEASE_FORMAT, "sh") if "answers.csv" in block)
    assert main(command.split()[1:]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(blocks(RELEASE_FORMAT, "json")[0])
    assert json.loads(blocks(RELEASE_FORMAT, "json")[0])["format"] == FORMAT
