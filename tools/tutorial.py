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
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from samenspel.web.shared.words import say  # noqa: E402
from tests.web.serving import Site, chromium, installed_chromium, served  # noqa: E402
from tools.walk import Walk  # noqa: E402

PAGES = {
    "en": ROOT / "docs/tutorial/your-first-scan-in-an-hour.md",
    "nl": ROOT / "docs/nl/tutorial/je-eerste-scan-in-een-uur.md",
}
FOLDER = ROOT / "docs/tutorial/pictures"
ANSWERS = ROOT / "src/samenspel/examples/langer-thuis-wonen-2.csv"
DESK, PHONE = {"width": 1160, "height": 760}, {"width": 390, "height": 760}
LONG = 90_000
PEOPLE = 8
PETALS = 6
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


def come_in(walk: Walk, link: str) -> None:
    """Log in with the link of the terminal, and choose the language."""
    walk.page.goto(link)
    walk.page.locator("main form button").click()
    walk.page.locator(f".languages button[value={walk.lang}]").first.click()
    walk.said.add(walk.lang.upper())
    walk.see("networks-title")


def make_network(walk: Walk, typed: dict[str, str]) -> None:
    """A network with a name and a challenge."""
    walk.press("networks-new")
    walk.fill("name", typed["network"])
    walk.fill("challenge", typed["challenge"])
    walk.press("networks-create")
    walk.see("networks-overview-next-title")
    walk.picture("overview")


def bring_people(walk: Walk) -> None:
    """Paste a list of people; parties come with it."""
    walk.press("networks-next-people-action")
    walk.press("parties-import")
    walk.fill("text", people_of(walk.lang))
    walk.press("lists-look")
    walk.see_count("lists-new", PEOPLE)
    walk.picture("people")
    walk.press("lists-take")
    walk.press("site-tab-parties")


def make_round(walk: Walk, typed: dict[str, str]) -> None:
    """A pulse with totals only, after a look at what the other choice means."""
    walk.press("site-tab-rounds")
    walk.press("rounds-new")
    walk.fill("title", typed["round"])
    walk.see("rounds-form-name-full")
    walk.choose("form", "pulse")
    walk.see("rounds-form-visible")
    walk.choose("visibility", "party")
    walk.see("rounds-example-why-alone")
    walk.choose("visibility", "totals")
    walk.page.get_by_text(say("rounds-example-why-alone", walk.lang)).first.wait_for(state="hidden")
    walk.picture("visibility", "section:has(#example)")
    walk.fill("message", typed["message"])
    walk.press("rounds-form-save")
    walk.see("rounds-draft-title")


def check_and_open(walk: Walk) -> None:
    """Look as a participant does, and at the mails; then open."""
    walk.press("rounds-draft-preview")
    walk.see("answering-who-sees")
    walk.press("answering-preview-stop")
    walk.press("rounds-draft-mail")
    walk.see("rounds-mail-title")
    walk.page.go_back()
    walk.picture("draft")
    walk.press("rounds-open")


def answer(walk: Walk, phone: Any) -> None:
    """Open the mails of two people, and answer: one on a phone, one in a second window."""
    walk.press("site-demo-mails")
    mails = walk.page.locator("tbody tr", has_text=TYPED[walk.lang]["round"])
    walk.until(lambda: mails.count() == PEOPLE)
    letters = [mail.get_by_role("link").first.get_attribute("href") for mail in mails.all()[:2]]
    for number, letter in enumerate(letters):
        text = walk.page.request.get(walk.site + letter).text()
        reader = walk.on(phone.new_page())
        reader.page.goto(re.search(r'href="[^"]*(/d/[^"/]+)"', text)[1])  # type: ignore[index]
        answer_as_one(reader, number == 0)
        reader.page.close()


def answer_as_one(walk: Walk, pictured: bool) -> None:
    """One person answers everything with a 5, and sends it."""
    walk.see("answering-who-sees")
    if pictured:
        walk.picture("start")
    walk.press("answering-begin")
    questions = walk.page.locator(".question[data-item]")
    for number in range(1, questions.count() + 1):
        at = walk.page.locator(f".answering--one #vraag-{number}")
        at.wait_for()
        if pictured and number == 2:
            walk.picture("question")
        walk.page.keyboard.press("5")
        at.wait_for(state="hidden")
    walk.press("answering-send")
    walk.see("answering-thanks-title")


def close(walk: Walk, round: str) -> None:
    """See who answered, and close; with two answers there is nothing to show, as was promised."""
    walk.page.goto(round)
    walk.see("rounds-response", answered=2, asked=PEOPLE)
    walk.see("rounds-who-title")
    walk.picture("who")
    walk.press("rounds-close")
    walk.see("rounds-close-title")
    walk.press("rounds-close")
    walk.press("rounds-to-result")
    walk.until(lambda: walk.page.locator("[name=kind], #release").count() > 0)
    walk.see("results-promised")
    walk.picture("too-few")


def bring_answers(walk: Walk, typed: dict[str, str]) -> None:
    """The answers of forty made-up people become a round in the same network."""
    walk.press("site-tab-rounds")
    walk.press("rounds-import")
    walk.see("results-file")
    walk.page.locator("[name=file]").set_input_files(ANSWERS)
    walk.press("results-file-look")
    walk.see("results-columns")
    chosen = walk.page.locator("tr", has_text="Organisatie").locator("option:checked")
    assert chosen.first.inner_text() == walk.words("results-role-party")
    walk.picture("columns")
    walk.press("results-next")
    walk.see("results-import-title")
    walk.fill("title", typed["imported"])
    walk.fill("closed_on", date.today().isoformat())
    walk.fill("invited", "44")
    walk.see("results-field-visibility")
    walk.choose("visibility", "party")
    walk.tick("knew")
    walk.press("results-import-do")
    walk.see("results-routes")


def read(walk: Walk, typed: dict[str, str]) -> None:
    """One minute, then ten; keep a point and say another in own words."""
    walk.press("results-route-minuut")
    walk.see("results-minute-well")
    walk.see("results-minute-talk")
    walk.picture("minute", ":has(> #minute)")
    walk.press("results-route-tien")
    points = walk.page.locator(".standout:has(.judge)")
    decide(walk, points.nth(0), "keep")
    decide(walk, points.nth(1), "rephrase", typed["words"])
    walk.see("results-judged-tag-rephrase")
    walk.picture("kept", ".standout--judged >> nth=1")


def decide(walk: Walk, point: Any, choice: str, words: str = "") -> None:
    """What the group makes of one point."""
    point.get_by_text(walk.words("results-judge-open")).click()
    walk.words(f"results-judge-{choice}")
    point.locator(f"[name=choice][value={choice}]").check()
    if words:
        point.locator("[name=words]").fill(words)
    point.get_by_role("button", name=walk.words("results-judge-save")).click()
    walk.see(f"results-judged-{choice}")


def take_along(walk: Walk) -> None:
    """The guide, the slides, the report, and the picture before the group."""
    result = walk.page.url
    walk.press("results-guide")
    walk.see("conversations-guide-programme")
    walk.press("conversations-guide-length-minutes", n=60)
    walk.picture("guide")
    for kind, suffix in (("slides", "PPTX"), ("whole", "PDF")):
        walk.page.goto(result)
        walk.press(f"results-kind-{kind}")
        walk.page.get_by_role("link", name=walk.words("results-report-take", suffix=suffix)).wait_for(timeout=LONG)
    walk.page.goto(result)
    walk.press("results-screen")
    walk.words("results-screen-next")
    for _ in range(PETALS):
        walk.page.keyboard.press("ArrowRight")
    walk.picture("screen")
    walk.page.keyboard.press("Escape")
    walk.see("results-routes")


def note(walk: Walk, typed: dict[str, str]) -> None:
    """What was agreed, and what comes next."""
    walk.press("results-guide")
    walk.press("conversations-agreed-record")
    walk.fill("held_on", date.today().isoformat())
    walk.fill("leverage", typed["point"])
    walk.press("conversations-save")
    walk.see("conversations-saved")
    walk.fill("what", typed["what"])
    walk.fill("who", typed["who"])
    walk.press("conversations-agreed-add-do")
    walk.see("conversations-agreement-added")
    walk.picture("agreed", "section[aria-labelledby=actions]")
    walk.press("site-tab-overview")
    walk.see("networks-overview-agreed-title")
    walk.press("site-tab-rounds")
    walk.see("rounds-new")
    walk.see("site-networks")


def walk_through(site: Site, browser: Any, lang: str, into: Path | None = None) -> Walk:
    """Do everything that the page says, in one language; pictures go into a folder when one is given."""
    known = {"locale": lang, "base_url": site.address, "reduced_motion": "reduce", "accept_downloads": True}
    desk = browser.new_context(viewport=DESK, **known)
    phone = browser.new_context(viewport=PHONE, **known)
    walk, typed = Walk(desk.new_page(), lang, site.address, into), TYPED[lang]
    come_in(walk, site.call(in_the_site(way_in)))
    make_network(walk, typed)
    bring_people(walk)
    make_round(walk, typed)
    check_and_open(walk)
    round = walk.page.url
    answer(walk, phone)
    close(walk, round)
    bring_answers(walk, typed)
    read(walk, typed)
    take_along(walk)
    note(walk, typed)
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
