"""Links in docs/ lead to a page and a heading that exist."""

import re

import pytest

from tests.docs.pages import DOCS, ROOT


def pages_with_links():
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def anchors(path):
    """The anchors that GitHub and others give to the headings of a page."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_nowhere(path, link):
    name, _, anchor = link.partition("#")
    target = path.parent / name if name else path
    return not target.exists() or bool(anchor and target.suffix == ".md" and anchor not in anchors(target))


@pytest.mark.parametrize("path", pages_with_links(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_a_page_and_a_heading_that_exist(path):
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8"))
    inside = [link for link in links if not re.match(r"https?:|mailto:", link)]
    assert [link for link in inside if leads_nowhere(path, link)] == []


def test_every_page_of_the_docs_can_be_reached_from_their_front_page():
    seen, to_read = set(), [DOCS / "README.md"]
    while to_read:
        path = to_read.pop()
        if path in seen or path.suffix != ".md" or not path.exists():
            continue
        seen.add(path)
        links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
        to_read += [(path.parent / link).resolve() for link in links if not re.match(r"https?:|mailto:", link)]
    assert sorted(set(DOCS.rglob("*.md")) - seen) == []
