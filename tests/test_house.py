"""The rules of the house that a file can break without any function failing."""

import os
import re
import subprocess
import tomllib
from datetime import date
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from samenspel.cli import main
from tools import docs

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|opt|work)/|\b[A-Z]:\\Users|" + re.escape(f"{ROOT}/"))
INDEX_ADDRESS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian|--(?:(?:extra-)?index-url|find-links)"
)
PINNED = re.compile(r"[\w.\[\]-]+==\S+(?: ; [^#]+?)?(?: --hash=sha256:[0-9a-f]{64})+")
STRONG_COPYLEFT = re.compile(r"(?<!L)GPL|(?<!Lesser )General Public Licen[cs]e")


def files_of_the_repository() -> list[Path]:
    """What a commit of everything would hold; skips outside a git checkout, and fails there on CI."""
    if not (ROOT / ".git").exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("this is no git checkout")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    files = [ROOT / name for name in names if name and (ROOT / name).is_file()]
    assert ROOT / "README.md" in files
    return files


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files_of_the_repository()
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
        if pattern.search(line)
    ]


def requirements(name: str) -> list[str]:
    """The requirements of a file, each joined to one line."""
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def locked(name: str) -> dict[str, Requirement]:
    parsed = (Requirement(line.split(" --hash")[0]) for line in requirements(name))
    return {requirement.name.lower(): requirement for requirement in parsed}


def asked(group: str) -> list[Requirement]:
    """The requirements of a dependency group, with the groups it includes and what the project itself needs."""
    found = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
    for line in PYPROJECT["dependency-groups"][group]:
        found += asked(line["include-group"]) if isinstance(line, dict) else [Requirement(line)]
    return found


def test_no_file_names_a_path_of_one_machine():
    assert lines_matching(MACHINE_PATH) == []


def test_no_file_names_a_package_index():
    assert lines_matching(INDEX_ADDRESS) == []


def test_no_lock_file_with_addresses_is_kept():
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "package-lock.json"}
    assert [path for path in files_of_the_repository() if path.name in locks] == []


def test_nothing_made_by_others_is_copied_in():
    copied = re.compile(r"(^|/)(vendor|vendored|third_party|node_modules)/|\.min\.(js|css)$|\.(woff2?|ttf|otf|eot)$")
    names = [path.relative_to(ROOT).as_posix() for path in files_of_the_repository()]
    assert [name for name in names if copied.search(name)] == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_with_hashes_and_nothing_else_is_in_the_file(name):
    lines = requirements(name)
    assert lines
    assert [line[:80] for line in lines if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize(("name", "group"), list(zip(REQUIREMENTS, ("build", "dev", "bench"), strict=True)))
def test_the_lock_holds_what_the_project_asks_for(name, group):
    pins = locked(name)
    for wanted in asked(group):
        pin = pins[wanted.name.lower()]
        assert wanted.specifier.contains(next(iter(pin.specifier)).version), f"{wanted} is locked as {pin}"


def licence_of(distribution: str) -> str:
    """What a package says of its licence: its expression, else its classifiers, else its first line of text."""
    facts = metadata(distribution)
    classifiers = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    return facts.get("License-Expression") or "; ".join(classifiers) or facts.get("License", "").partition("\n")[0]


@pytest.mark.parametrize("name", sorted(locked("requirements.txt")))
def test_no_package_that_runs_with_us_has_a_licence_that_would_bind_ours(name):
    requirement = locked("requirements.txt")[name]
    if requirement.marker and not requirement.marker.evaluate():
        pytest.skip("not for this platform")
    licence = licence_of(name)
    assert licence, f"{name} does not say what its licence is"
    assert not STRONG_COPYLEFT.search(licence)


def test_decisions_are_numbered_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_its_status_context_decision_and_consequences(path):
    text = path.read_text("utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.search(r"^Status: (accepted|replaced by \d+)\b", text, flags=re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_index_of_the_docs_names_every_decision():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    assert [path.name for path in DECISIONS if f"(adr/{path.name})" not in index] == []


def test_links_between_pages_lead_somewhere():
    pages = [path for path in files_of_the_repository() if path.suffix == ".md"]
    links = [
        (page, link.partition("#")[0])
        for page in pages
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
        if not re.match(r"https?:|mailto:|#", link)
    ]
    assert links
    broken = [f"{page.relative_to(ROOT)} -> {link}" for page, link in links if not (page.parent / link).exists()]
    assert broken == []


def test_the_changelog_opens_with_this_version_or_with_what_is_not_released_yet():
    newest, day = re.findall(r"^## (\S+)(?: · (\S+))?", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)[
        0
    ]
    version = PYPROJECT["project"]["version"]
    unreleased = Version(version).is_devrelease
    assert newest == ("Unreleased" if unreleased else version)
    assert unreleased or date.fromisoformat(day)


def test_the_program_tells_the_version_of_the_project(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == PYPROJECT["project"]["version"], "make installs it anew"


def test_pictures_of_the_readme_are_there_and_small_and_have_words_for_who_cannot_see_them():
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text)
    shown += [(alt, source) for source, alt in re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]*)"', text)]
    assert len(shown) == text.count("<img") + text.count("![") >= 3
    assert [source for alt, source in shown if len(alt) < 30 or (ROOT / source).stat().st_size > 120_000] == []


def makefile_lines() -> list[str]:
    return [line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_command_that_is_named_exists(name):
    targets = {line.partition(":")[0] for line in makefile_lines()}
    named = re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
    assert named
    assert set(named) <= targets


def test_the_makefile_uses_nothing_newer_than_make_3_81():
    newer = re.compile(r"^\.ONESHELL|^\.RECIPEPREFIX|[^:]&:|^define .*=|::=|^undefine |\$\(file |^\w+ *!=")
    assert [line for line in makefile_lines() if newer.search(line)] == []


def test_who_works_on_samenspel_reads_of_each_room_and_each_part_of_the_site():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    folders = [path for place in (docs.SOURCE, docs.SOURCE / "web") for path in place.iterdir() if path.is_dir()]
    parts = {path.name for path in folders if (path / "__init__.py").exists()}
    assert {"privacy", "upkeep", "theory"} <= parts
    assert {name for name in parts if f"`{name}`" not in text} == set()
