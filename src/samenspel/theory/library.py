"""The shelf: every theory file that comes with Samenspel."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from samenspel.errors import Problem, TheoryError
from samenspel.theory.instrument import Instrument, combine
from samenspel.theory.read_instrument import parse_instrument, read_instrument

_SHELF = files("samenspel.theory")


def instrument_slugs() -> tuple[str, ...]:
    """The slugs of the instruments that come with Samenspel, in alphabetical order."""
    names = (entry.name for entry in _SHELF.joinpath("instruments").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def shipped_instrument(slug: str) -> Instrument:
    """The instrument with this slug. Raises TheoryError, naming the ones there are, when it is unknown."""
    if slug not in instrument_slugs():
        raise TheoryError(Problem("instrument-unknown", values={"slug": slug, "known": ", ".join(instrument_slugs())}))
    name = f"{slug}.toml"
    return parse_instrument(_SHELF.joinpath("instruments", name).read_text("utf-8"), name)


def find_instrument(name: str) -> Instrument:
    """A shipped instrument by slug, an instrument file by its path (it ends in .toml), or several joined by "+".

    Raises TheoryError when a name is unknown, a file does not hold, or two instruments share an id.
    """
    try:
        return combine(*(_one_instrument(part) for part in name.split("+")))
    except ValueError as error:
        raise TheoryError(Problem("instruments-share-id")) from error


def _one_instrument(name: str) -> Instrument:
    return read_instrument(Path(name)) if name.endswith(".toml") else shipped_instrument(name)


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(_SHELF.joinpath(name).read_text("utf-8"))


def coverage() -> dict[str, dict[str, Any]]:
    """Every identifier of the theory, with where it lives and what is still open."""
    return {key: value for key, value in _data("coverage.toml").items() if key != "format"}


def glossary() -> tuple[dict[str, Any], ...]:
    """The vocabulary: each term in both languages with its meaning."""
    return tuple(_data("glossary.toml")["terms"])
