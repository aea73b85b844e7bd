"""Words in a file that stand for an answer, such as "zeer eens": those unknown, and what they were said to mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenspel.errors import Problem
from samenspel.exchange import match_columns, read_table
from samenspel.exchange.wording import shortened
from samenspel.present.words import end
from samenspel.theory.instrument import Choice, Instrument, Item, Rating
from samenspel.web.results.incoming import Chosen
from samenspel.web.shared.words import say
from samenspel.web.uploads.services import path_of

MOST_WORDS = 40


@dataclass(frozen=True)
class UnknownWord:
    """A word that is no answer, where it was found, and what it can mean: each choice with its value in the form."""

    word: str
    column: str
    choices: tuple[tuple[str, str], ...]


def unknown_words(upload: Any, problems: Sequence[Problem], instrument: Instrument, lang: str) -> list[UnknownWord]:
    """The words among these problems that can be given a meaning, each once."""
    wanted = [one for one in problems if one.key == "import-unknown-answer" and _is_word(str(one.values["value"]))]
    if not wanted:
        return []
    chosen = Chosen.of(upload)
    with path_of(upload) as path:
        table = read_table(path, sheet=chosen.sheet)
    matching = match_columns(table, instrument, chosen.map_for(table, upload.name))
    items = {shortened(match.places[0].header): instrument.item(match.item) for match in matching.matches}
    found: dict[str, UnknownWord] = {}
    for one in wanted:
        column, word = str(one.where.column), str(one.values["value"])
        if column in items and not word.endswith("…"):
            found.setdefault(word, UnknownWord(word, column, _choices(items[column], lang)))
    return list(found.values())[:MOST_WORDS]


def _is_word(value: str) -> bool:
    return any(letter.isalpha() for letter in value)


def _choices(item: Item, lang: str) -> tuple[tuple[str, str], ...]:
    skip = ("skip", say("results-word-skip", lang))
    match item.kind:
        case Rating(values=points, labels=labels):
            named = dict(labels)
            said = ((point, f" ({named[point][lang]})" if point in named else "") for point in points)
            return (*((f"point:{point!r}", end(point, lang) + label) for point, label in said), skip)
        case Choice(options=options):
            return (*((f"option:{option.id}", option.name[lang]) for option in options), skip)
        case _:
            return (skip,)


def words_from(given: Mapping[str, str]) -> dict[str, Any]:
    """The meanings in a form: word0 with meaning0, word1 with meaning1, …"""
    found: dict[str, Any] = {}
    for number in range(MOST_WORDS):
        word, kind = given.get(f"word{number}", ""), given.get(f"meaning{number}", "")
        kind, _, value = kind.partition(":")
        if word and "\0" not in word and len(word) <= 60 and kind:
            answer = _point(value) if kind == "point" else value if kind == "option" else "skip"
            if answer is not None:
                found[word] = answer
    return found


def _point(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None
