"""On which line of a TOML file a key stands. `tomllib` does not say, and a writer needs to know."""

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")

Path = tuple[str | int, ...]


def line_of(source: str, path: Path) -> int:
    """The line (from 1) where `path` is written, or else its nearest enclosing table that is written.

    A path names tables by key and members of a list of tables by number: ("items", 3, "text", "en").
    """
    lines = _lines(source)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _lines(source: str) -> dict[Path, int]:
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(source.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            table = _opened(_keys(header[2]), header[1] == "[[", counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = table + _keys(key[1])
            for end in range(len(table) + 1, len(path) + 1):
                found.setdefault(path[:end], number)
    return found


def _opened(keys: tuple[str, ...], is_list: bool, counts: dict[Path, int]) -> Path:
    """The full path of a table header: each list of tables on the way gets the number it has reached."""
    path: Path = ()
    for depth, key in enumerate(keys):
        path += (key,)
        if is_list and depth == len(keys) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _keys(text: str) -> tuple[str, ...]:
    parts = re.findall(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""", text)
    return tuple(part.strip("\"'") for part in parts)
