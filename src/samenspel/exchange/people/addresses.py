"""E-mail addresses: alone, or beside a name as in "Anna Jansen <anna@gemeente.nl>"."""

import re
from collections.abc import Iterator

from samenspel.exchange.people.words import cleaned

LONGEST = 254
_BETWEEN = re.compile(r"[\s<>()\[\],;:\"]+")
_MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
_LOCAL = re.compile(r"[-!#$%&'*+/=?^_`{}|~0-9a-z]+(\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_]([^\W_]|-){0,62}")
_AROUND = " \t<>()[]\"',;:-–—|"
_LINE = re.compile(r'(?:"[^"\n]*"|[^";\r\n])+|"')
_PERSON = re.compile(r'(?:"[^"]*"\s*|[^<>@"]*)<\s*(?:mailto:)?[^\s<>@",;]+@[^\s<>@",;]+\s*>', re.IGNORECASE)
_ALONE = re.compile(r"<?(?:mailto:)?[^\s<>@\",;:]+@[^\s<>@\",;:]+>?", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether mail can be sent to this: one @, a name before it and a domain with a dot behind it."""
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(text) <= LONGEST
        and len(local) <= 64
        and _LOCAL.fullmatch(local) is not None
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) and not label.endswith("-") for label in labels)
        and len(labels[-1]) > 1
        and not labels[-1].isdigit()
    )


def holds_address(text: str) -> bool:
    """Whether a word with an @ inside stands somewhere in the text."""
    return "@" in text and bool(_found(text))


def name_and_address(cell: str) -> tuple[str, str]:
    """The words and the one address in a cell; the whole cell as words when it holds no or more addresses."""
    text = _MAILTO.sub("", cleaned(cell))
    found = _found(text)
    if len(found) != 1:
        return text, ""
    before, _, after = text.partition(found[0])
    address = found[0].strip("'").rstrip(".")
    name = cleaned(f"{before.rstrip(_AROUND)} {after.lstrip(_AROUND)}").strip(_AROUND)
    return ("" if name.casefold() == address.casefold() else name), address


def addresses_in(text: str) -> list[str] | None:
    """Each person in a text of nothing but addresses, as mail programs copy them; None for any other text."""
    if "@" not in text:
        return None
    found = [person for part in _LINE.findall(text) for person in _people(part.strip(" \t,"))]
    return None if not found or "" in found else found


def _found(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if 0 < word.find("@") < len(word) - 1]


def _people(part: str) -> Iterator[str]:
    """The people in a part of a text; "" for what is no person. A name may hold a comma, as in "Jansen, Anna"."""
    for piece in re.split(r"(?<=>)[ \t]*,", part):
        alone = [piece] if _fits(piece.strip()) else piece.split(",")
        yield from (one.strip() if _fits(one.strip()) else "" for one in alone if one.strip())


def _fits(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None or _ALONE.fullmatch(text) is not None
