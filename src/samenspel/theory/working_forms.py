"""Working forms: ways to hold a part of a conversation, as data."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samenspel.errors import LANGUAGES
from samenspel.theory.library import coverage
from samenspel.theory.table import Table, read_file
from samenspel.theory.words import Bilingual

FORMAT = "samenspel.working-form/1"
FEWEST_STEPS, MOST_STEPS = 3, 6

_SHELF = files("samenspel.theory").joinpath("ways_to_talk")


@dataclass(frozen=True)
class WorkingForm:
    """One way to talk. how: its steps, in order.

    patterns: what it suits: slugs of patterns, or a variant of one as "slug/variant". people, minutes: the fewest and
    the most that it works with. needs: what to have at hand, where that is more than a room.
    """

    slug: str
    name: Bilingual
    how: tuple[Bilingual, ...]
    patterns: tuple[str, ...]
    sources: tuple[str, ...]
    people: tuple[int, int]
    minutes: tuple[int, int]
    needs: Bilingual | None = None

    def suits(self, finding: str) -> int:
        """How closely it suits the finding with this key: the words of its key that are named, 0 when it does not."""
        named = (one.split("/") for one in self.patterns)
        return max((len(one) for one in named if finding.split("/")[: len(one)] == one), default=0)

    def fits(self, people: int, minutes: int) -> bool:
        """Whether it works with this many people in this much time."""
        return self.people[0] <= people <= self.people[1] and self.minutes[0] <= minutes <= self.minutes[1]


def working_form_slugs() -> tuple[str, ...]:
    """The slugs of the working forms that come with Samenspel, in alphabetical order."""
    names = (entry.name for entry in _SHELF.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def working_form(slug: str) -> WorkingForm:
    """The working form with this slug; FileNotFoundError when none ships, TheoryError when its file does not hold."""
    name = f"{slug}.toml"
    return parse_working_form(_SHELF.joinpath(name).read_text("utf-8"), name)


def working_forms() -> tuple[WorkingForm, ...]:
    """Every working form that comes with Samenspel, by slug."""
    return tuple(working_form(slug) for slug in working_form_slugs())


def parse_working_form(text: str, file: str) -> WorkingForm:
    """The working form in a text; `file` is the name that messages use. Raises TheoryError with all problems."""
    return read_file(text, file, FORMAT, _working_form)


def _working_form(root: Table) -> WorkingForm:
    return WorkingForm(
        slug=root.text("slug"),
        name=root.said("name"),
        how=_how(root),
        patterns=root.names("patterns"),
        sources=_sources(root),
        people=_range(root, "people"),
        minutes=_range(root, "minutes"),
        needs=root.words("needs", required=False),
    )


def _how(root: Table) -> tuple[Bilingual, ...]:
    steps = root.tables("how")
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        root.note("working-form-steps", "how", count=len(steps), least=FEWEST_STEPS, most=MOST_STEPS)
    found = []
    for step in steps:
        found.append(Bilingual(*(step.text(lang) for lang in LANGUAGES)))
        step.close()
    return tuple(found)


def _sources(root: Table) -> tuple[str, ...]:
    sources = root.names("sources")
    for one in sources:
        if one not in coverage():
            root.note("pattern-unknown-source", "sources", source=one)
    if not sources:
        root.note("theory-missing-key", None, key="sources")
    return sources


def _range(root: Table, key: str) -> tuple[int, int]:
    ends = root.table(key)
    low, high = ends.whole("low"), ends.whole("high")
    ends.close()
    if low > high:
        root.note("working-form-range", key, key=key, low=low, high=high)
    return low, high
