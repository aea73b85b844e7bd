"""How fast Samenspel is, beside other packages and beside bare measures, all in one run.

`python -m bench` prints the tables; `python -m bench --write` also puts them in docs/explanation/performance.md.
Before anything is timed, both sides are shown to make the same figures.
"""

import argparse
import datetime
import os
import platform
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from bench import commands, ours, peers
from bench.figures import Figures, check_same
from bench.page import Row, faster, longer, placed
from bench.people import PARTIES, as_frame, made_up_round
from bench.stopwatch import taking_turns

HOME = Path(__file__).resolve().parents[1]
PAGE = HOME / "docs/explanation/performance.md"
BH1996 = HOME.parent / "shared/data/multilevel/bh1996.csv"
PEOPLE = 1_000_000
PACKAGES = ("numpy", "scipy", "pandas", "pingouin", "krippendorff")

Side = Callable[[], Figures]


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="put the tables in docs/explanation/performance.md")
    write = options.parse_args().write
    beside_peers, multiples = million()
    tables = [faster([*companies(), *beside_peers]), longer([*multiples, *commands.rows()])]
    measured = "\n\n".join([conditions(datetime.date.today()), *tables])
    print(measured)
    if write:
        PAGE.write_text(placed(PAGE.read_text("utf-8"), measured), "utf-8")


def conditions(date: datetime.date) -> str:
    """When, with what and on what: everything but whose machine it is."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{date}, `python -m bench --write`, {os.cpu_count()} cores ({platform.machine()}), {python}, {packages}."


def companies() -> list[Row]:
    """bh1996: scale scores of 7,382 people in 99 companies."""
    if not BH1996.exists():
        print("bh1996 is not here (../shared/data/multilevel/bh1996.csv): its rows are left out\n")
        return []
    frame = pd.read_csv(BH1996)
    scores = {name: frame[name].to_numpy(dtype=np.float64) for name in ("COHES", "LEAD", "HRS", "WBEING")}
    company = frame["GRP"].to_numpy()
    between = _row(
        "bh1996: ICC(1), ICC(2), F and p of four scales",
        "pingouin",
        lambda: ours.between_companies(scores, company),
        lambda: peers.between_companies(frame, list(scores)),
        21,
    )
    drawn = _row(
        "bh1996: mean of the hours, with an interval by 4,000 draws",
        "pingouin",
        lambda: ours.mean_of(scores["HRS"]),
        lambda: peers.mean_of_by_resampling(frame["HRS"]),
        5,
    )
    formula = _row(
        "bh1996: that interval beside Student's t",
        "pandas, scipy",
        lambda: ours.mean_of(scores["HRS"]),
        lambda: peers.mean_of(frame["HRS"]),
        21,
    )
    took, theirs_took = between.seconds + drawn.seconds, between.beside_seconds + drawn.beside_seconds
    return [between, drawn, Row("**bh1996: the two above together**", took, "pingouin", theirs_took, "≥ 30"), formula]


def million() -> tuple[list[Row], list[Row]]:
    """A made-up round of a million people: beside the peers, and beside one pass over its answers and half its size."""
    answers, half = made_up_round(PEOPLE), made_up_round(PEOPLE // 2)
    frame, scales = as_frame(answers), answers.instrument.scales[:5]
    ratings = np.ascontiguousarray(frame[list(answers.codes)].to_numpy())
    size = f"{PEOPLE:,} people × {len(answers.codes)} items"
    beside_peers = [
        _row(
            f"**reading of {size}, {PARTIES:,} parties**",
            "pandas, pingouin",
            lambda: ours.of_a_round(answers),
            lambda: peers.of_a_round(frame, scales),
            5,
            "≥ 30",
        ),
        _row(
            f"Krippendorff's alpha of {size}, ordinal",
            "krippendorff",
            lambda: ours.alpha_of_raters(ratings),
            lambda: peers.alpha_of_raters(ratings),
            5,
        ),
    ]
    took = taking_turns(
        {
            "whole": lambda: ours.of_a_round(answers),
            "half": lambda: ours.of_a_round(half),
            "pass": lambda: one_pass(answers.codes),
        },
        15,
    )
    return beside_peers, [
        Row(f"reading of {size}", took["whole"], "one bare NumPy pass", took["pass"]),
        Row(f"reading of {size}", took["whole"], f"of {PEOPLE // 2:,} people", took["half"], "≤ 2.1"),
    ]


def one_pass(codes: Mapping[str, np.ndarray]) -> int:
    """The least that can be done with answers: add up the code of every one of them."""
    return sum(int(column.sum()) for column in codes.values())


def _row(what: str, by: str, mine: Side, theirs: Side, times: int, aim: str = "") -> Row:
    check_same(mine(), theirs())
    took = taking_turns({"mine": mine, "theirs": theirs}, times)
    return Row(what, took["mine"], by, took["theirs"], aim)


if __name__ == "__main__":
    main()
