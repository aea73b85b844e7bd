"""`python -m bench.exports`: seconds that report, one page, slides and sheet take, against the size of the round.

`--write` puts the table in docs/explanation/performance-of-the-site.md. A round of each size is released by party with
fourteen parties and an earlier round beside it, with remarks and a programme: everything that a document can hold.
"""

import argparse
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.stopwatch import taking_turns
from samenspel.diagnosis.guide import guide
from samenspel.diagnosis.programme import Edits, programme
from samenspel.diagnosis.stands_out import stands_out
from samenspel.present.report import one_page_pdf, report_pdf
from samenspel.present.result import Moment, Result
from samenspel.present.sheet import sheet
from samenspel.present.slides import slides
from tests.present.rounds import a_release

HOME = Path(__file__).resolve().parents[1]
PAGE = HOME / "docs/explanation/performance-of-the-site.md"
BEGIN, END = "<!-- documents: begin -->", "<!-- documents: end -->"
SIZES = (40, 500, 5000)
TIMES = 3
DATE = datetime.date(2026, 11, 21)
MAKERS: dict[str, Callable[[Result], bytes]] = {
    "report (PDF)": report_pdf,
    "one page (PDF)": one_page_pdf,
    "slides (PPTX)": slides,
    "sheet (XLSX)": sheet,
}


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true")
    write = options.parse_args().write
    measured = table([(size, seconds(result_of(size))) for size in SIZES])
    print(measured)
    if write:
        page = PAGE.read_text("utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{rest.split(END)[1]}", "utf-8")


def result_of(people: int) -> Result:
    """A round of so many people, with all that can be told of it."""
    release, before = (
        a_release("conditions+phase", people=people, invited=people, visibility="party", seed=seed) for seed in (1, 2)
    )
    found = stands_out(release)
    return Result(
        release=release,
        findings=found,
        title="Langer thuis wonen",
        lang="nl",
        date=DATE,
        earlier=(Moment("Eerste meting", DATE - datetime.timedelta(days=180), before),),
        programme=programme(guide(found, 90), Edits({}), "nl"),
    )


def seconds(result: Result) -> dict[str, float]:
    """Median seconds of each document; the first time does not count, for it loads the packages."""
    runs = {name: lambda make=make: make(result) for name, make in MAKERS.items()}
    taking_turns(runs, 1)
    return taking_turns(runs, TIMES)


def table(measured: Sequence[tuple[int, dict[str, float]]]) -> str:
    """A row per document; behind the seconds of a larger round how many times those of the smallest."""
    least = measured[0][1]
    lines = [
        f"{datetime.date.today()}, `python -m bench.exports --write`, median of {TIMES}.",
        "",
        "| answers | " + " | ".join(f"{size:,}" for size, _ in measured) + " |",
        "|---|" + "--:|" * len(measured),
    ]
    for name in MAKERS:
        cells = [f"{took[name]:.2f} s ({took[name] / least[name]:.1f} ×)" for _, took in measured]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
