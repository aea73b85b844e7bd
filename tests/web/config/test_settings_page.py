"""docs/reference/settings.md, written from the code, leaves nothing out and tells no default that is not so."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from samenspel.errors import UsageError
from samenspel.web.config.environment import PREFIX, Environment
from tools import site_pages

ROOT = Path(__file__).resolve().parents[3]
CONFIG = site_pages.WEB / "config"
DESCRIBED = tomllib.loads((CONFIG / "described.toml").read_text("utf-8"))
NO_SETTINGS = {
    "SAMENSPEL_KEEPER",  # a parent tells its children where it is; nobody sets it
    *("SAMENSPEL_SETTINGS", "SAMENSPEL_PROGRAM"),  # where deploy/samenspel looks for the file of settings
}


def rows():
    page = "\n".join(site_pages.settings_page())
    lines = re.findall(r"^\| `SAMENSPEL_(\w+)` \| (.*) \|$", page, flags=re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split(" | ")] for name, cells in lines}


def named_in_the_code():
    """Every setting that a reader is called with anywhere in the site or the command line."""
    for folder in (CONFIG.parent, CONFIG.parents[1] / "cli"):
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("ENVIRONMENT."):
                    yield node.args[0].value


def test_the_page_names_each_setting_that_the_code_reads():
    assert "DATABASE" in DESCRIBED
    assert set(rows()) == set(named_in_the_code()) == set(DESCRIBED)


def test_each_setting_says_what_it_is_and_gives_an_example_that_its_reader_takes():
    for name, (kind, rest) in (site_pages.asked("demo") | site_pages.asked("production")).items():
        example = DESCRIBED[name]["example"]
        assert DESCRIBED[name]["what"]
        if "`" not in example and kind != "folder":
            getattr(Environment({PREFIX + name: example}), kind)(name, *rest)


def test_the_defaults_on_the_page_are_those_of_the_code():
    told = {name: cells[-3:-1] for name, cells in rows().items()}
    assert told["PROXIES"] == ["`0`", "`0`"]
    assert told["ADDRESS"] == ["`http://127.0.0.1:8000`", "must be given"]
    assert told["DATABASE"] == ["`samenspel.sqlite3` in the folder"] * 2
    assert told["HSTS_SUBDOMAINS"] == ["not read", "`yes`"]


@pytest.mark.parametrize("name", sorted(site_pages.GIVEN))
def test_what_must_be_given_stops_the_start_when_it_is_not(name, monkeypatch):
    assert rows()[name][-2] == "must be given"
    monkeypatch.delitem(site_pages.GIVEN, name)
    with pytest.raises(UsageError):
        site_pages.asked("production")


def test_a_default_that_is_computed_has_words_and_no_other_has():
    for place, profile in enumerate(site_pages.PROFILES, start=-3):
        worded = {name for name, one in DESCRIBED.items() if profile in one}
        assert {name for name, cells in rows().items() if cells[place] == DESCRIBED[name].get(profile)} == worded


def test_the_page_names_each_check():
    source = (CONFIG / "checks.py").read_text("utf-8")
    assert set(site_pages.checks()) == set(re.findall(r"samenspel\.[EW]\d{3}", source))
    page = "\n".join(site_pages.settings_page())
    assert [number for number in site_pages.checks() if f"| `{number}` |" not in page] == []


def test_no_page_or_file_for_a_server_names_a_setting_that_does_not_exist():
    places = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*")]
    texts = {path: path.read_text("utf-8") for path in places if path.is_file()}
    known = {PREFIX + name + end for name in DESCRIBED for end in ("", "_FILE")} | NO_SETTINGS
    named = {(path.name, name) for path, text in texts.items() for name in re.findall(r"\bSAMENSPEL_[A-Z_]+\b", text)}
    assert {(path, name) for path, name in named if name not in known} == set()
