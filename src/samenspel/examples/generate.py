"""Example answers of made-up networks, the same bytes every time: `python -m samenspel.examples.generate [FOLDER]`.

What the answers of each tell is in its story, a `.toml` with its name; what can be found in them is in `README.md`.
"""

import csv
import io
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samenspel.theory.instrument import Choice, Item, OpenText, Rating
from samenspel.theory.library import shipped_instrument

HERE = Path(__file__).parent
STORIES = ("langer-thuis-wonen", "warme-buurten")
INSTRUMENTS = ("conditions", "phase")
NAME = re.compile(r"\[\[(.+?)\]\]")
AVOIDS_EXTREMES = 0.25
"""The share of people who never choose the outermost points."""
KEEP_REMARKS_PRIVATE = 6
"""How many people of the second round do not want their remarks in the report."""
MAY_QUOTE = "Mijn opmerkingen mogen in het verslag"

Floats = NDArray[np.float64]
Story = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """Someone who was invited: how high they answer on each scale, and whether the ends of a scale are for them."""

    party: str
    sector: str
    heights: Mapping[str, float]
    avoids_extremes: bool


@dataclass(frozen=True)
class Row:
    """What one person filled in: per item id what stands in the cell, with options by their id."""

    person: Person
    cells: dict[str, str] = field(default_factory=dict)
    may_quote: bool = True


def story(name: str = STORIES[0]) -> Story:
    """What the answers of a network tell, as data."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def example_files(name: str, told: Story) -> dict[str, bytes]:
    """The example files of a network: its rounds of answers, and of a second one the remarks as read for names."""
    rng = np.random.default_rng(told["seed"])
    people = _people(told, rng)
    items = _asked()
    first, *later = (_Round(told, number, rng).answered(people, items) for number in range(1, _rounds(told) + 1))
    files = {f"{name}-1.csv": _survey_tool(first, items)}
    for second in later:
        private = set(_shuffled(len(second), rng)[:KEEP_REMARKS_PRIVATE])
        second = [replace(row, may_quote=place not in private) for place, row in enumerate(second)]
        files[f"{name}-2.csv"] = _dutch_excel(second, items)
        files[f"{name}-2-remarks.csv"] = _remarks_as_read(told, second, items)
    return files


def _rounds(told: Story) -> int:
    return len(told["parties"][0]["answered"])


def _asked() -> list[Item]:
    """The items of both instruments, in the order in which people get them."""
    asked = []
    for one in map(shipped_instrument, INSTRUMENTS):
        full = next(form for form in one.forms if form.id == "full")
        asked += [one.item(item_id) for item_id in full.items]
    return asked


# Uniform numbers are the only draws whose values NumPy keeps the same; the rest is made from them.
def _normal(rng: np.random.Generator, n: int) -> Floats:
    """Close to a standard normal, and never beyond six: the sum of twelve uniform numbers."""
    return np.asarray(rng.random((n, 12)).sum(axis=1) - 6.0)


def _shuffled(n: int, rng: np.random.Generator) -> list[int]:
    return [int(place) for place in np.argsort(rng.random(n))]


def _people(told: Story, rng: np.random.Generator) -> list[Person]:
    names = [(party["name"], party["sector"]) for party in told["parties"] for _ in range(party["invited"])]
    everywhere = _normal(rng, len(names)) * told["spread"]["people"]
    scales = [scale.id for scale in shipped_instrument("conditions").scales]
    heights = {scale: everywhere + _normal(rng, len(names)) * told["spread"]["scale"] for scale in scales}
    avoids = rng.random(len(names)) < AVOIDS_EXTREMES
    return [
        Person(party, sector, {scale: float(heights[scale][place]) for scale in scales}, bool(avoids[place]))
        for place, (party, sector) in enumerate(names)
    ]


def _of(values: Mapping[str, float], item: str) -> float:
    """The value of an item, or of its scale, or of all."""
    return values.get(item, values.get(item.split("-")[0], values["default"]))


@dataclass(frozen=True)
class _Round:
    """One round in the making. Its steps draw from the same generator, so their order is part of the story."""

    told: Story
    number: int
    rng: np.random.Generator

    def answered(self, people: Sequence[Person], items: Sequence[Item]) -> list[Row]:
        """What everyone filled in, in an order that tells nothing about the parties."""
        rows = [Row(person) for person in self._who_answer(people)]
        for item in items:
            match item.kind:
                case Rating():
                    self._rate(item.id, item.kind, rows)
                case Choice():
                    self._choose(item.id, item.kind, rows)
        self._stop_halfway(rows, [item.id for item in items])
        self._remark(rows)
        return [rows[place] for place in _shuffled(len(rows), self.rng)]

    def _who_answer(self, people: Sequence[Person]) -> Iterator[Person]:
        for party in self.told["parties"]:
            members = [person for person in people if person.party == party["name"]]
            chosen = _shuffled(len(members), self.rng)[: party["answered"][self.number - 1]]
            yield from (members[place] for place in sorted(chosen))

    def _rate(self, item: str, kind: Rating, rows: Sequence[Row]) -> None:
        shifts = [shift for shift in self.told.get("shifts", ()) if item in shift["items"]]
        by_party = {shift["party"]: self._now(shift["by"]) for shift in shifts}
        people = [row.person for row in rows]
        lean = np.array([one.heights[item.split("-")[0]] + by_party.get(one.party, 0.0) for one in people])
        lean += _normal(self.rng, len(rows)) * _of(self.told["spread"], item)
        # the story tells where all of them lie together: only rounding and the ends of the scale move that
        points = np.rint(self._now(self.told["ratings"][item]) + lean - lean.mean())
        for row, point in zip(rows, points, strict=True):
            inside = int(row.person.avoids_extremes)
            row.cells[item] = str(int(min(max(point, kind.low + inside), kind.high - inside)))
        self._leave_out(item, "weet ik niet", rows)

    def _choose(self, item: str, kind: Choice, rows: Sequence[Row]) -> None:
        phase = self.told["phase"][item]
        # everyone draws in a stretch of their own, so that the options get about their share
        draws = (np.array(_shuffled(len(rows), self.rng)) + self.rng.random(len(rows))) / len(rows)
        for row, draw in zip(rows, draws, strict=True):
            weights = np.cumsum(self._now(phase.get(row.person.sector, phase["default"])))
            row.cells[item] = kind.options[int(np.searchsorted(weights, draw * weights[-1], side="right"))].id
        self._leave_out(item, "dat kan ik niet zeggen", rows)

    def _leave_out(self, item: str, words: str, rows: Sequence[Row]) -> None:
        unsure, blank = (_of(self.told[share], item) for share in ("unsure", "blank"))
        for row, draw in zip(rows, self.rng.random(len(rows)), strict=True):
            if draw < unsure:
                row.cells[item] = words
            elif draw > 1 - blank:
                row.cells[item] = ""

    def _stop_halfway(self, rows: Sequence[Row], items: Sequence[str]) -> None:
        for stop in self.told.get("stopped", ()):
            if stop["round"] == self.number:
                row = next(row for row in rows if row.person.party == stop["party"])
                row.cells.update((item, "") for item in items[items.index(stop["before"]) :])

    def _remark(self, rows: Sequence[Row]) -> None:
        for remark in self.told.get("remarks", ()):
            if remark["round"] == self.number:
                free = [r for r in rows if r.person.party == remark["party"] and remark["item"] not in r.cells]
                row = free[int(self.rng.random() * len(free))]
                row.cells[remark["item"]] = NAME.sub(r"\1", remark["text"])

    def _now(self, by_round: Sequence[Any]) -> Any:
        return by_round[self.number - 1]


def _survey_tool(rows: Sequence[Row], items: Sequence[Item]) -> bytes:
    """As a survey tool exports it: item and option ids, commas."""
    header = ["id", "Organisatie", "Sector", *(item.id for item in items)]
    return _csv(header, _lines(rows, items), ",", "\n").encode("utf-8")


def _dutch_excel(rows: Sequence[Row], items: Sequence[Item]) -> bytes:
    """As a Dutch Excel saves it: questions and options in full, semicolons, a byte-order mark."""
    header = ["Id", "Organisatie", "Sector", *(item.text.nl for item in items), MAY_QUOTE]
    lines = _lines(rows, items, _option_name)
    asked = ([*line, "ja" if row.may_quote else "nee"] for line, row in zip(lines, rows, strict=True))
    return _csv(header, asked, ";", "\r\n").encode("utf-8-sig")


def _option_name(item: Item, cell: str) -> str:
    names = {option.id: option.name.nl for option in item.kind.options} if isinstance(item.kind, Choice) else {}
    return names.get(cell, cell)


def _lines(
    rows: Sequence[Row], items: Sequence[Item], shown: Callable[[Item, str], str] = lambda _, cell: cell
) -> Iterator[list[str]]:
    for number, row in enumerate(rows, 1):
        cells = (shown(item, row.cells.get(item.id, "")) for item in items)
        yield [str(number), row.person.party, row.person.sector, *cells]


def _remarks_as_read(told: Story, rows: Sequence[Row], items: Sequence[Item]) -> bytes:
    """The remarks that may be quoted, after somebody read them for names; by their words, so not by who wrote when."""
    read_over = {NAME.sub(r"\1", one["text"]): NAME.sub("[naam]", one["text"]) for one in told["remarks"]}
    lines = []
    for item in items:
        if isinstance(item.kind, OpenText):
            written = (row.cells.get(item.id, "") for row in rows if row.may_quote)
            lines += [[item.id, text] for text in sorted(read_over[text] for text in written if text)]
    return _csv(["item", "remark"], lines, ",", "\r\n").encode("utf-8-sig")


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]], separator: str, line_end: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()


def main(folder: Path = HERE) -> None:
    """Write the example files into a folder: beside this module unless told otherwise."""
    for name in STORIES:
        for file, content in example_files(name, story(name)).items():
            (folder / file).write_bytes(content)
            print(folder / file)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
