"""Walk through the tutorial on the served demo, and take its pictures: `make tutorial`.

The walk does what the page says, in Dutch and in English, and remembers every word that it pressed or looked for. So
the test of the page can tell which of its buttons are not on the screen.
"""

import argparse
import importlib
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.web.serving import Site, chromium, installed_chromium, served  # noqa: E402
from tools import tutorial_steps as steps  # noqa: E402
from tools.walk import Walk  # noqa: E402

PAGES = {
    "en": ROOT / "docs/tutorial/your-first-scan-in-an-hour.md",
    "nl": ROOT / "docs/nl/tutorial/je-eerste-scan-in-een-uur.md",
}
FOLDER = ROOT / "docs/tutorial/pictures"
DESK, PHONE = {"width": 1160, "height": 760}, {"width": 390, "height": 760}
TYPED = {
    "nl": {
        "network": "Samen eten in de wijk",
        "challenge": "Iedereen in onze wijk kan minstens één keer per week met anderen eten.",
        "round": "Hoe werken wij samen?",
        "message": "Op 12 mei bespreken we samen wat eruit komt.",
        "imported": "Oefenen met Ommerdal",
        "words": "Wat een ander zegt, komt bij ons nog te weinig aan.",
        "point": "Echt ingaan op wat een ander zegt",
        "what": "Elk overleg begint met een verhaal van een bewoner",
        "who": "de bewonersraad en wie voorzit",
    },
    "en": {
        "network": "Eating together",
        "challenge": "Everyone in our neighbourhood can eat with others at least once a week.",
        "round": "How do we work together?",
        "message": "On 12 May we will talk about the result together.",
        "imported": "Practice with Ommerdal",
        "words": "What others say does not reach us enough yet.",
        "point": "Really responding to what others say",
        "what": "Every meeting begins with a story from a resident",
        "who": "the residents' council and whoever chairs",
    },
}
"""What the reader of the page types."""


def way_in() -> str:
    """Inside the served site: the demo as `samenspel demo` makes it, and a link that lets its account in once."""
    from samenspel.web import demo
    from samenspel.web.shared.clock import now

    return demo.entrances(demo.seed(now(), "nl"), now(), phone=False).login


def in_the_site(function: Callable[[], Any]) -> Callable[[], Any]:
    """A function of this file by the name under which the site can import it, also when this file is the program."""
    found: Callable[[], Any] = getattr(importlib.import_module("tools.tutorial"), function.__name__)
    return found


def fenced(text: str) -> list[str]:
    """The blocks of a page that are shown as typed."""
    return [dedent(block) for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, flags=re.MULTILINE | re.DOTALL)]


def people_of(lang: str) -> str:
    """The list of people that the page asks to paste."""
    return next(block for block in fenced(PAGES[lang].read_text("utf-8")) if "@" in block)


def walk_through(site: Site, browser: Any, lang: str, into: Path | None = None) -> Walk:
    """Do everything that the page says, in one language; pictures go into a folder when one is given."""
    known = {"locale": lang, "base_url": site.address, "reduced_motion": "reduce", "accept_downloads": True}
    desk = browser.new_context(viewport=DESK, **known)
    phone = browser.new_context(viewport=PHONE, **known)
    walk, typed = Walk(desk.new_page(), lang, site.address, into), TYPED[lang]
    steps.come_in(walk, site.call(in_the_site(way_in)))
    steps.make_network(walk, typed)
    steps.bring_people(walk, people_of(lang))
    steps.make_round(walk, typed)
    steps.check_and_open(walk)
    round = walk.page.url
    steps.answer(walk, phone, typed)
    steps.close(walk, round)
    steps.bring_answers(walk, typed)
    steps.read(walk, typed)
    steps.take_along(walk)
    steps.note(walk, typed)
    desk.close()
    phone.close()
    return walk


def main() -> None:
    """Walk in both languages, and write the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--into", type=Path, default=FOLDER)
    into = options.parse_args().into
    program = installed_chromium()
    if program is None:
        raise SystemExit("there is no Chromium here")
    into.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as site,
        site.at_work(),
        chromium(program) as browser,
    ):
        taken = {name for lang in PAGES for name in walk_through(site, browser, lang, into).pictures}
    for old in into.glob("*.webp"):
        if old.name not in taken:
            old.unlink()


if __name__ == "__main__":
    main()
