"""Import rules that only a running program, or a look at every import, can show; import-linter holds the others."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import samenspel

SOURCE = Path(samenspel.__file__).parent
WEB = SOURCE / "web"
HEAVY = {"numpy", "scipy", "rich", "typst", "python_calamine", "django", "granian"}
OPEN_TO_OTHERS = {"services", "queries", "access"}
FOR_ALL = {"shared", "config"}
"""Parts of the site that every app stands on, or that put it together."""

IMPORT_ALL = """
import importlib, pkgutil, samenspel
for room in pkgutil.iter_modules(samenspel.__path__, "samenspel."):
    if room.name not in ("samenspel.__main__", "samenspel.web"):
        package = importlib.import_module(room.name)
        for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{room.name}."):
            importlib.import_module(module.name)
"""


def modules_loaded_by(code: str) -> set[str]:
    """The modules in memory after the code ran in an interpreter of its own."""
    report = code + "\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_every_module_of_the_library_imports_without_django():
    loaded = modules_loaded_by(IMPORT_ALL)
    assert {"samenspel.cli", "samenspel.cli.serve", "samenspel.analysis", "samenspel.present"} <= loaded
    assert "django" not in loaded


def test_the_command_line_starts_without_anything_heavy():
    loaded = modules_loaded_by("import samenspel.cli")
    assert "samenspel.cli" in loaded
    assert not HEAVY & loaded


def imports_of_others(path: Path, source: str) -> Iterator[tuple[str, str]]:
    """What a file of one app takes from another app: (app, module), leaving out what only types need."""
    mine = path.relative_to(WEB).parts[0]
    tree = ast.parse(source)
    types_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in types_only:
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[:2] == ["samenspel", "web"] and len(parts) > 2 and parts[2] not in FOR_ALL | {mine}:
                yield parts[2], ".".join(parts[3:])


def closed_doors(path: Path, source: str) -> list[str]:
    taken = imports_of_others(path, source)
    return [f"{app}.{module}" for app, module in taken if module.split(".")[0] not in OPEN_TO_OTHERS]


def app_files() -> list[Path]:
    """Every file of an app; the two rooms that put the site together may know everything."""
    inside = [path for path in WEB.rglob("*.py") if len(path.relative_to(WEB).parts) > 1]
    return [path for path in inside if not {"config", "migrations"} & set(path.relative_to(WEB).parts)]


def test_apps_take_from_each_other_only_services_queries_and_access():
    assert {path.relative_to(WEB).parts[0] for path in app_files()} >= {"shared", "networks", "rounds"}
    found = {path.relative_to(WEB).as_posix(): closed_doors(path, path.read_text("utf-8")) for path in app_files()}
    assert {name: doors for name, doors in found.items() if doors} == {}


def test_the_rule_for_apps_sees_every_way_to_import():
    source = """
from typing import TYPE_CHECKING
import samenspel.web.rounds.models
from samenspel.web.parties import models, services
from samenspel.web.parties.models import Party
from samenspel.web.networks.access import require
from samenspel.web.answering.services import save
from samenspel.web.shared.models import AuditEntry
from samenspel.web.results.models import Report
if TYPE_CHECKING:
    from samenspel.web.rounds.models import Round
"""
    doors = closed_doors(WEB / "results" / "tasks.py", source)
    assert doors == ["rounds.models", "parties.models", "parties.models.Party"]
