"""What is counted of every request, in as much room after an hour as after a minute."""

import math
import threading
from collections import Counter
from dataclasses import dataclass, field

FINEST, STEP = 0.0001, 1.02
MOST_MISHAPS = 50


@dataclass
class Spread:
    """How long requests of one kind took, in steps of two per cent."""

    steps: Counter[int] = field(default_factory=Counter)
    most: float = 0.0
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.steps[round(math.log(max(seconds, FINEST) / FINEST, STEP))] += 1
        self.most = max(self.most, seconds)
        self.total += seconds

    @property
    def count(self) -> int:
        """How many there were."""
        return self.steps.total()

    def at(self, part: float) -> float:
        """The time within which this part of them was done; nought when there were none."""
        wanted, seen = part * self.count, 0
        for step in sorted(self.steps):
            seen += self.steps[step]
            if seen >= wanted:
                return min(FINEST * STEP**step, self.most)
        return 0.0


class Tally:
    """All requests, by kind; and what went wrong, with the first cases of it."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.spreads: dict[str, Spread] = {}
        self.statuses: Counter[int] = Counter()
        self.wrong: Counter[str] = Counter()
        self.cases: list[str] = []
        self._lock = threading.Lock()

    def took(self, kind: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        with self._lock:
            self.spreads.setdefault(kind, Spread()).add(seconds)
            self.statuses[status] += 1

    def mishap(self, sort: str, case: str) -> None:
        """Count something that must not happen; the first cases are kept."""
        with self._lock:
            self.wrong[sort] += 1
            if len(self.cases) < MOST_MISHAPS:
                self.cases.append(f"{sort}: {case}")

    def forget_times(self) -> None:
        """Begin to count anew, but keep what went wrong."""
        with self._lock:
            self.spreads.clear()
            self.statuses.clear()

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return self.statuses.total()
