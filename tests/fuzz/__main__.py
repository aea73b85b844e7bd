"""`python -m tests.fuzz --files 10000`: half made by hypothesis, half real files damaged; how many came to what."""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.in_order import Made
from tests.fuzz.mutate import mutated
from tests.fuzz.samples import samples
from tests.fuzz.strategies import files
from tests.fuzz.worker import Worker


def main() -> int:
    """Throw the files, print the counts; 1 when there was a fault."""
    given = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    given.add_argument("--files", type=int, default=10_000)
    given.add_argument("--seed", type=int, default=0)
    given.add_argument("--keep", type=Path, metavar="FOLDER", help="where files with a fault are kept")
    options = given.parse_args()
    began = time.monotonic()
    counts, faults, peak = thrown(options.files, options.seed, options.keep)
    for (reader, outcome), count in sorted(counts.items()):
        print(f"{count:>7}  {reader:<11} {outcome}")
    took = time.monotonic() - began
    print(f"{sum(counts.values())} files in {took:.0f} s, at most {peak / 2**20:.0f} MB, {len(faults)} faults")
    for fault in {fault.partition("\n")[0]: fault for fault in reversed(faults)}.values():
        print(f"\n{fault}")
    return 1 if faults else 0


def thrown(count: int, start: int, keep: Path | None = None) -> tuple[Counter[tuple[str, str]], list[str], int]:
    """How many files came to what, per reader; what went wrong; and the most memory that reading one took."""
    counts: Counter[tuple[str, str]] = Counter()
    faults: list[str] = []
    worker = Worker()
    with TemporaryDirectory() as folder:

        def throw(made: Made) -> None:
            path = Path(folder) / made.name
            path.write_bytes(made.data)
            outcome = worker.judge(made.reader, path, made.put_in)
            path.unlink()
            counts[made.reader, outcome.partition("\n")[0][:50]] += 1
            if outcome.startswith("fault"):
                faults.append(f"{made.reader}, {made.name!r}: {outcome}")
                _kept(made, keep, len(faults))

        try:
            every(count - count // 2, start, throw)
            for made in damaged(count // 2, start):
                throw(made)
        finally:
            worker.stop()
    return counts, faults, worker.peak


def every(count: int, start: int, throw: Callable[[Made], None]) -> None:
    """Throw so many files that hypothesis makes."""

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(files)
    def made(one: Made) -> None:
        throw(one)

    made()


def damaged(count: int, start: int) -> Iterator[Made]:
    """So many damaged samples, of each reader as many."""
    dice = random.Random(start)
    readers = sorted({sample.reader for sample in samples()})
    by_reader = {reader: [one for one in samples() if one.reader == reader] for reader in readers}
    for number in range(count):
        sample = dice.choice(by_reader[readers[number % len(readers)]])
        name, data = mutated(sample, dice)
        yield Made(sample.reader, name, data)


def _kept(made: Made, folder: Path | None, number: int) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}-{made.reader}-{made.name.strip()}".replace("\n", "")).write_bytes(made.data)


if __name__ == "__main__":
    sys.exit(main())
