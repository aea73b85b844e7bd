"""Answers from elsewhere while somebody looks at them: which column is what, and who would come in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samenspel.errors import AnswersError, Problem
from samenspel.exchange import ColumnMap, Import, Matching, Table, match_columns, read_answers, read_table
from samenspel.exchange.coding import code_named
from samenspel.exchange.headers import Wordings, is_of_tool
from samenspel.exchange.mapping import ROLES, Target
from samenspel.exchange.wording import label, plain, shortened
from samenspel.theory.instrument import Instrument, Multiple
from samenspel.theory.library import find_instrument, instrument_slugs, shipped_instrument
from samenspel.web.uploads.services import path_of

MOST_PEOPLE = 5000
UNUSED = ""
EXAMPLES = 3
PARTY_HEADERS = frozenset(("partij", "organisatie", "naam organisatie", "party", "organisation", "organization"))


@dataclass(frozen=True)
class Chosen:
    """What was chosen for a file so far.

    meanings: per header what the column is, as a map writes it ("AMB-1", "party", "FEA-seen[trust]"); "ignore" for one
    that is left out. words: per word that stands for an answer that answer ("zeer eens": 7).
    """

    instrument: str
    sheet: str | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, upload: Any) -> "Chosen":
        """What was chosen for this upload."""
        kept = upload.choices
        return cls(kept["instrument"], kept.get("sheet"), kept.get("meanings", {}), kept.get("words", {}))

    def to_remember(self) -> dict[str, Any]:
        """What is worth knowing the next time; a header that no database keeps is left out."""
        meanings = {header: meaning for header, meaning in self.meanings.items() if "\0" not in header}
        return {"meanings": meanings, "words": self.words}

    def map_for(self, table: Table, file: str) -> ColumnMap:
        """The map that these choices make, for the columns and questions that are there."""
        instrument, once = find_instrument(self.instrument), named_once(table)
        columns = {}
        for header, meaning in self.meanings.items():
            target = target_of(meaning, instrument)
            if header in once and target is not None:
                columns[header] = target
        labels: dict[str, dict[str, int]] = {item.id: {} for item in instrument.items}
        for item in instrument.items:
            for word, answer in self.words.items():
                code = code_named(item.kind, answer)
                if code is not None:
                    labels[item.id][label(word)] = code
        return ColumnMap(file, "", columns, labels)


@dataclass(frozen=True)
class ColumnSeen:
    """A column as it is shown: its header, some of its cells, what it is now, and what it may have been meant to be.

    by: how that was found ("id", "text", "order", "map", "role", "tool"), or empty. fixed: its header stands in the
    file more than once, so that no choice can name it.
    """

    number: int
    header: str
    examples: tuple[str, ...]
    meaning: str
    by: str
    close: tuple[str, ...]
    fixed: bool


@dataclass(frozen=True)
class Seen:
    """A file as it is shown: its sheet and columns, how many questions have one, and what is wrong with the whole."""

    sheet: str | None
    sheets: tuple[str, ...]
    rows: int
    columns: tuple[ColumnSeen, ...]
    matching: Matching | None
    problems: tuple[Problem, ...]


def named_once(table: Table) -> set[str]:
    """The headers that name one column: only those can be given a meaning."""
    often = Counter(plain(header) for header in table.header)
    return {header for header in table.header if plain(header) and often[plain(header)] == 1}


def target_of(meaning: str, instrument: Instrument) -> Target | None:
    """What a meaning says of a column; None when it is not of this instrument."""
    if meaning in ROLES:
        return Target(meaning)
    item_id, _, option = meaning.removesuffix("]").partition("[")
    for item in instrument.items:
        if item.id == item_id and not option:
            return Target(item_id)
        if item.id == item_id and isinstance(item.kind, Multiple) and option in {one.id for one in item.kind.options}:
            return Target(item_id, option)
    return None


def guessed(upload: Any) -> dict[str, Any]:
    """What a file seems to be, for a person to look at: its instrument, and the column that names the party."""
    with path_of(upload) as path:
        table = read_table(path)
    parties = [header for header in table.header if plain(header) in PARTY_HEADERS and header in named_once(table)]
    return {"instrument": _guessed_instrument(table.header), "meanings": dict.fromkeys(parties[:1], "party")}


def _guessed_instrument(header: tuple[str, ...]) -> str:
    """The instruments that headers name questions of, joined by "+"; "conditions" when there are none."""
    found = []
    for slug in instrument_slugs():
        named = Wordings(shipped_instrument(slug)).named
        if any(one and named(one).items for one in header):
            found.append(slug)
    return "+".join(found) or "conditions"


def looked_at(upload: Any) -> Seen:
    """The columns of a file as they are understood now. Raises AnswersError when it cannot be read as a table."""
    chosen, instrument = Chosen.of(upload), find_instrument(Chosen.of(upload).instrument)
    with path_of(upload) as path:
        table = read_table(path, sheet=chosen.sheet)
    matching: Matching | None = None
    problems: tuple[Problem, ...] = ()
    try:
        matching = match_columns(table, instrument, chosen.map_for(table, upload.name))
    except AnswersError as error:
        problems = tuple(one for one in error.problems if not one.key.startswith("answers-nothing-matched"))
    columns = _columns(table, matching, chosen, instrument)
    return Seen(table.sheet, table.sheets, len(table), columns, matching, tuple(map(for_browser, problems)))


def _columns(table: Table, matching: Matching | None, chosen: Chosen, instrument: Instrument) -> tuple[ColumnSeen, ...]:
    found = _found(matching) if matching else _named(table, chosen, instrument)
    close = {one.place.column: one.close for one in matching.unmatched} if matching else {}
    once = named_once(table)
    seen = []
    for number, header in enumerate(table.header):
        if not plain(header):
            continue
        meaning, by = found.get(number, (UNUSED, "tool" if is_of_tool(header) else ""))
        values = [shortened(value, 40) for value in table.columns[number].values if value.strip()]
        examples = tuple(values[:EXAMPLES])
        seen.append(ColumnSeen(number, header, examples, meaning, by, close.get(number, ()), header not in once))
    return tuple(seen)


def _found(matching: Matching) -> dict[int, tuple[str, str]]:
    """Per column its meaning and by what it was found."""
    found: dict[int, tuple[str, str]] = {}
    for match in matching.matches:
        options = match.options or ("",) * len(match.places)
        for place, option in zip(match.places, options, strict=True):
            found[place.column] = (f"{match.item}[{option}]" if option else match.item, match.by)
    roles = {"party": matching.party, "breakdown": matching.breakdown, "may-quote": matching.may_quote}
    found |= {place.column: (role, "role") for role, place in roles.items() if place}
    return found | {place.column: ("ignore", "map") for place in matching.ignored}


def _named(table: Table, chosen: Chosen, instrument: Instrument) -> dict[int, tuple[str, str]]:
    """The same, column by column, where the columns together make no sense yet."""
    wordings, found = Wordings(instrument), {}
    for number, header in enumerate(table.header):
        named = wordings.named(header)
        if chosen.meanings.get(header):
            found[number] = (chosen.meanings[header], "map")
        elif len(named.items) == 1:
            found[number] = (f"{named.items[0]}[{named.option}]" if named.option else named.items[0], named.by)
    return found


def meanings_from(given: Mapping[str, str], seen: Seen, instrument: Instrument) -> dict[str, str]:
    """The meanings in a form (c0, c1, …): what differs from what was found without help, and what was chosen before."""
    chosen = {}
    for column in seen.columns:
        wanted = given.get(f"c{column.number}")
        if (
            column.fixed
            or "\0" in column.header
            or wanted is None
            or (wanted and target_of(wanted, instrument) is None)
        ):
            continue
        if wanted != column.meaning or column.by in ("map", "role"):
            chosen[column.header] = wanted or "ignore"
    return chosen


def imported(upload: Any, *, skip: bool, invited: int | None = None) -> Import:
    """The answers in a file as they would come in. Raises AnswersError with all that is wrong."""
    chosen, instrument = Chosen.of(upload), find_instrument(Chosen.of(upload).instrument)
    with path_of(upload) as path:
        mapping = chosen.map_for(read_table(path, sheet=chosen.sheet), upload.name)
        found = read_answers(path, instrument, mapping=mapping, sheet=chosen.sheet, skip_bad_rows=skip, invited=invited)
    if found.answers.people > MOST_PEOPLE:
        raise AnswersError(Problem("import-too-many-people", values={"most": MOST_PEOPLE}))
    return found


def form_asked(instrument: Instrument, asked: set[str]) -> str:
    """The smallest form that holds all that was asked; the first one when none does."""
    meant = instrument.form_of(asked)
    return next((form.id for form in instrument.forms if form.items == meant), instrument.forms[0].id)


_FOR_BROWSER = {
    "answers-unknown-answer": "import-unknown-answer",
    "answers-unknown-options": "import-unknown-options",
    "answers-more-problems": "import-more-problems",
    "answers-more-than-invited": "import-more-than-invited",
}


def for_browser(problem: Problem) -> Problem:
    """The problem with a remedy for who sits at a page instead of at a command line."""
    return Problem(_FOR_BROWSER.get(problem.key, problem.key), problem.where, problem.values)
