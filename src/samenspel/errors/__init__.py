"""One tree of errors. Each says what is wrong, where, and what to do, in Dutch and in English.

An error carries one or more problems, so that a file with three bad rows is told about all three at once.
The sentences live in `messages.toml`; the code names only their key.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("nl", "en")


@cache
def _messages() -> dict[str, dict[str, dict[str, str]]]:
    import tomllib

    return tomllib.loads(files(__package__).joinpath("messages.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Where:
    """The place of a problem: whatever of file, line, key, row and column is known."""

    file: str | None = None
    line: int | None = None
    key: str | None = None
    row: int | None = None
    column: str | None = None

    def say(self, lang: str) -> str:
        """The place in words, such as "antwoorden.csv, rij 12, kolom AMB-3"; empty when nothing is known."""
        names = _messages()["places"]
        parts = [self.file] if self.file else []
        for place in ("line", "key", "row", "column"):
            value = getattr(self, place)
            if value is not None:
                parts.append(names[place][lang].format(value))
        return ", ".join(parts)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the key of its message, its place, and the values that fill the sentence."""

    key: str
    where: Where = Where()
    values: dict[str, Any] = field(default_factory=dict)

    def what(self, lang: str) -> str:
        """What is wrong, in one sentence."""
        return _messages()[self.key]["what"][lang].format(**self.values)

    def do(self, lang: str) -> str:
        """What to do about it, in one sentence."""
        return _messages()[self.key]["do"][lang].format(**self.values)

    def say(self, lang: str) -> str:
        """Where, what and what to do, on one line."""
        where = self.where.say(lang)
        return f"{where}: {self.what(lang)} {self.do(lang)}" if where else f"{self.what(lang)} {self.do(lang)}"


class SamenspelError(Exception):
    """Anything that Samenspel tells a person has gone wrong."""

    def __init__(self, *problems: Problem) -> None:
        """Carry at least one problem."""
        super().__init__(*problems)
        self.problems = problems

    def say(self, lang: str) -> str:
        """All problems, one a line."""
        return "\n".join(problem.say(lang) for problem in self.problems)

    def __str__(self) -> str:
        """English, for logs and tracebacks; a person gets `say` in their own language."""
        return self.say("en")


class TheoryError(SamenspelError):
    """A theory file (instrument, pattern, glossary) does not hold what its format asks."""


class AnswersError(SamenspelError):
    """A file with answers cannot be read, matched or trusted."""


class ReleaseError(SamenspelError):
    """What was asked may not be published."""


class ReportError(SamenspelError):
    """A report cannot be made or written."""


class UsageError(SamenspelError):
    """A command was given options that do not go together."""
