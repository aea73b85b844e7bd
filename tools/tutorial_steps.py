"""The steps of the tutorial, one function for each, in the order of the page."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from samenspel.web.shared.words import say
from tools.walk import Walk

ANSWERS = Path(__file__).resolve().parents[1] / "src/samenspel/examples/langer-thuis-wonen-2.csv"
LONG = 90_000
PEOPLE = 8


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


def bring_people(walk: Walk, people: str) -> None:
    """Paste a list of people; parties come with it."""
    walk.press("networks-next-people-action")
    walk.press("parties-import")
    walk.fill("text", people)
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


def answer(walk: Walk, phone: Any, typed: dict[str, str]) -> None:
    """Open the mails of two people, and answer: one on a phone, one in a second window."""
    walk.press("site-demo-mails")
    mails = walk.page.locator("tbody tr", has_text=typed["round"])
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
    while walk.page.locator("[data-hidden]").count():
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
