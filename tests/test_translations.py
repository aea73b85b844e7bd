"""Every text for people stands in Dutch and in English, with the same places to fill. `make check` runs this too."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import samenspel
from samenspel.cli.words import WORDS
from samenspel.errors import LANGUAGES

SOURCE = Path(samenspel.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.toml") if path.parent.name != "examples")
PLACES = re.compile(r"\{(\w*)\}")


def texts(data: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that holds a text in one of the languages, with its path."""
    if isinstance(data, dict):
        if set(LANGUAGES) & set(data):
            yield where, data
        for key, value in data.items():
            yield from texts(value, f"{where}.{key}" if where else key)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts(value, f"{where}.{number + 1}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_text_is_in_both_languages(path):
    found = list(texts(tomllib.loads(path.read_text("utf-8"))))
    # a wrong name to warn for (glossary) may exist in one language only
    assert [where for where, said in found if "not_called" not in where and not _whole(said)] == []


def _whole(said: dict[str, Any]) -> bool:
    return all(said.get(lang) for lang in LANGUAGES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_both_languages_fill_the_same_places(path):
    for where, said in texts(tomllib.loads(path.read_text("utf-8"))):
        if all(isinstance(said.get(lang), str) for lang in LANGUAGES):
            assert _places(said["nl"]) == _places(said["en"]), where


def _places(text: str) -> set[str]:
    # {expected_nl} and {expected_en} carry the same in two languages
    return {place.removesuffix("_nl").removesuffix("_en") for place in PLACES.findall(text)}


def test_the_command_line_speaks_both_languages():
    for key, said in WORDS.items():
        assert set(said) == set(LANGUAGES), key
        assert said["nl"].count("{}") == said["en"].count("{}"), key
