"""E-mail addresses: alone, or beside a name as in "Anna Jansen <anna@gemeente.nl>"."""

import re
from collections.abc import Iterator

from samenspel.exchange.people.words import cleaned

LONGEST = 254
_FOUND = re.compile(r"[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")
_MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
_LOCAL = re.compile(r"[-!#$%&'*+/=?^_`{}|~0-9a-z]+(\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_]([^\W_]|-){0,62}")
_AROUND = " \t<>()[]\"',;:-–—|"
_LINE = re.compile(r'(?:"[^"\n]*"|[^";\r\n])+|"')
_PERSON = re.compile(r'\s*(?:"[^"]*"|[^<>@"]*)<\s*(?:mailto:)?[^\s<>@",;]+@[^\s<>@",;]+\s*>\s*', re.IGNORECASE)
_ALONE = re.compile(r"\s*<?(?:mailto:)?[^\s<>@\",;:]+@[^\s<>@\",;:]+>?\s*", re.IGNORECASE)


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
    """Whether an @ stands between letters somewhere in the text."""
    return _FOUND.search(text) is not None


def name_and_address(cell: str) -> tuple[str, str]:
    """The words and the one address in a cell; the whole cell as words when it holds no or more addresses."""
    text = _MAILTO.sub("", cleaned(cell))
    found = _FOUND.findall(text)
    if len(found) != 1:
        return text, ""
    address = found[0].strip("'")
    before, _, after = text.partition(found[0])
    name = cleaned(f"{before.rstrip(_AROUND)} {after.lstrip(_AROUND)}").strip(_AROUND)
    return ("" if name.casefold() == address.casefold() else name), address.rstrip(".")


def addresses_in(text: str) -> list[tuple[str, str]] | None:
    """Names and addresses from a text that holds nothing else, as mail programs copy them; None for any other text."""
    found = [person for part in _parts(text) for person in _people(part)]
    return None if not found or ("", "") in found else found


def _parts(text: str) -> Iterator[str]:
    """The text cut at ends of lines and semicolons, but not between quotation marks; "" for what does not fit."""
    return (part.strip(" \t,") for part in _LINE.findall(text) if part.strip(" \t,"))


def _people(part: str) -> Iterator[tuple[str, str]]:
    for piece in re.split(r"(?<=>)[ \t]*,", part):
        if _PERSON.fullmatch(piece) or _ALONE.fullmatch(piece):
            yield name_and_address(piece)
        else:
            for one in piece.split(","):
                fits = _PERSON.fullmatch(one) or _ALONE.fullmatch(one)
                yield name_and_address(one) if fits else ("", "")
