"""What a run found, in words and tables."""

import datetime
import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from bench.hour.gauge import MB, MOST_GROWTH, MOST_LATE, MOST_OF_WORKER, Sample, is_flat, trend
from bench.hour.run import RATE, Found

WARM_UP = 1200.0
BARE = "a sign of life"
LOOKS = 13


def measured(found: Found, database: str) -> str:
    """Everything, as it stands in the docs."""
    parts = [conditions(found, database), "\n".join(f"- {words}" for _, words in verdicts(found)), amounts(found)]
    return "\n\n".join([*parts, times(found), memory(found.samples)])


def conditions(found: Found, database: str) -> str:
    """When, with what and on what: everything but whose machine it is."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian"))
    kind = "PostgreSQL" if database else "SQLite"
    command = "python -m bench.hour"
    command += f" --minutes {found.seconds / 60:g}" if found.seconds != 3600 else ""
    command += f" --rate {found.rate:g}" if found.rate != RATE else ""
    command += " --database postgresql" if database else ""
    return (
        f"{datetime.date.today()}, `{command}`, {kind}, 2 web workers of 2 threads and a background worker, "
        f"{os.cpu_count()} cores ({platform.machine()}), CPython {platform.python_version()}, {packages}; "
        "the visitors share the cores."
    )


def verdicts(found: Found) -> list[tuple[bool, str]]:
    """What had to hold, and whether it did."""
    wrong = found.tally.wrong
    told = "; ".join(f"{sort}: {many}" for sort, many in sorted(wrong.items()))
    kept = f"{found.receipts.saves:,} acknowledged answers of {len(found.receipts.of):,} people"
    waiting = {state: many for state, many in found.left["tasks"].items() if state != "SUCCESSFUL"}
    undone = bool(waiting or found.left["letters"] or found.left["letters failed"])
    return [
        (not wrong, "Errors, lock errors, timeouts: **none**." if not wrong else f"**Wrong**: {told}."),
        (
            not found.lost,
            f"Answers: **{kept} are there, each exactly once**."
            if not found.lost
            else f"**Answers differ**: {len(found.lost)} of {len(found.receipts.of):,}.",
        ),
        (
            not undone,
            f"Work in the background: **all {found.left['tasks'].get('SUCCESSFUL', 0):,} tasks done**, no letter left."
            if not undone
            else f"**Work left**: tasks {waiting}, letters {found.left['letters']}, "
            f"failed {found.left['letters failed']}.",
        ),
        _flatness(found),
    ]


def _flatness(found: Found) -> tuple[bool, str]:
    whole = trend(found.samples, WARM_UP)
    if whole is None or found.seconds < 3 * WARM_UP:
        first, last = found.samples[0].total, found.samples[-1].total
        return True, f"Memory: from {first:.0f} to {last:.0f} MB, too short to judge."
    most = max(one.worker for one in found.samples)
    flat = is_flat(whole) and most <= MOST_OF_WORKER
    return flat, (
        f"Memory after twenty minutes: **{'flat' if flat else 'not flat'}**. The processes that make pages, and their "
        f"parent, take {whole.middle:.0f} MB, with a trend of {whole.growth:+.1%} an hour (bound: {MOST_GROWTH:+.0%}); "
        f"the last third lies {whole.late:+.1%} beside the middle third (bound: {MOST_LATE:+.0%}). The background "
        f"worker took {most:.0f} MB at most (bound: {MOST_OF_WORKER:.0f} MB)."
    )


def amounts(found: Found) -> str:
    """How much was done."""
    left, requests, minutes = found.left, found.tally.requests, found.seconds / 60
    mails = ", ".join(f"{many:,} {what}" for what, many in sorted(found.post.came.items()))
    statuses = ", ".join(f"{status}: {many:,}" for status, many in sorted(found.tally.statuses.items()))
    sent = sum(one.sent for one in found.receipts.of.values())
    return (
        f"{requests:,} requests in {minutes:g} minutes ({requests / found.seconds:.1f} a second; {statuses}); "
        f"{sent:,} people sent their answers in {left['rounds']:,} rounds of {left['networks']:,} networks; "
        f"{left['results']:,} results, {left['reports']:,} documents; {found.backups} backups; "
        f"a database of {left['bytes'] / MB:.0f} MB; mails: {mails}."
    )


def times(found: Found) -> str:
    """Per kind of request how long it took, beside the barest page of the same server in the same hour."""
    spreads = found.tally.spreads
    bare = spreads[BARE]
    lines = [
        "| request | count | p50 | p99 | longest | p50, of the bare page | p99, of the bare page |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, one in sorted(spreads.items(), key=lambda each: (each[0] != BARE, -each[1].count)):
        half, most = one.at(0.5), one.at(0.99)
        cells = [kind, f"{one.count:,}", *(f"{1000 * seconds:.0f} ms" for seconds in (half, most, one.most))]
        cells += [f"**{half / bare.at(0.5):.1f}**", f"**{most / bare.at(0.99):.1f}**"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def memory(samples: Sequence[Sample]) -> str:
    """Megabytes in use through the run, process by process."""
    kinds = sorted({kind for one in samples for kind in one.memory})
    on_disk = any(one.database for one in samples)
    heads = ["minute", *kinds, "all together", "open files", "threads"]
    heads += ["database", "its journal"] if on_disk else []
    lines = [f"| {' | '.join(heads)} |", "|" + "--:|" * len(heads)]
    for one in _some(samples):
        sizes = [*(one.memory.get(kind, 0.0) for kind in kinds), one.total]
        cells = [f"{one.at / 60:.1f}", *(f"{size:.0f} MB" for size in sizes), str(one.files), str(one.threads)]
        cells += [f"{size:.1f} MB" for size in (one.database, one.journal)] if on_disk else []
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _some(samples: Sequence[Sample]) -> Iterator[Sample]:
    """A few of many, the first and the last among them."""
    step = max(1.0, (len(samples) - 1) / (LOOKS - 1))
    places = dict.fromkeys(round(number * step) for number in range(LOOKS))
    return (samples[place] for place in places if place < len(samples))
