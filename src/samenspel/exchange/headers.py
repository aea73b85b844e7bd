"""What the header of a column can mean: an item, an option of one, or something that a survey tool adds."""

import difflib
import re
from dataclasses import dataclass

from samenspel.exchange.matching import By
from samenspel.exchange.wording import compact, plain
from samenspel.theory.instrument import Instrument, Multiple

_IN_BRACKETS = re.compile(r"(.*)\[([^\[\]]*)\]", re.DOTALL)
_JOINED_CODES = re.compile(r"([A-Za-z0-9]+)_([A-Za-z0-9]+)")
# what makers of a questionnaire put around a text: "3. ", "Vraag 3: ", " (1-7)", " [1 t/m 5]"
_NUMBER_BEFORE = re.compile(
    r"^\s*(?:(?:vraag|stelling|question|statement)\s*)?\d{1,3}\s*[.):–-]\s*(?=\D)", re.IGNORECASE
)
_RANGE_BEHIND = re.compile(
    r"\s*[(\[]\s*(?:schaal|scale)?\s*\d+\s*(?:-|–|—|t/m|tot en met|tot|to|\.\.+)\s*\d+\s*[)\]]\s*$", re.IGNORECASE
)
_REPEATED = re.compile(r"(?<=\S)\d{1,2}$")
SUBMITTED = frozenset(("date submitted", "submitdate", "datum ingezonden", "datum verzonden"))
_OF_TOOL = SUBMITTED.union(
    # Microsoft Forms
    ("id", "start time", "completion time", "email", "name", "last modified time", "language"),
    ("begintijd", "tijd van voltooien", "e mail", "naam", "tijdstip van laatste wijziging", "taal"),
    # LimeSurvey, by heading and by code
    ("response id", "last page", "start language", "seed", "date started", "date last action", "ip address"),
    ("antwoord id", "laatste pagina", "starttaal", "datum gestart", "startdatum", "datum laatste actie", "ip adres"),
    ("lastpage", "startlanguage", "startdate", "datestamp", "ipaddr", "refurl", "token", "interviewtime"),
    ("referrer url", "access code", "total time", "totale tijd"),
    # Google Forms
    ("timestamp", "tijdstempel"),
)
_TIMING = re.compile(r"(group|question|groep|vraag) ?(time|tijd)(\d+$|\b)")


@dataclass(frozen=True)
class Found:
    """The items that a header can mean (more than one when they share a text), and the option of a multiple item."""

    items: tuple[str, ...] = ()
    by: By = "id"
    option: str | None = None


class Closest:
    """Looks a header up among wordings that it may have meant."""

    def __init__(self, keys: dict[str, str]) -> None:
        """Take per wording the id of its item."""
        self.keys = keys

    def __call__(self, header: str) -> tuple[str, ...]:
        """At most three item ids, the closest first."""
        header = without_numbering(header)
        words = plain(header)
        cut = [key for key in self.keys if len(words) >= 12 and key.startswith(words)]
        short = difflib.get_close_matches(compact(header), self.keys, 3, 0.75) if len(header) <= 12 else []
        close = difflib.get_close_matches(words, self.keys, 3, 0.8)
        return tuple(dict.fromkeys(self.keys[key] for key in (*cut, *short, *close)))[:3]


class Wordings:
    """Every id and text of an instrument, as headers may write them."""

    def __init__(self, instrument: Instrument) -> None:
        """Collect the wordings."""
        self.items = {item.id: item for item in instrument.items}
        self.ids: dict[str, list[str]] = {}
        self.texts: dict[str, list[str]] = {}
        self.shorts: dict[str, list[str]] = {}
        for item in instrument.items:
            _add(self.ids, compact(item.id), item.id)
            for lang in ("nl", "en"):
                _add(self.texts, plain(item.text[lang]), item.id)
                _add(self.texts, plain(f"{item.id} {item.text[lang]}"), item.id)
                _add(self.texts, plain(f"{compact(item.id)} {item.text[lang]}"), item.id)
                _add(self.shorts, plain(item.short[lang]), item.id)

    def named(self, header: str) -> Found:
        """The item that a header names: alone, as the part of a question between brackets, or with a digit added.

        What is written decides first; then without a number before it, and without a range such as (1-7) behind it.
        """
        found = self._named(header)
        bare = header if found.items else without_numbering(header)
        return found if bare == header else self._named(bare)

    def _named(self, header: str) -> Found:
        whole = self._item(header)
        if whole.items:
            return whole
        for pattern in (_IN_BRACKETS, _JOINED_CODES):
            parts = pattern.fullmatch(header)
            found = self._part(parts[1], parts[2].split("|")[0]) if parts else Found()
            if found.items:
                return found
        # Microsoft Forms adds a digit to a text that it has used before.
        return self._text(_REPEATED.sub("", header))

    def closest(self, missing: tuple[str, ...]) -> Closest:
        """Finds the items, of those without a column, whose wording is close to that of a header."""
        keys = {
            key: items[0]
            for wordings in (self.ids, self.texts, self.shorts)
            for key, items in wordings.items()
            if items[0] in missing
        }
        return Closest(keys)

    def _item(self, header: str) -> Found:
        same = tuple(item_id for item_id in self.items if item_id.casefold() == header.casefold())
        items = same or tuple(self.ids.get(compact(header), ()))
        return Found(items, "id") if len(items) == 1 else self._text(header)

    def _text(self, header: str) -> Found:
        words = plain(header)
        return Found(tuple(self.texts.get(words) or self.shorts.get(words) or ()), "text")

    def _part(self, question: str, part: str) -> Found:
        whole = self._item(question.strip())
        kinds = [self.items[item].kind for item in whole.items]
        if len(kinds) == 1 and isinstance(kinds[0], Multiple):
            for option in kinds[0].options:
                names = (plain(option.name.nl), plain(option.name.en))
                if compact(part) == compact(option.id) or plain(part) in names:
                    return Found(whole.items, whole.by, option.id)
            return Found()
        return self._item(part.strip())


def _add(wordings: dict[str, list[str]], key: str, item_id: str) -> None:
    items = wordings.setdefault(key, [])
    if item_id not in items:
        items.append(item_id)


def without_numbering(header: str) -> str:
    """The header without the number of the question before it and the range of the answers behind it."""
    return _NUMBER_BEFORE.sub("", _RANGE_BEHIND.sub("", header))


def is_of_tool(header: str) -> bool:
    """Whether survey tools add a column with this header themselves."""
    return plain(header) in _OF_TOOL or _TIMING.match(plain(header)) is not None
