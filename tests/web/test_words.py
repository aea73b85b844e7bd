"""The words of the site: complete in both languages, all there, none left over."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from samenspel.web.shared.words import texts

WEB = Path(__file__).resolve().parents[2] / "src" / "samenspel" / "web"
PAGES = sorted(WEB.rglob("*.html"))
MODULES = sorted(WEB.rglob("*.py"))
WORD_FILES = sorted(WEB.rglob("words.toml"))

IN_PAGE = re.compile(r"{%\s*(say|counted)\s+\"([\w-]+)\"")
SECTION_IN_PAGE = re.compile(r"\|said:\"([\w-]+)\"")
FUNCTIONS = {"say", "counted"}
NAMES = {"Samenspel", "EUPL", "NL", "EN", "PDF", "CSV", "JSON", "QR"}


def keys_of_module(path: Path) -> Iterator[tuple[str, str]]:
    """What a module says, as (kind, key): "say", "counted", or "begin" where the end of the key is made up."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in FUNCTIONS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield name, first.value
            elif name in FUNCTIONS and isinstance(first, ast.JoinedStr):
                yield "begin", _begin(first)
    for match in re.finditer(r"texts\(\)\[f?\"([\w-]*?)(?:\{|\")", path.read_text("utf-8")):
        yield "begin", match[1]


def _begin(said: ast.JoinedStr) -> str:
    first = said.values[0]
    return first.value if isinstance(first, ast.Constant) else ""


def used() -> Iterator[tuple[str, str, str]]:
    for page in PAGES:
        text = page.read_text("utf-8")
        for kind, key in IN_PAGE.findall(text):
            yield page.name, kind, key
        for section in SECTION_IN_PAGE.findall(text):
            yield page.name, "begin", f"{section}-"
    for module in MODULES:
        for kind, key in keys_of_module(module):
            yield module.name, kind, key


def named(kind: str, key: str) -> set[str]:
    if kind == "counted":
        return {f"{key}-one", f"{key}-many"}
    return {one for one in texts() if one.startswith(key)} if kind == "begin" else {key}


def test_there_are_words_pages_and_modules():
    assert len(texts()) > 100
    assert PAGES
    assert MODULES


def test_every_text_has_both_languages_and_the_same_places():
    for key, text in texts().items():
        assert set(text) == {"nl", "en"}, key
        places = [
            {name for _, name, _, _ in Formatter().parse(text[lang]) if name is not None} for lang in ("nl", "en")
        ]
        assert places[0] == places[1], key
        assert all(said.strip() for said in text.values()), key


def test_no_section_stands_in_two_files_with_the_same_key():
    seen: dict[str, str] = {}
    for path in WORD_FILES:
        for section, words in tomllib.loads(path.read_text("utf-8")).items():
            for name in words:
                key = f"{section}-{name}"
                assert key not in seen, f"{key} in {path} and {seen[key]}"
                seen[key] = str(path)


def test_every_text_that_is_used_exists():
    missing = {(where, key) for where, kind, key in used() for key in named(kind, key) if key not in texts()}
    assert missing == set()
    assert [(where, key) for where, kind, key in used() if kind == "begin" and not key] == []


def test_every_text_that_exists_is_used():
    everything = set().union(*(named(kind, key) for _, kind, key in used()))
    # texts that other texts or tables of code name by their whole key
    constants = {
        node.value
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(texts()) - everything - constants) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_no_words_styles_or_scripts_of_its_own(page):
    text = page.read_text("utf-8")
    said = re.sub(r"{% comment %}.*?{% endcomment %}|{%.*?%}|{{.*?}}|{#.*?#}", " ", text, flags=re.DOTALL)
    bare = re.sub(r"<!--.*?-->|<(style|script)[^>]*>.*?</\1>|<[^>]+>|&\w+;", " ", said, flags=re.DOTALL)
    words = [word for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", bare) if word not in NAMES]
    # a fault page must come without anything that may be broken, so its words are in it; components show made-up names
    if page.name != "server_error.html" and page.parent.name != "design":
        assert words == []
    assert not re.search(r"\sstyle=|\son\w+=|hx-on|javascript:|<style|<script(?![^>]*\ssrc=)", said)
