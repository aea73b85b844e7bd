"""The words of the site in two languages: each part has a `words.toml`, and code and pages name the keys in it."""

import unicodedata
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from samenspel.present.words import read_texts


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every text of the site: its key as "section-name", with "nl" and "en"."""
    parts = (part.joinpath("words.toml") for part in files("samenspel.web").iterdir() if part.is_dir())
    return read_texts(page.read_text("utf-8") for page in parts if page.is_file())


def language() -> str:
    """The language of the page that is being made: "nl" or "en"."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def alphabetical(name: str) -> str:
    """By what names are put in order: capitals and accents do not count. Databases differ in this, people do not."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return plain.casefold()


def say(key: str, lang: str | None = None, **values: object) -> str:
    """The text with this key, in the language of the page or in `lang`. KeyError when the key or a value is missing."""
    return texts()[key][lang or language()].format(**values)


def counted(key: str, n: int, lang: str | None = None, **values: object) -> str:
    """The text for one (key + "-one") or for any other number (key + "-many"); {n} is the number."""
    return say(f"{key}-one" if n == 1 else f"{key}-many", lang, n=n, **values)
