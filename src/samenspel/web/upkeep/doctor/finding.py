"""What the doctor found: each thing in a sentence, with what to do when it is not well. `doctor.toml` has the words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from samenspel.errors import Problem

MARKS = ("ok", "mind", "wrong")


@cache
def words() -> dict[str, Any]:
    """Everything that the doctor can say."""
    return tomllib.loads(files(__package__).joinpath("doctor.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `key` names its words, and with them its mark; `values` fill the sentences."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """One of MARKS."""
        return str(words()["findings"][self.key]["mark"])

    def what(self, lang: str) -> str:
        """What is the case."""
        return self._say("what", lang)

    def do(self, lang: str) -> str:
        """What to do about it; empty when nothing needs doing."""
        return self._say("do", lang) if "do" in words()["findings"][self.key] else ""

    def _say(self, part: str, lang: str) -> str:
        return str(words()["findings"][self.key][part][lang].format(**self.values))


def of_problem(problem: Problem) -> Finding:
    """A problem that the site would stop for."""
    said = {f"{part}_{lang}": getattr(problem, part)(lang) for part in ("what", "do") for lang in ("nl", "en")}
    return Finding("problem", said)


def word(key: str, lang: str, **values: object) -> str:
    """A word of the page around the findings."""
    return str(words()["page"][key][lang].format(**values))
