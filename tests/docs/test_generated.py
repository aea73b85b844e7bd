"""Generated pages are not stale, and name every option, exit code, error and measure."""

import argparse
import ast
import re

import pytest

from samenspel.cli import parser
from samenspel.cli.exit_codes import exit_code
from samenspel.cli.words import WORDS
from samenspel.errors import SamenspelError
from tests.docs.pages import ROOT, page, rows_below
from tools import docs


def test_no_generated_page_has_drifted(capsys):
    assert docs.main(["--check"]) == 0, capsys.readouterr().err


def test_a_page_that_has_drifted_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    for name in docs.PAGES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    (tmp_path / "docs/reference/cli.md").write_text("stale", "utf-8")
    (tmp_path / "docs/reference/glossary.md").unlink()
    assert docs.main(["--check"]) == 1
    assert re.findall(r"docs/\S+\.md", capsys.readouterr().err) == [
        "docs/reference/cli.md",
        "docs/reference/glossary.md",
    ]


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_generated_page_says_so_in_its_first_line(name):
    assert (ROOT / name).read_text("utf-8").startswith(f"{docs.NOTE}\n")


def options_of(one):
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from options_of(below)
        else:
            yield from action.option_strings or [action.metavar or action.dest]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_option_is_in_the_docs(lang):
    options = set(options_of(parser(lang)))
    assert "--party" in options
    assert [
        option for option in options if not re.search(rf"`[^`]*{re.escape(option)}\b[^`]*`", page("reference/cli.md"))
    ] == []


def test_every_exit_code_is_in_the_docs():
    documented = {
        int(row[0].strip("`")) for row in rows_below(page("reference/cli.md"), "code", "meaning", "betekenis")
    }
    named = {int(number) for number in re.findall(r"\d+", WORDS["exit-codes"]["en"])}
    raised = {exit_code(kind()) for kind in every(SamenspelError)}
    assert documented == named | raised | {1}


def every(kind):
    """An error class and all below it; those of the site become pages there and never reach the terminal."""
    below = [one for one in kind.__subclasses__() if not one.__module__.startswith("samenspel.web.")]
    return {kind}.union(*map(every, below))


def test_every_error_class_is_in_the_docs():
    assert {kind.__name__ for kind in every(SamenspelError)} == {
        row[0].strip("`") for row in rows_below(page("reference/messages.md"), "class", "exit code", "meaning")
    }


def test_every_measure_is_in_the_docs():
    for path in (docs.SOURCE / "analysis").glob("*.py"):
        public = [
            node.name
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        assert [name for name in public if f"\n### {name}\n" not in page("reference/measures.md")] == []
