"""Import rules that only a running program can show; import-linter holds the others (`pyproject.toml`)."""

import subprocess
import sys

HEAVY = {"numpy", "scipy", "rich", "typst", "python_calamine"}

IMPORT_ALL = """
import importlib, pkgutil, samenspel
for module in pkgutil.walk_packages(samenspel.__path__, "samenspel."):
    if not module.name.endswith(".__main__"):
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
    assert {"samenspel.cli", "samenspel.analysis", "samenspel.present"} <= loaded
    assert "django" not in loaded


def test_the_command_line_starts_without_anything_heavy():
    loaded = modules_loaded_by("import samenspel.cli")
    assert "samenspel.cli" in loaded
    assert not HEAVY & loaded
