"""Whoever waits sees what is being done and how far it is; short work and files stay quiet."""

import pytest

from samenspel.cli import progress as module
from samenspel.cli.progress import Progress


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    return made


def worked(clock, *, screen, seconds):
    with Progress("nl") as progress:
        progress.screen = screen
        progress.step("reading-file")
        clock.now += seconds
        progress.rows(500, 1000)


def test_long_work_says_what_it_does_and_how_far_it_is_and_wipes_its_line(clock, capsys):
    worked(clock, screen=True, seconds=3)
    said = capsys.readouterr().err
    assert "Antwoorden lezen 500/1000" in said
    assert said.endswith("\r\x1b[K")


def test_short_work_says_nothing(clock, capsys):
    worked(clock, screen=True, seconds=0.2)
    assert capsys.readouterr().err == ""


def test_nothing_is_said_to_a_file(clock, capsys):
    worked(clock, screen=False, seconds=30)
    assert capsys.readouterr().err == ""
