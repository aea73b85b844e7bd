"""Small instruments and files for the tests of this room."""

import csv
from collections.abc import Sequence
from pathlib import Path

from samenspel.errors import LANGUAGES, AnswersError, Problem
from samenspel.theory.instrument import Instrument
from samenspel.theory.read_instrument import parse_instrument

TOP = """\
format = "samenspel.instrument/1"
slug = "small"
version = 1
"""
WORDS = "".join(f'{key}.{lang} = "x"\n' for key in ("name", "purpose", "intro", "thanks") for lang in LANGUAGES)

SMALL = """
[answers.agree]
kind = "rating"
low = 1
high = 7
labels.1.nl = "helemaal niet"
labels.1.en = "not at all"
labels.7.nl = "helemaal wel"
labels.7.en = "completely"
skip.nl = "weet ik niet · past niet bij mij"
skip.en = "don't know · not for me"

[[items]]
id = "AMB-1"
answer = "agree"
text.nl = "We zijn het eens over wat we samen willen bereiken."
text.en = "We agree on what we want to achieve together."
short.nl = "Eens over het doel"
short.en = "Agreed on the goal"

[[items]]
id = "AMB-2"
answer = "agree"
text.nl = "Ons doel is de moeite waard, zeg ik thuis."
text.en = "Our goal is worth the effort, I say at home."

[[items]]
id = "PHASE-now"
kind = "choice"
text.nl = "Waar staan we nu?"
text.en = "Where do we stand now?"
[[items.options]]
id = "exploring"
name.nl = "Verkennen"
name.en = "Exploring"
[[items.options]]
id = "doing"
name.nl = "Samen doen, en leren"
name.en = "Doing and learning together"

[[items]]
id = "FEA-seen"
kind = "multiple"
text.nl = "Wat herken je?"
text.en = "What do you recognise?"
[[items.options]]
id = "power"
name.nl = "Macht"
name.en = "Power"
[[items.options]]
id = "trust"
name.nl = "Vertrouwen, of juist niet"
name.en = "Trust, or none"
[[items.options]]
id = "home"
name.nl = "Thuis"
name.en = "At home"

[[items]]
id = "AMB-open"
kind = "text"
text.nl = "Wat hoop je?"
text.en = "What do you hope?"
"""


def instrument(items: str = SMALL, first: str = "AMB-1") -> Instrument:
    """An instrument of these items; its one form names the first."""
    form = f'\n[[forms]]\nid = "full"\nname.nl = "x"\nname.en = "x"\nitems = ["{first}"]\n'
    return parse_instrument(TOP + WORDS + items + form, "small.toml")


def ratings(*ids: str, low: int = 1, high: int = 5, texts: Sequence[str] = ()) -> Instrument:
    """An instrument of ratings with these ids, and with these texts where given."""
    shared = f'[answers.r]\nkind = "rating"\nlow = {low}\nhigh = {high}\n'
    pairs = zip(ids, texts or ids, strict=True)
    items = (
        f"[[items]]\nid = '{id}'\nanswer = 'r'\ntext.nl = '{text}'\ntext.en = '{text} (en)'\n" for id, text in pairs
    )
    return instrument(shared + "".join(items), ids[0])


def written(path: Path, rows: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> Path:
    """A text file with these rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def only_problem(error: AnswersError) -> Problem:
    """The one problem of an error."""
    assert len(error.problems) == 1, error
    return error.problems[0]


def says(problem: Problem, nl: Sequence[str], en: Sequence[str]) -> None:
    """Assert that a problem holds these words in Dutch and these in English, and that every place is filled."""
    for lang, words in (("nl", nl), ("en", en)):
        sentence = problem.say(lang)
        assert "{" not in sentence, sentence
        for word in words:
            assert word in sentence, f"{word!r} is not in {sentence!r}"
