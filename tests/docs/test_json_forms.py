"""Every field of our JSON forms is in the docs, and the reverse."""

import ast
import re

from tests.docs.pages import JSON_FORMS
from tools import docs


def keys_written(path):
    """Every key of a dict that the code of a file writes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            yield from (one.value for one in ast.walk(node.slice) if isinstance(one, ast.Constant))


def test_every_field_of_what_is_kept_of_a_person_is_in_the_docs_and_the_reverse():
    written = set(keys_written(docs.SOURCE / "web" / "privacy" / "kept.py"))
    section = JSON_FORMS.partition("## What is kept about a person")[2].partition("\n## ")[0]
    documented = {path.rpartition(".")[2] for path in re.findall(r"^\| `([\w.\[\]]+)` \|", section, flags=re.MULTILINE)}
    assert documented == written


def test_every_format_of_ours_is_in_the_docs():
    sources = [path.read_text("utf-8") for path in docs.SOURCE.rglob("*") if path.suffix in (".py", ".toml")]
    named = {name for text in sources for name in re.findall(r'(?i)format = "(samenspel\.[\w-]+/\d+)"', text)}
    assert {"samenspel.release/1", "samenspel.frozen/1"} <= named
    assert {name for name in named if f"`{name}`" not in JSON_FORMS} == set()
