"""The parent of a served site: starts its processes, starts them again when they die, and ends them all together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

KEEPER = "SAMENSPEL_KEEPER"
"""The variable in which a child finds the process that it follows."""

GIVE_BACK = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""For glibc, which otherwise keeps what is free in a heap for each thread: those grow for hours, and nothing leaks."""

SHORT = 10.0  # seconds: who lives shorter died of something that a new start will not cure
FIRST_WAIT = 0.25
LONGEST_WAIT = 30.0
GRACE = 20.0
TICK = 0.1


class Child:
    """A process that is kept alive."""

    def __init__(self, command: Sequence[str]) -> None:
        """Not started yet."""
        self.command = tuple(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.short_lives = 0
        self.again_at = 0.0

    def start(self) -> None:
        """Start it, in a group of its own: a Ctrl+C is passed on once, by the keeper."""
        self.started = time.monotonic()
        environment = {**GIVE_BACK, **os.environ, KEEPER: str(os.getpid())}
        self.process = subprocess.Popen(self.command, env=environment, start_new_session=True)

    def tend(self, now: float) -> None:
        """Note that it died, and start it again when it is time: at once, but later and later when it keeps dying."""
        if self.process is None:
            if now >= self.again_at:
                self.start()
        elif self.process.poll() is not None:
            self.process = None
            self.short_lives = self.short_lives + 1 if now - self.started < SHORT else 0
            self.again_at = now + wait_after(self.short_lives)

    def end(self, how: int) -> None:
        """Pass a signal on."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)


def wait_after(short_lives: int) -> float:
    """Seconds before the next start."""
    return float(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(max(0, short_lives - 1), 10)))


def keep(commands: Sequence[Sequence[str]], when_started: Callable[[], object] | None = None) -> None:
    """Run commands until this process is asked to end; then ask them to, and wait."""
    children = [Child(command) for command in commands]
    asked: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, ask)
    for child in children:
        child.start()
    if when_started:
        when_started()
    while not asked:
        time.sleep(TICK)
        for child in children:
            child.tend(time.monotonic())
    _end(children, asked)


def _end(children: Sequence[Child], asked: Sequence[int]) -> None:
    """Ask each child once, and let none of them stay: a second request, or a long wait, ends them at once."""
    for child in children:
        child.end(signal.SIGTERM)
    end = time.monotonic() + GRACE
    while any(child.process and child.process.poll() is None for child in children):
        if time.monotonic() > end or len(asked) > 1:
            for child in children:
                child.end(signal.SIGKILL)
        time.sleep(TICK)


def command(*words: str) -> tuple[str, ...]:
    """A command of Samenspel, run by the Python that runs this."""
    return (sys.executable, "-m", "samenspel", *words)
