"""How often each pattern is told where nothing is the matter, and where something was planted.

`python bench/pattern_rates.py` prints the tables; --write puts them into docs/explanation/what-stands-out.md.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from samenspel.diagnosis.stands_out import stands_out  # noqa: E402 - the project's folder comes first
from samenspel.theory.patterns import pattern, pattern_slugs  # noqa: E402
from tests.diagnosis.networks import (  # noqa: E402
    CONDITION,
    PARTY,
    PHASES,
    RATED,
    Network,
    quick_intervals,
    released,
)

PAGE = ROOT / "docs" / "explanation" / "what-stands-out.md"
BEGIN, END = "<!-- rates: begin -->", "<!-- rates: end -->"
SEED = 20261121
NETWORKS = 400
HEALTHY_TIMES = 5
"""Healthy networks are simulated more often: the share that is told of a risk is small, and its limit is close."""
PARTIES = {8: (2,) * 4, 12: (2,) * 6, 20: (2,) * 10, 30: (2, 3) * 6, 36: (3,) * 12}
"""How many people, and the parties that they come from."""
SECTORS = {n: tuple(len(part) for part in np.array_split(range(n), 3)) for n in PARTIES}
SHARED = 0.4
"""The part of the variance that is the person's, where items are not independent."""

Rates = dict[str, float]


@dataclass(frozen=True)
class Case:
    """One line of a table: networks of one sort, and the pattern to look for ("risk" for any)."""

    what: str
    pattern: str = "risk"
    network: Network = field(default_factory=lambda: Network(()))
    parties: dict[int, tuple[int, ...]] = field(default_factory=lambda: PARTIES)
    sizes: tuple[int, ...] = tuple(PARTIES)


def lower(items: Iterable[str], points: float) -> dict[str, float]:
    return dict.fromkeys(items, -points)


HEALTHY = (
    Case("totals"),
    Case("totals, with three sectors", network=Network((), sectors=3)),
    Case("by party", network=Network((), PARTY)),
)
OTHERS = [item for item in RATED if item not in CONDITION["PRO"]]
RANDOM = [1 / PHASES] * PHASES
DIALOGUE = ["INT-3", "INT-4"]
BEHIND_IT = ["AMB-2", "AMB-4", "ORG-2", "CHA-2", "CHA-3"]
YIELD = ["ORG-3", "PRO-4", "CHA-2"]
STEPS = ["PRO-1", "PRO-4", "CHA-2"]
PLANTED = (
    Case("nothing: the ambition lies at 5.5", "living-ambition"),
    Case("its absence: the ambition 2 lower", "living-ambition", Network((), shifts=lower(CONDITION["AMB"], 2))),
    Case(
        "the use for the challenge 2 lower", "strong-ties-little-use", Network((), shifts=lower(["CHA-2", "CHA-3"], 2))
    ),
    Case("one condition 1.5 lower", "uneven-attention", Network((), shifts=lower(CONDITION["REL"], 1.5))),
    Case("one condition 2.5 lower", "uneven-attention", Network((), shifts=lower(CONDITION["REL"], 2.5))),
    Case("all but the process 1.5 lower", "attention-that-pays", Network((), shifts=lower(OTHERS, 1.5))),
    Case("decisiveness 2 lower", "support-without-decisiveness", Network((), shifts=lower(["ORG-3"], 2))),
    Case("support 2 lower", "decisiveness-without-support", Network((), shifts=lower(["ORG-2"], 2))),
    Case("nothing: trust lies at 5.5", "trust-that-carries"),
    Case("its absence: trust 2 lower", "trust-that-carries", Network((), shifts=lower(["REL-3"], 2))),
    Case("nothing: steps, results and the challenge lie at 5.5", "steady-tempo"),
    Case("its absence: steps and results 2 lower", "steady-tempo", Network((), shifts=lower(["PRO-1", "PRO-4"], 2))),
    Case("nothing: the three lie at 5.5", "interests-in-the-open"),
    Case("its absence: two of the three 2 lower", "interests-in-the-open", Network((), shifts=lower(DIALOGUE, 2))),
    Case("agreement upon the aim 2.5 lower", "confusion-of-tongues", Network((), shifts=lower(["AMB-1"], 2.5))),
    Case("the aim 2.5 lower", "recurring-why-question", Network((), shifts=lower(["AMB-1", "AMB-2"], 2.5))),
    Case("who is behind it, and the use, 3 lower", "sham-collaboration", Network((), shifts=lower(BEHIND_IT, 3))),
    Case("give and take and the dialogue 2.5 lower", "permanent-negotiation", Network((), shifts=lower(DIALOGUE, 2.5))),
    Case("organisation 2.5 lower", "under-organisation", Network((), shifts=lower(CONDITION["ORG"], 2.5))),
    Case("decisions and results 2.5 lower", "over-organisation", Network((), shifts=lower(YIELD, 2.5))),
    Case("steps, results and difference 3 lower", "stagnation", Network((), shifts=lower(STEPS, 3))),
    Case("one statement 3 lower", "agreed-and-low", Network((), shifts=lower(["REL-1"], 3))),
    Case("on one statement half at 1, half at 6.5", "divided-view", Network((), apart={"REL-1": 4.5})),
    Case("its absence: all spread wide around 4", "divided-view", Network((), shifts=lower(RATED, 1.5), sd=2.0)),
    Case("everyone picks a phase at random", "phase-confusion", Network((), phases=RANDOM)),
    Case("the same in a round by party", "phase-confusion", Network((), PARTY, phases=RANDOM)),
    Case(
        "one of three sectors 1.5 lower on all items",
        "perception-gap",
        Network((), sectors=3, one_party=lower(RATED, 1.5)),
        SECTORS,
        (20, 30, 36),
    ),
    Case("one party 1.5 lower on all items", "perception-gap", Network((), PARTY, one_party=lower(RATED, 1.5))),
    Case(
        "one party 1.5 lower on one condition",
        "perception-gap",
        Network((), PARTY, one_party=lower(CONDITION["INT"], 1.5)),
    ),
)


def rates(job: tuple[Network, Sequence[int], int]) -> Rates:
    """In which share of the networks each pattern is told, and any risk."""
    network, seed, networks = job
    rng, told = np.random.default_rng(seed), Counter()
    with quick_intervals():
        for _ in range(networks):
            found = stands_out(released(network, rng))
            told.update({one.pattern.slug for one in found} | {one.pattern.kind for one in found})
    return {name: count / networks for name, count in told.items()}


def simulated(cases: Sequence[Case], networks: int, jobs: int) -> list[dict[tuple[int, float], Rates]]:
    """Per case the rates by (people, part of the person). Seeds follow from SEED, the place of the case and both."""
    keys = [(place, n, part) for place, case in enumerate(cases) for n in case.sizes for part in (0.0, SHARED)]
    work = [
        (
            replace(cases[place].network, sizes=cases[place].parties[n], person=part),
            (SEED, len(cases), place, n, int(100 * part)),
            networks,
        )
        for place, n, part in keys
    ]
    with ProcessPoolExecutor(jobs) as pool:
        done = list(pool.map(rates, work))
    found: list[dict[tuple[int, float], Rates]] = [{} for _ in cases]
    for (place, n, part), one in zip(keys, done, strict=True):
        found[place][n, part] = one
    return found


def tables(networks: int, jobs: int, today: date) -> str:
    healthy = simulated(HEALTHY, networks * HEALTHY_TIMES, jobs)
    planted = simulated(PLANTED, networks, jobs)
    most = max(one.get("risk", 0.0) for case in healthy for one in case.values())
    parts = [
        f"Simulated on {today.isoformat()} with `python bench/pattern_rates.py --write --networks {networks}`, seeds",
        f"from {SEED}. A figure is from {networks * HEALTHY_TIMES} healthy networks, or from {networks} in which",
        "something was planted. Each cell shows two shares: items independent · items that share an effect of the",
        f"person ({SHARED:.0%} of the variance).",
        "",
        "### Healthy networks: how often any risk is told",
        "",
        *_by_size("round", [(case.what, "risk", found) for case, found in zip(HEALTHY, healthy, strict=True)]),
        "",
        f"The highest figure of this table is {_percent(most)}.",
        "",
        "### Healthy networks: which pattern it is, over all sizes",
        "",
        *_by_pattern(healthy),
        "",
        "### Something was planted: how often its pattern is told",
        "",
        *_by_size(
            "pattern · planted",
            [
                (f"{pattern(case.pattern).name.en} · {case.what}", case.pattern, found)
                for case, found in zip(PLANTED, planted, strict=True)
            ],
        ),
    ]
    return "\n".join(parts)


def _by_size(head: str, rows: list[tuple[str, str, dict[tuple[int, float], Rates]]]) -> list[str]:
    lines = [_row([head, *(f"{n} people" for n in PARTIES)]), _row(["---", *("---:" for _ in PARTIES)])]
    for what, slug, found in rows:
        cells = (
            " · ".join(_percent(found[n, part].get(slug, 0.0)) for part in (0.0, SHARED)) if (n, 0.0) in found else "–"
            for n in PARTIES
        )
        lines.append(_row([what, *cells]))
    return lines


def _by_pattern(healthy: list[dict[tuple[int, float], Rates]]) -> list[str]:
    lines = [_row(["risk", *(case.what for case in HEALTHY)]), _row(["---", *("---:" for _ in HEALTHY)])]
    for slug in pattern_slugs():
        if pattern(slug).kind == "risk":
            means = (
                " · ".join(
                    _percent(float(np.mean([found[n, part].get(slug, 0.0) for n in PARTIES]))) for part in (0.0, SHARED)
                )
                for found in healthy
            )
            lines.append(_row([pattern(slug).name.en, *means]))
    return lines


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%" if 0 < share < 0.1 else f"{100 * share:.0f}%"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    parser.add_argument("--networks", type=int, default=NETWORKS, help="how many networks for each planted figure")
    parser.add_argument("--jobs", type=int, default=1, help="how many at the same time")
    options = parser.parse_args()
    made = tables(options.networks, options.jobs, date.today())
    if not options.write:
        print(made)
        return
    text = PAGE.read_text("utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n\n{after}", "utf-8")


if __name__ == "__main__":
    main()
