"""Look for secrets in every file that git keeps, and in every line that was ever added.

What looks like a secret and is none stands in `HARMLESS`, with the reason.
"""

import math
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY"),
    "password in an address": re.compile(r"[a-z][a-z0-9+.-]*://[^/\s:@\"'<>{}]+:([^/\s:@\"'<>{}]{3,})@[\w.-]"),
    "token": re.compile(
        r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}"
        r"|sk-[\w-]{32,}|sk_live_\w{16,}|pypi-AgE[\w-]{30,}|AIza[\w-]{35}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.)"
    ),
    "named secret": re.compile(
        r"(?i)(?:passw(?:or)?d|secret|token|api_?key)\w*[\"']?\s*[:=]\s*[\"']?(?=[\w+/=.-]*\d)(?=[\w+/=.-]*[a-z])[\w+/=.-]{16,}"
    ),
}
LONG = re.compile(r"[A-Za-z0-9+/_-]{32,}={0,2}")
BITS = 4.3
"""So many bits in each sign of a random string of base64; words and paths have fewer."""

# Where it stands, what it looks like, and why it is no secret.
HARMLESS: tuple[tuple[str, str, str], ...] = (
    (".*", r"^[a-z]+://(?:naam|name|user):(?:wachtwoord|password)@", "an example in words"),
    ("tests/.*", r"^[a-z+]+://piet:(?:ge%40heim|(?:db|mail)?geheim)@", "Piet lives in the tests only"),
    ("tests/.*", "abcdefghjkmnpqrstuvwxyz2", "the alphabet of our own secrets"),
    ("tests/.*", "^q7Zk2vYh9TqL4mWc8RbNx3Jd", "a key made up to look strong"),
    ("deploy/samenspel.env", r"^smtps?://samenspel%40example\.nl:", "an example to fill in"),
    ("tests/deploy/test_server.py", "k7m3w9x2p4q8r5t6", "a link that leads nowhere"),
    ("tests/web/attacks/test_mails.py", "^TmFhbQ0KQmNjOiBrd2FhZEBl", "a header in code, of an attack"),
)


@dataclass(frozen=True)
class Leak:
    """A line that looks like a secret."""

    path: str
    number: int
    kind: str
    text: str


def bits(text: str) -> float:
    """How random the signs of a text look, in bits for each (Shannon)."""
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)


def looks_random(text: str) -> bool:
    """Whether a long word was drawn rather than written: capitals, small letters and digits in no order."""
    mixed = all(re.search(kind, text) for kind in ("[A-Z]", "[a-z]", "[0-9]"))
    return mixed and bits(text) > BITS


def found_in(line: str) -> Iterator[tuple[str, str]]:
    """What looks like a secret in a line: its kind and the text itself."""
    for kind, pattern in KINDS.items():
        yield from ((kind, match[0]) for match in pattern.finditer(line))
    yield from (("random text", match[0]) for match in LONG.finditer(line) if looks_random(match[0]))


def is_harmless(path: str, text: str) -> bool:
    """Whether this was looked at before and found to be no secret."""
    return any(re.fullmatch(where, path) and re.search(what, text) for where, what, _ in HARMLESS)


def leaks(lines: Iterable[tuple[str, int, str]]) -> list[Leak]:
    """The leaks in lines, each with its path and number."""
    found = [Leak(path, number, kind, text) for path, number, line in lines for kind, text in found_in(line)]
    return [one for one in found if not is_harmless(one.path, one.text)]


def tracked(root: Path) -> Iterator[tuple[str, int, str]]:
    """Every line of every text that git keeps."""
    for path in _git(root, "ls-files", "-z").split("\0"):
        if path and (root / path).is_file():
            data = (root / path).read_bytes()
            if b"\0" not in data[:8000]:
                text = data.decode("utf-8", "replace")
                yield from ((path, number, line) for number, line in enumerate(text.splitlines(), 1))


def added(root: Path) -> Iterator[tuple[str, int, str]]:
    """Every line that was ever added, also when it is gone since."""
    path = commit = ""
    for line in _git(root, "log", "-p", "-U0", "--no-color", "--format=commit %h", "--no-ext-diff").split("\n"):
        if line.startswith("commit "):
            commit = line.split()[1]
        elif line.startswith("+++ "):
            path = line[6:]
        elif line.startswith("+"):
            yield f"{path}@{commit}", 0, line[1:]


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def main() -> int:
    """Tell what looks like a secret, without telling the secret; 1 when anything does."""
    try:
        now = leaks(tracked(ROOT))
        past = leaks((path.partition("@")[0], number, line) for path, number, line in added(ROOT))
    except (OSError, subprocess.CalledProcessError):
        print("secrets: COULD NOT LOOK, this is no git repository")
        return 0
    known = {(one.path, one.text) for one in now}
    for one in [*now, *(one for one in past if (one.path, one.text) not in known)]:
        print(f"{one.path}:{one.number or 'in history'}: {one.kind}: {one.text[:6]}…")
    print("secrets: " + ("none found" if not now + past else "look at the lines above"))
    return 1 if now or past else 0


if __name__ == "__main__":
    sys.exit(main())
