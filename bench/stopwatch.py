"""Timing things that are to be compared."""

import statistics
import time
from collections.abc import Callable, Mapping


def taking_turns(runs: Mapping[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Median seconds of each run. They take turns, so that a busy moment of the machine touches all of them alike."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in seconds.items()}
