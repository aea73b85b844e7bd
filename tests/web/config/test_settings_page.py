"""docs/reference/settings.md names the settings that there are, and no others."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [
    ROOT / "src" / "samenspel" / "web" / "config" / "settings.py",
    *sorted((ROOT / "src" / "samenspel" / "cli").glob("*.py")),
]


def test_the_page_of_settings_names_each_of_them():
    read = re.compile(r"ENVIRONMENT\.\w+\(\s*\"(\w+)\"")
    asked = {name for path in SOURCES for name in read.findall(path.read_text("utf-8"))}
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    assert "DATABASE" in asked
    assert set(re.findall(r"^\| `SAMENSPEL_(\w+)`", page, flags=re.MULTILINE)) == asked
