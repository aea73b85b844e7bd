"""What a result says, read back from each document itself: the page, the PDF, the slides, the sheet and the JSON.

Numbers become facts: (kind, about, group) with the words in which they stand. kind: "mean", "between", "n", "spread",
"count", or "value" for the bare number behind a chart; about: the id of a scale or item, for a count "item/option".
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from samenspel.diagnosis.finding import OWN_WORDS
from samenspel.present.words import say, texts
from samenspel.theory.instrument import Choice, Multiple
from samenspel.theory.patterns import pattern, pattern_slugs

STATES = ("open", "done", "changed", "dropped")


def plain(text) -> str:
    """Without white space: lines break elsewhere in each document."""
    return "".join(str(text).split())


def single(text) -> str:
    return " ".join(str(text).split())


def bare(value) -> str:
    """The number behind a chart."""
    return "" if value is None else f"{value:.3f}"


@dataclass
class Names:
    """What things are called in one language, so that a number can be brought back to what it is about."""

    instrument: object
    lang: str
    groups: tuple[str, ...] = ()

    def __post_init__(self):
        lang, self.ids, self.shown = self.lang, {}, {}
        for scale in self.instrument.scales:
            for name in (scale.name, scale.short):
                self.ids[plain(name[lang])] = scale.id
                self.shown[single(name[lang])] = (scale.id, "")
            for group in self.groups:
                self.shown[single(f"{scale.name[lang]} · {group}")] = (scale.id, group)
        for item in self.instrument.items:
            for name in (item.text, item.short):
                self.ids.setdefault(plain(name[lang]), item.id)
            self.shown.setdefault(single(item.short[lang]), (item.id, ""))
        self.by_group = {plain(group): group for group in self.groups}
        patterns = (pattern(slug).name for slug in pattern_slugs())
        self.patterns = {plain(name[lang]) for name in (*patterns, OWN_WORDS)}
        more, less = (say(f"number-or-{way}", lang, value="") for way in ("more", "less"))
        self.mean = rf"(−?\d+[.,]\d(?:{re.escape(more)}|{re.escape(less)})?)(?![\d.,]\d)"

    def option(self, item, name):
        kind = self.instrument.item(item).kind
        return next(one.id for one in kind.options if plain(name).startswith(plain(one.name[self.lang])))

    def choices(self):
        return {plain(one.text[self.lang]): one.id for one in self.instrument.of_kind(Choice, Multiple)}


@dataclass
class Extract:
    """What one document says."""

    names: Names
    facts: dict = field(default_factory=lambda: defaultdict(set))
    found: set = field(default_factory=set)
    aside: set = field(default_factory=set)
    remarks: set = field(default_factory=set)
    programme: list = field(default_factory=list)
    actions: set = field(default_factory=set)
    words: str = ""

    @property
    def lang(self):
        return self.names.lang

    def note(self, kind, about, value, group=""):
        self.facts[kind, about, group].add(plain(value))

    def mean(self, about, text, group=""):
        """A mean as it stands; empty where it says that there is none."""
        found = re.match(self.names.mean, single(text))
        none = (plain("–"), plain(say("table-not-shown", self.lang)))
        assert found or plain(text) in none, text
        self.note("mean", about, found[1] if found else "", group)

    def between(self, about, text, group=""):
        self.note("between", about, "–".join(re.findall(r"−?\d+[.,]\d", single(text))), group)

    def n(self, about, text, group=""):
        self.note("n", about, re.match(r"\d+|", single(text))[0] or "0", group)

    def spread(self, about, text):
        self.note("spread", about, "·".join(re.findall(r"\d+", text)))

    def described(self, about, text):
        """The alternative of a row of answers: every count behind its answer."""
        if say("table-not-shown", self.lang) not in text.lower() and not re.search(self.names.mean, text):
            self.spread(about, " ".join(re.findall(r": (\d+)\b(?!:)", text)))

    def spoken(self, text):
        """Means that stand behind a name in running words, with their number of answers where that follows."""
        said = single(text)
        for name, (about, group) in self.names.shown.items():
            for found in re.finditer(rf"(?:^|[;:.·] ){re.escape(name)} {self.names.mean}(?: \((\d+))?", said):
                self.mean(about, found[1], group)
                if found[2]:
                    self.n(about, found[2], group)

    def answered(self, text):
        """How many people answered, of how many, of how many parties."""
        said = single(text)
        kinds = ("invited-parties", "invited-one", "invited-many", "people-parties", "people-many")
        for key in (f"response-{kind}" for kind in kinds):
            form = re.escape(texts()[key][self.lang]).replace(r"\{share\}", r"\d+%")
            found = re.search(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\d+)", form), said)
            if found:
                for name, many in found.groupdict().items():
                    self.note("response", {"n": "people"}.get(name, name), many)
                return

    def table_of_groups(self, headings, rows):
        """Groups as rows: their people, and a mean under the name of each scale or item."""
        about = [self.names.ids[plain(heading)] for heading in headings[2:]]
        for name, people, *cells in rows:
            group = self.names.by_group[plain(name)]
            self.note("people", "", people, group)
            for one, cell in zip(about, cells, strict=True):
                self.mean(one, cell, group)

    def is_of_groups(self, headings):
        return len(headings) > 2 and plain(headings[1]) == plain(say("groups-people", self.lang))

    def action(self, what, who, until, state=""):
        self.actions.add((plain(what), plain(who), plain(until), plain(state).lower()))

    def moved(self, name, text):
        """The last mean of a scale in a picture of change, with its interval and its number of answers."""
        about = self.names.ids[plain(name)]
        self.mean(about, text)
        answers = re.search(r"(\d+) \w+\)?$", single(text))
        between = re.search(r"−?\d+[.,]\d–−?\d+[.,]\d", single(text))
        self.between(about, between[0] if between else "")
        self.n(about, answers[1])

    def counted(self, item, name, text):
        """How many chose an option; None where that is not told."""
        if text is not None:
            self.note("count", f"{item}/{self.names.option(item, name)}", re.match(r"\d+", single(text))[0])
