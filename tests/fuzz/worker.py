"""A process of its own in which files are judged, so that one that dies, hangs or fills memory is seen from outside."""

import multiprocessing
import os
import resource
import tempfile
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.fuzz.oracle import PutIn, judge

PATIENCE = 60
MOST_MEMORY = 3 * 1024**3


class Worker:
    """Judges file after file; a new process takes over from one that broke down."""

    def __init__(self) -> None:
        """Start when the first file comes."""
        self._process: Any = None
        self._line: Connection
        self.peak = 0

    def judge(self, reader: str, path: Path, put_in: PutIn | None = None) -> str:
        """What came of it: "read", "refused: <key>", or "fault: <what>"."""
        if self._process is None:
            self._start()
        try:
            self._line.send((reader, path, put_in))
            if not self._line.poll(PATIENCE):
                self.stop()
                return f"fault: no answer within {PATIENCE} seconds"
            outcome, self.peak = self._line.recv()
        except (EOFError, ConnectionError):
            self._process.join()
            code, self._process = self._process.exitcode, None
            return f"fault: the process ended with {code}"
        return str(outcome)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None

    def _start(self) -> None:
        kind = multiprocessing.get_context("spawn")
        self._line, other = kind.Pipe()
        self._process = kind.Process(target=_work, args=(other,), daemon=True)
        self._process.start()
        other.close()


def _work(line: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with tempfile.TemporaryFile() as errors:  # what is written past Python too, by a library that breaks down
        os.dup2(errors.fileno(), 2)
    while True:
        try:
            reader, path, put_in = line.recv()
        except EOFError:
            return
        os.ftruncate(2, 0)
        os.lseek(2, 0, os.SEEK_SET)
        try:
            outcome = judge(reader, path, put_in)
            if os.fstat(2).st_size:
                outcome = f"fault: on the terminal: {os.pread(2, 500, 0).decode(errors='replace')}"
        except BaseException as error:
            outcome = f"fault: {type(error).__name__}: {error}\n{traceback.format_exc()}"
        line.send((outcome, _most_memory()))


def _most_memory() -> int:
    """The most bytes this process ever had in use. getrusage would count what its parent had when it was started."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024
