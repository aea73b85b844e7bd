"""Fixed texts, numbers and dates in Dutch and in English. The texts live in the `.toml` files; code names their key."""

import datetime
import tomllib
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files

from samenspel.reading.cells import Mean
from samenspel.reading.disclosure import Bound
from samenspel.reading.release import Release


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every fixed text: its key as "section-name", with "nl" and "en"."""
    return read_texts(page.read_text("utf-8") for page in files(__package__).iterdir() if page.name.endswith(".toml"))


def read_texts(pages: Iterable[str]) -> dict[str, dict[str, str]]:
    """The texts in pages of TOML: each key as "section-name"."""
    return {
        f"{section}-{name}": text
        for page in pages
        for section, named in tomllib.loads(page).items()
        for name, text in named.items()
    }


def say(key: str, lang: str, **values: object) -> str:
    """The text with this key, its {places} filled. Raises KeyError when the key, the language or a value is missing."""
    return texts()[key][lang].format(**values)


def counted(key: str, lang: str, n: int, **values: object) -> str:
    """The text for one (key + "-one") or for any other number (key + "-many"); {n} is the number."""
    return say(f"{key}-one" if n == 1 else f"{key}-many", lang, n=n, **values)


def number(value: float, lang: str, decimals: int = 1) -> str:
    """A number as people write it: "5,8" in Dutch, "5.8" in English; halves go up."""
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    said = f"{exact + 0:f}".replace("-", "−")
    return said.replace(".", ",") if lang == "nl" else said


def end(value: float, lang: str) -> str:
    """An end of a range: whole when it is whole."""
    return number(value, lang, 0 if float(value).is_integer() else 1)


def share(part: int, whole: int, lang: str) -> str:
    """A share in whole per cents. Undefined for an empty whole (ZeroDivisionError)."""
    return number(100 * part / whole, lang, 0) + "%"


def bounded(said: str, bound: Bound, lang: str) -> str:
    """A number that is exact, or that is only known to be so much or more, or so much or less."""
    if bound == "exact":
        return said
    return say("number-or-more" if bound == "or more" else "number-or-less", lang, value=said)


def mean_in_words(mean: Mean, lang: str) -> str:
    """A mean as it was released: "5,8", or "6,5 of meer" where it is coded near an end."""
    return bounded(number(mean.value, lang), mean.bound, lang)


def interval_in_words(mean: Mean, lang: str) -> str:
    """The 95% interval as "5,4–6,1"; empty when nothing is uncertain because everyone answered."""
    low, high = number(mean.low, lang), number(mean.high, lang)
    return "" if low == high else f"{low}–{high}"


def date_long(date: datetime.date, lang: str) -> str:
    """A date in full: "3 maart 2026", "3 March 2026"."""
    month = say("date-months", lang).split()[date.month - 1]
    return f"{date.day} {month} {date.year}"


def listed(names: Sequence[str], lang: str) -> str:
    """Names in a row: "a, b en c". Empty for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('number-and', lang)} {names[-1]}"


def shortened(text: str, most: int) -> str:
    """The text, or as many of its characters as there is room for, ending in an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def response(release: Release, lang: str) -> str:
    """How many people answered, of how many invited, from how many parties where there is more than one."""
    n, invited = release.people, release.invited
    parties = release.parties if (release.parties or 0) > 1 else None
    if invited and parties:
        told = share(n, invited, lang)
        return say("response-invited-parties", lang, n=n, invited=invited, parties=parties, share=told)
    if invited:
        return counted("response-invited", lang, n, invited=invited, share=share(n, invited, lang))
    return (
        say("response-people-parties", lang, n=n, parties=parties) if parties else counted("response-people", lang, n)
    )


def answers(n: int, lang: str) -> str:
    """So many answers, in words."""
    return counted("answers", lang, n) if n else say("answers-none", lang)
