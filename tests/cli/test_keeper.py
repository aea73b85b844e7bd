"""The parent of a served site: children that die come back, children that keep dying wait, and none stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samenspel.cli import keeper

PATIENCE = 30
KEEP = """
import sys
from samenspel.cli.keeper import keep
keep([(sys.executable, "-c", sys.argv[1])])
"""
LIVE = """
import os, pathlib, time
from samenspel.web.config.lifeline import follow
follow(int(os.environ["SAMENSPEL_KEEPER"]))
pathlib.Path("pids").open("a").write(f"{os.getpid()}\\n")
time.sleep(600)
"""

FORGET = """
import ctypes, os, pathlib, time

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]


def taken():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def put_down(many):
    held = [libc.malloc(1_000_000) for _ in range(many)]
    for each in held:
        ctypes.memset(each, 1, 1_000_000)
    libc.malloc(100_000)  # stays, above all of them
    for each in held:
        libc.free(each)


before = taken()
for many in (1, 40):
    put_down(many)
pathlib.Path("taken").write_text(f"{taken() - before}\\n")
time.sleep(600)
"""


def until(true):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


def pids(folder: Path) -> list[int]:
    path = folder / "pids"
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and ") Z " in status.read_text()


@pytest.fixture
def kept(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", KEEP, LIVE], cwd=tmp_path)
    until(lambda: pids(tmp_path))
    yield process
    process.kill()
    process.wait()


def test_a_child_that_is_killed_is_started_again(kept, tmp_path):
    first = pids(tmp_path)[0]
    os.kill(first, signal.SIGKILL)
    again = until(lambda: [pid for pid in pids(tmp_path) if pid != first])
    assert not gone(again[0])


def test_asked_to_end_the_parent_ends_its_children_and_then_itself(kept, tmp_path):
    child = pids(tmp_path)[0]
    kept.send_signal(signal.SIGTERM)
    assert kept.wait(PATIENCE) == 0
    assert gone(child)
    assert pids(tmp_path) == [child]


def test_no_child_outlives_a_parent_that_was_killed(kept, tmp_path):
    child = pids(tmp_path)[0]
    kept.kill()
    kept.wait()
    until(lambda: gone(child))


def test_who_keeps_dying_at_once_is_started_later_and_later():
    waits = [keeper.wait_after(count) for count in range(40)]
    assert waits[0] <= waits[1] < 1
    assert waits == sorted(waits)
    assert waits[-1] == keeper.LONGEST_WAIT


def test_a_long_life_wipes_out_the_short_ones(monkeypatch):
    child = keeper.Child((sys.executable, "-c", ""))
    for lived, short_lives in ((0, 1), (0, 2), (keeper.SHORT + 1, 0), (0, 1)):
        child.start()
        child.process.wait()
        child.tend(child.started + lived)
        assert child.short_lives == short_lives
        assert child.process is None
    child.tend(child.again_at - 0.01)
    assert child.process is None
    child.tend(child.again_at)
    assert child.process is not None
    child.process.wait()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is about the memory of glibc")
def test_what_a_child_has_put_down_is_there_for_others(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", KEEP, FORGET], cwd=tmp_path)
    taken = tmp_path / "taken"
    until(lambda: taken.exists() and taken.read_text().endswith("\n"))
    process.terminate()
    process.wait()
    assert float(taken.read_text()) < 10
