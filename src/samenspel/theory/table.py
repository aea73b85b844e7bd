"""Reading one table of a theory file. Each getter notes what is wrong and goes on: all problems are told at once."""

import tomllib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from samenspel.errors import LANGUAGES, Problem, TheoryError, Where
from samenspel.theory.position import Path, line_of
from samenspel.theory.words import Bilingual

T = TypeVar("T")


class Source:
    """A theory file being read, and the problems found in it so far."""

    def __init__(self, file: str, text: str) -> None:
        """Take the name that messages use, and the text for finding lines."""
        self.file = file
        self.text = text
        self.problems: list[Problem] = []

    def note(self, message: str, path: Path, /, **values: Any) -> None:
        """Note a problem at a path of the file."""
        name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        self.problems.append(Problem(message, Where(self.file, line_of(self.text, path), key=name or None), values))


class Table:
    """One table of the file, with its path."""

    def __init__(self, source: Source, data: dict[str, Any], path: Path = ()) -> None:
        """Wrap the data of the table at `path`."""
        self.source = source
        self.data = data
        self.path = path
        self._read: set[str] = set()

    def note(self, message: str, at: str | None = None, /, **values: Any) -> None:
        """Note a problem at a key of this table, or at the table itself."""
        self.source.note(message, (*self.path, at) if at else self.path, **values)

    def get(self, key: str) -> Any:
        """The raw value of a key, or None."""
        self._read.add(key)
        return self.data.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A non-empty text; notes a problem when it is absent (and has no default) or something else."""
        return str(self._typed(key, str, default, "") or "")

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return int(self._typed(key, int, default, 0))

    def number(self, key: str, default: float | None = None) -> float:
        """A number."""
        try:
            return float(self._typed(key, (int, float), default, 0.0))
        except OverflowError:  # hundreds of digits
            self.note("theory-wrong-type", key, key=key)
            return 0.0

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        return bool(self._typed(key, bool, False, False))

    def names(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts, as a tuple; empty when absent."""
        value = self.get(key)
        if value is None:
            return ()
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            self.note("theory-wrong-type", key, key=key)
            return ()
        return tuple(values)

    def words(self, key: str, required: bool = True) -> Bilingual | None:
        """A text in both languages; notes each language that is missing."""
        value = self.get(key)
        if value is None:
            if required:
                self.note("theory-missing-key", None, key=key)
            return None
        if not isinstance(value, dict):
            self.note("theory-one-language", key, key=key)
            return None
        for lang in LANGUAGES:
            if not isinstance(value.get(lang), str) or not value[lang].strip():
                self.source.note("theory-missing-translation", (*self.path, key, lang), key=key, lang=lang)
        return Bilingual(str(value.get("nl", "")), str(value.get("en", "")))

    def said(self, key: str) -> Bilingual:
        """A text in both languages that must be there; empty words stand in for it when it is not."""
        return self.words(key) or Bilingual("", "")

    def tables(self, key: str) -> list["Table"]:
        """A list of tables ([[key]]); empty when absent."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.note("theory-wrong-type", key, key=key)
            return []
        return [Table(self.source, one, (*self.path, key, number)) for number, one in enumerate(value)]

    def table(self, key: str) -> "Table":
        """A table; an empty one when absent."""
        value = self.get(key)
        if value is not None and not isinstance(value, dict):
            self.note("theory-wrong-type", key, key=key)
        return Table(self.source, value if isinstance(value, dict) else {}, (*self.path, key))

    def close(self, also: Iterable[str] = ()) -> None:
        """Note every key that nothing has read: most often a slip of the pen."""
        for key in self.data:
            if key not in self._read and key not in also:
                self.note("theory-unknown-key", key, key=key)

    def _typed(self, key: str, kind: type | tuple[type, ...], default: Any, empty: Any) -> Any:
        value = self.get(key)
        if value is None or value == "":
            if default is None:
                self.note("theory-missing-key", None, key=key)
            return empty if default is None else default
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.note("theory-wrong-type", key, key=key)
            return empty if default is None else default
        return value


def toml_of(text: str) -> dict[str, Any]:
    """What a text in TOML says. Raises ValueError with the reason when it is not TOML, or no person's TOML."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("brackets within brackets, hundreds deep") from error


def read_file(text: str, file: str, form: str, make: Callable[[Table], T]) -> T:
    """What `make` builds of the root table of a theory file in this form; `file` is the name that messages use.

    Raises TheoryError with all problems.
    """
    try:
        data = toml_of(text)
    except ValueError as error:
        raise TheoryError(Problem("theory-not-toml", Where(file), {"reason": str(error)})) from error
    source = Source(file, text)
    root = Table(source, data)
    if root.get("format") != form:
        root.note("theory-wrong-format", "format", expected=form)
    made = make(root)
    root.close()
    if source.problems:
        raise TheoryError(*source.problems)
    return made
