"""The pages of docs/reference about the site: its settings, its checks and what it keeps in the log."""

import ast
import runpy
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from samenspel.web.config.environment import PREFIX, Environment
from tools.markdown import code, plain, table

WEB = Path(__file__).resolve().parents[1] / "src" / "samenspel" / "web"
PROFILES = ("demo", "production")
KINDS = {"text": "a text", "folder": "a folder", "address": "an address", "database": "a database", "mail": "a server"}
GIVEN = {
    "ADDRESS": "https://samenspel.example.nl",
    "SECRET_KEY": "not so secret",
    "MAIL": "smtp://mail.example.nl",
    "MAIL_FROM": "samenspel@example.nl",
}
"""What production must be told before it tells us what else it asks."""


class Asked:
    """Stands in for the environment, and keeps what the settings ask of it: kind of value, bounds and default."""

    def __init__(self, given: dict[str, str]) -> None:
        """Nothing was asked yet."""
        self.environment = Environment({PREFIX + name: value for name, value in given.items()})
        self.settings: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        """The reader of this kind of value."""
        reader = getattr(self.environment, kind)

        def ask(name: str, *rest: Any) -> Any:
            self.settings[name] = (kind, rest)
            return reader(name, *rest)

        return ask


def asked(profile: str) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """What settings.py asks of the environment under a profile, by running it: the name to kind and arguments."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"PROFILE": profile, "DATA": folder} | (GIVEN if profile == "production" else {})
        environment, real = Asked(given), Environment.of_process
        Environment.of_process = classmethod(lambda _: environment)  # type: ignore[assignment]
        try:
            runpy.run_path(str(WEB / "config" / "settings.py"))
        finally:
            Environment.of_process = real  # type: ignore[method-assign]
    return environment.settings


def default(kind: str, rest: tuple[Any, ...]) -> Any:
    """The value of a setting that is not given; None when it must be."""
    if kind == "choice":
        return rest[1]
    value = rest[0] if rest else None
    return ("yes" if value else "no") if kind == "yes" else value


def settings_page() -> Iterator[str]:
    """Every setting with its kind and its true default, and every check."""
    described = tomllib.loads((WEB / "config" / "described.toml").read_text("utf-8"))
    yield (
        "# Settings of the site\n\nThe site reads its settings from the environment. A setting that is missing or "
        "wrong stops the start, with its name, its value and what to do. `samenspel doctor` looks at them all."
    )
    yield (
        "Every setting may also stand in a file: `SAMENSPEL_SECRET_KEY_FILE=/run/secrets/key` reads the key from that "
        "file. That suits what is secret: the key, the database and the mail server. `samenspel demo` sets profile, "
        "folder and address by itself."
    )
    rows = [
        (code(PREFIX + name), plain(described[name]["what"]), kind, *defaults, _example(described[name]["example"]))
        for name, (kind, *defaults) in _settings(described).items()
    ]
    yield table(("setting", "what it is", "kind", "default in a demo", "default in production", "example"), *rows)
    yield (
        "With an address that begins with `https:`, cookies travel over HTTPS only, plain requests are sent on to "
        "HTTPS, and browsers are told to remember that for a year."
    )
    yield from _checks_section()


def _settings(described: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Per setting its kind, and its default in each profile, in words."""
    runs = [(asked(profile), asked(profile)) for profile in PROFILES]
    names = dict.fromkeys(name for one, _ in runs for name in one)
    return {name: (_kind(runs, name), *_defaults(runs, name, described[name])) for name in names}


def _kind(runs: list[Any], name: str) -> str:
    kind, rest = next(one[name] for one, _ in runs if name in one)
    match kind:
        case "choice":
            return "one of " + code(*rest[0])
        case "number":
            return f"a whole number, {rest[1]} to {rest[2]}"
        case "yes":
            return "`yes` or `no`"
    return KINDS[kind]


def _defaults(runs: list[Any], name: str, described: dict[str, Any]) -> Iterator[str]:
    for profile, (one, again) in zip(PROFILES, runs, strict=True):
        if name not in one:
            yield "not read"
            continue
        value = default(*one[name])
        if value is None:
            yield "must be given"
        elif value == "":
            yield "none"
        elif value == default(*again[name]):
            yield code(value)
        else:
            yield described[profile]


def _example(text: str) -> str:
    return text if "`" in text else code(text)


def _checks_section() -> Iterator[str]:
    yield "## What the site looks at"
    yield (
        "`samenspel ready` and `samenspel doctor` look at these, and so do `samenspel serve` and `samenspel web` when "
        "they start. An error (E) stops the start; a warning (W) is printed."
    )
    rows = [(code(number), _text(what), _text(do)) for number, (what, do) in sorted(checks().items(), key=_by_number)]
    yield table(("number", "what is not right", "what to do"), *rows)


def _by_number(one: tuple[str, Any]) -> str:
    return one[0][-3:]


def checks() -> dict[str, tuple[ast.expr, ast.expr]]:
    """Every check of the settings: its number to what is wrong and what to do, as they stand in the code."""
    found = {}
    for function in _functions(WEB / "config" / "checks.py"):
        hints: dict[int, ast.expr] = {
            node.lineno: node.value for node in ast.walk(function) if isinstance(node, ast.Assign) and _is_hint(node)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and (number := _keyword(node, "id")):
                hint = hints[max(line for line in hints if line < node.lineno)]
                found[number] = (node.args[0], hint)
    return found


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in tree.body if isinstance(node, ast.FunctionDef))


def _is_hint(node: ast.Assign) -> bool:
    return isinstance(node.targets[0], ast.Name) and node.targets[0].id == "hint"


def _keyword(call: ast.Call, name: str) -> str | None:
    values = [one.value.value for one in call.keywords if one.arg == name and isinstance(one.value, ast.Constant)]
    return str(values[0]) if values else None


def _text(node: ast.expr) -> str:
    """The words of a text in the code; what is filled in stands between braces, by its last name."""
    if isinstance(node, ast.Constant):
        return plain(str(node.value))
    assert isinstance(node, ast.JoinedStr)
    parts = (
        f"{{{ast.unparse(one.value).rpartition('.')[2].lower()}}}" if isinstance(one, ast.FormattedValue) else one.value
        for one in node.values
        if isinstance(one, ast.FormattedValue | ast.Constant)
    )
    return plain("".join(map(str, parts)))


def actions_page() -> Iterator[str]:
    """Everything that the site keeps in the log."""
    words = tomllib.loads((WEB / "networks" / "words.toml").read_text("utf-8"))["audit"]
    yield (
        "# The log\n\nEvery change leaves a line: when, who, what, and about what. It holds codes and numbers, never a "
        "name, an answer or a remark. The log of a network is on the page *Logboek* of that network, for its steward."
    )
    yield table(
        ("action", "wat er in het logboek staat", "what the log says"),
        *((code(action), plain(said["nl"]), plain(said["en"])) for action, said in sorted(words.items())),
    )
    yield "## Of accounts"
    yield "These belong to no network, stand in the database only and are on no page."
    yield "\n".join(f"- {code(action)}" for action in sorted(recorded() - words.keys()))


def recorded() -> set[str]:
    """Every action that is named in full where the code writes to the log."""
    found = set()
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("record", "audit.record"):
                texts = {one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)}
                found |= {text for text in texts if isinstance(text, str) and text[0] != "-"}  # "-deleted" is an end
    return found
