"""A process in another world than that of the tests — a served site, an install — that runs functions when asked.

The database of the test process is another one. It takes longer to start a process than to run most functions, so one
process runs them all, one after the other. Arguments and what is returned pass as JSON.
"""

import importlib
import json
import os
import subprocess
import sys
import traceback
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


class Inside:
    """Starts with the first call; ends when it is told to, or when nobody holds it any more."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def call(self, function: Callable[..., Any] | str, *args: Any) -> Any:
        """What a function returns there; its traceback is shown when it fails. It may be named, as "module:function",
        where its module cannot be imported here.
        """
        process = self._process = self._process or self._started()
        assert process.stdin
        assert process.stdout
        name = function if isinstance(function, str) else f"{function.__module__}:{function.__qualname__}"
        print(json.dumps([name, args]), file=process.stdin, flush=True)
        said = process.stdout.readline()
        assert said, f"{name} ended its process"
        value, wrong = json.loads(said)
        assert not wrong, wrong
        return value

    def end(self) -> None:
        """End the process, if there is one; the next call starts another."""
        if self._process:
            _let_go(self._process)
            self._process = None

    def _started(self) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            (sys.executable, "-m", "tests.web.inside"),
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        weakref.finalize(self, _let_go, process)
        return process


def _let_go(process: "subprocess.Popen[str]") -> None:
    """It stops when nobody can ask anything more."""
    if process.returncode is None:
        process.communicate(timeout=PATIENCE)


def answer_calls() -> None:
    """Run the functions that are asked for, each on a line, and tell of each what it returned or what went wrong."""
    import django
    from django.db import connections
    from django.utils import translation

    django.setup()
    with os.fdopen(os.dup(sys.stdout.fileno()), "w") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a function prints is no answer
        for line in sys.stdin:
            name, args = json.loads(line)
            try:
                answer = json.dumps([_run(name, args), ""])
            except Exception:
                answer = json.dumps([None, traceback.format_exc()])
            finally:
                connections.close_all()
                translation.deactivate()
            print(answer, file=answers, flush=True)


def _run(name: str, args: list[Any]) -> Any:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)(*args)


if __name__ == "__main__":
    answer_calls()
