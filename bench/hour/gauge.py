"""How big the site is while it is at work: memory of each process, open files, and the database on the disk."""

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.web.force.served import below

PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
MB = 1e6
WORKER = "background worker"
MOST_OF_WORKER = 400.0
"""Megabytes. It begins anew after the task that brings it above 315 (300 MiB)."""


@dataclass(frozen=True)
class Sample:
    """One look. memory: megabytes in use by kind of process; at: seconds since the start."""

    at: float
    memory: dict[str, float]
    files: int
    threads: int
    database: float
    journal: float

    @property
    def total(self) -> float:
        """Megabytes of all processes."""
        return sum(self.memory.values())

    @property
    def worker(self) -> float:
        """Megabytes of the background worker, which goes up and down with the documents that it makes."""
        return self.memory.get(WORKER, 0.0)


@dataclass(frozen=True)
class Trend:
    """What memory did after the warm-up. growth: an hour, as a part of its middle; late: last third to middle third."""

    middle: float
    growth: float
    late: float


MOST_GROWTH, MOST_LATE = 0.05, 0.03


def trend(samples: Sequence[Sample], warm_up: float) -> Trend | None:
    """The line of least squares through what all but the background worker take after the warm-up; None when that is
    too little to say.
    """
    points = [(one.at, one.total - one.worker) for one in samples if one.at >= warm_up]
    if len(points) < 6:
        return None
    mid_at = sum(at for at, _ in points) / len(points)
    middle = sum(size for _, size in points) / len(points)
    slope = sum((at - mid_at) * (size - middle) for at, size in points) / sum((at - mid_at) ** 2 for at, _ in points)
    third = len(points) // 3
    second = sum(size for _, size in points[third : 2 * third]) / third
    last = sum(size for _, size in points[-third:]) / third
    return Trend(middle, slope * 3600 / middle, last / second - 1)


def is_flat(found: Trend) -> bool:
    """Whether memory stayed within bounds."""
    return found.growth <= MOST_GROWTH and found.late <= MOST_LATE


class Gauge:
    """Looks every so often, on a thread of its own."""

    def __init__(self, root: int, data: Path, every: float) -> None:
        """root: the process that started all others; data: the folder of the site."""
        self.root, self.data, self.every = root, data, every
        self.samples: list[Sample] = []
        self._started = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look once more, and end."""
        self._stop.set()
        self._thread.join()
        self.samples.append(self.look())

    def look(self) -> Sample:
        """How it is now."""
        memory: dict[str, float] = {}
        files = threads = 0
        for pid, kind in self._processes().items():
            try:
                resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_SIZE / MB
                files += len(os.listdir(f"/proc/{pid}/fd"))
                threads += len(os.listdir(f"/proc/{pid}/task"))
            except FileNotFoundError:  # it ended while we looked
                continue
            memory[kind] = memory.get(kind, 0.0) + resident
        at = time.monotonic() - self._started
        return Sample(at, memory, files, threads, self._size("samenspel.sqlite3"), self._size("samenspel.sqlite3-wal"))

    def _watch(self) -> None:
        while not self._stop.is_set():
            self.samples.append(self.look())
            self._stop.wait(self.every)

    def _size(self, name: str) -> float:
        file = self.data / name
        return file.stat().st_size / MB if file.exists() else 0.0

    def _processes(self) -> dict[int, str]:
        """All processes of the site; those that make pages are numbered in the order in which they were started."""
        found, pages = {self.root: "parent"}, 0
        for pid, command in sorted(below(self.root).items()):
            if "samenspel worker" in command:
                found[pid] = WORKER
                continue
            found[pid] = "parent"
            for page_maker in sorted(below(pid)):
                pages += 1
                found[page_maker] = f"web worker {pages}"
        return found
