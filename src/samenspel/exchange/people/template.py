"""A file to fill in: the headers that are recognised, and two rows that show how."""

import csv
import io
from functools import cache

from samenspel.errors import LANGUAGES
from samenspel.exchange.people.cells import Allowed
from samenspel.exchange.people.words import Kind, field_name, key_of, words

FIELDS: dict[Kind, tuple[str, ...]] = {
    "people": ("name", "email", "party", "sector", "language"),
    "parties": ("name", "sector", "kind", "ring", "code"),
}


def people_template(lang: str, kind: Kind = "people", allowed: Allowed | None = None) -> bytes:
    """A CSV to fill in with people or parties, which a spreadsheet in this language opens as a table.

    With `allowed`, the examples show options that exist. Its example rows are invented, and refused on the way back.
    """
    text = io.StringIO()
    # a Dutch spreadsheet cuts cells at ";"
    writer = csv.writer(text, delimiter=";" if lang == "nl" else ",")
    writer.writerow(field_name(name)[lang] for name in FIELDS[kind])
    for place, example in enumerate(words()["template"][kind]):
        writer.writerow(_cell(example, name, lang, place, allowed or {}) for name in FIELDS[kind])
    return text.getvalue().encode("utf-8-sig")


@cache
def _examples(kind: Kind) -> frozenset[str]:
    return frozenset(key_of(example["name"][lang]) for example in words()["template"][kind] for lang in LANGUAGES)


def is_example(kind: Kind, name: str) -> bool:
    """Whether a name is that of an example row."""
    return key_of(name) in _examples(kind)


def _cell(example: dict[str, dict[str, str]], name: str, lang: str, place: int, allowed: Allowed) -> str:
    if name in example:
        return example[name][lang]
    options = list(allowed.get(name, {}).values())
    return options[place % len(options)][lang] if options else ""
