"""The pages for people who use it: what they name is on the screen, and what they type works."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from samenspel.cli import main
from tests.web.serving import served
from tools import tutorial

ROOT = Path(__file__).resolve().parents[2]
DOCS, DUTCH = ROOT / "docs", ROOT / "docs/nl"
EXAMPLES = ROOT / "src/samenspel/examples"
PARTNERS = {
    "tutorial/your-first-scan-in-an-hour.md": "tutorial/je-eerste-scan-in-een-uur.md",
    "how-to/import-from-forms-and-limesurvey.md": "how-to/inlezen-uit-forms-en-limesurvey.md",
    "how-to/scan-a-spreadsheet.md": "how-to/een-rekenblad-scannen.md",
    "how-to/write-an-instrument.md": "how-to/een-vragenlijst-schrijven.md",
}
TYPED = [
    (page, lang)
    for english, dutch in PARTNERS.items()
    for page, lang in ((DOCS / english, "en"), (DUTCH / dutch, "nl"))
    if "scan-a-spreadsheet" not in english and "tutorial" not in english
]
STOPS = {"samenspel scan forms.csv --party Organisatie": 4}
"""Commands that a page shows because they stop, and how."""


def blocks(text, *kinds):
    """The blocks of these kinds: each with its kind and what stands in it."""
    found = re.findall(r"^ *```(\w*)\n(.*?)^ *```", text, flags=re.MULTILINE | re.DOTALL)
    return [(kind, block) for kind, block in found if kind in kinds]


# ---- The walk


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The demo, served with its background work."""
    with served(tmp_path_factory.mktemp("demo")) as one, one.at_work():
        yield one


@pytest.mark.parametrize("lang", ["nl"])  # `make tutorial` walks it in English too, which takes as long again
def test_the_tutorial_can_be_followed_and_names_what_is_on_the_screen(lang, site, browser):
    walk = tutorial.walk_through(site, browser, lang)
    text = tutorial.PAGES[lang].read_text("utf-8")
    named = {
        " ".join(one.split()) for one in re.findall(r"\*\*(.+?)\*\*", text.partition("\n## 1.")[2], flags=re.DOTALL)
    }
    topics = {one for one in named if one.endswith(".")}
    assert sorted(named - topics - {" ".join(one.split()) for one in walk.said}) == []
    shown = re.findall(r"!\[[^\]]+\]\([^)]*/([^/)]+)\)", text)
    assert set(shown) <= set(walk.pictures)


@pytest.mark.parametrize("page", tutorial.PAGES.values(), ids=list(tutorial.PAGES))
def test_every_picture_of_the_tutorial_is_there_and_small(page):
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text("utf-8"))
    assert len(shown) > 10
    assert [one for one in shown if not 1_000 < (page.parent / one).stat().st_size < 60_000] == []


# ---- What the pages type


@pytest.mark.parametrize(("page", "lang"), TYPED, ids=lambda one: getattr(one, "stem", one))
def test_what_a_page_types_works_in_the_order_of_the_page(page, lang, tmp_path, monkeypatch, capsys):
    """A block under a name in backticks is saved by that name; what is shown below a command is what it says."""
    shutil.copy(EXAMPLES / "langer-thuis-wonen-2.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    text, said, ran = page.read_text("utf-8"), "", 0
    for part in re.finditer(r"^```(\w*)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        kind, block = part.groups()
        named = re.findall(r"`([\w-]+\.(?:toml|csv))`", text[: part.start()].rsplit("\n\n", 2)[-2])
        if kind in ("toml", "csv") and named:
            Path(named[-1]).write_text(block, "utf-8")
        if kind == "text" and said:
            assert block.strip() in said
        said = "".join(ran_as_typed(command, capsys) for command in block.splitlines()) if kind == "sh" else ""
        ran += kind == "sh"
    assert ran >= 4


@pytest.mark.parametrize(("page", "lang"), TYPED[-2:], ids=["en", "nl"])
def test_what_the_check_says_of_the_mistake_on_the_page_is_what_it_says(page, lang, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    (_, right), *_ = blocks(text, "toml")
    wrong = "".join(line for line in right.splitlines(keepends=True) if not line.startswith('text.en = "I feel'))
    assert wrong != right
    Path("questions.toml").write_text(wrong, "utf-8")
    assert main(["instrument", "check", "questions.toml", "--lang", lang]) == 3
    assert capsys.readouterr().err == blocks(text, "text")[1][1]


def ran_as_typed(command, capsys):
    """Run a line of a page; gives all that it said."""
    words = shlex.split(command)
    assert words[0] == "samenspel"
    code = main(words[1:])
    given = capsys.readouterr()
    expected = next((code for start, code in STOPS.items() if command.removesuffix(" --lang en") == start), 0)
    assert code == expected, f"{command}\n{given.out}{given.err}"
    return given.out + given.err


# ---- Two languages


@pytest.mark.parametrize("page", sorted(DUTCH.rglob("*.md")), ids=lambda page: page.stem)
def test_a_page_in_dutch_leads_to_its_page_in_english(page):
    links = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text("utf-8"))
    there = {(page.parent / link).resolve() for link in links}
    partner = {DUTCH / dutch: DOCS / english for english, dutch in PARTNERS.items()}.get(page)
    assert partner in there if partner else any(one.parent == DOCS / page.parent.relative_to(DUTCH) for one in there)


@pytest.mark.parametrize(("english", "dutch"), PARTNERS.items(), ids=list(PARTNERS))
def test_a_page_in_dutch_says_as_much_as_the_page_in_english(english, dutch):
    pages = [(DOCS / english).read_text("utf-8"), (DUTCH / dutch).read_text("utf-8")]
    outlines = [re.findall(r"^(#+) ", re.sub(r"```.*?```", "", one, flags=re.DOTALL), re.MULTILINE) for one in pages]
    assert outlines[0] == outlines[1]
    assert blocks(pages[0], "toml", "csv") == blocks(pages[1], "toml", "csv")
    kinds = [[kind for kind, _ in blocks(one, "sh", "text", "toml", "csv")] for one in pages]
    assert kinds[0] == kinds[1]


def test_the_dutch_entrance_lists_every_page_in_dutch():
    entrance = (DUTCH / "README.md").read_text("utf-8")
    pages = {one.relative_to(DUTCH).as_posix() for one in DUTCH.rglob("*.md")} - {"README.md"}
    assert {one for one in re.findall(r"\]\(([^)]+)\)", entrance) if not one.startswith("..")} == pages
