"""The main job from begin to end, in the browser only: a network, a round, answers, the result and the report."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from samenspel.web.shared.words import say
from tests.web.serving import watch

TITLE = "Hoe werken wij samen?"
PEOPLE = """Naam\tE-mail\tPartij
Sanne Visser\tsanne@reis.example\tGemeente Ommerdal
Dirk Bakker\tdirk@reis.example\tGemeente Ommerdal
Ayla Demir\tayla@reis.example\tGemeente Ommerdal
Pim Kok\tpim@reis.example\tWoonstede
Noor Smit\tnoor@reis.example\tWoonstede
Joost Mol\tjoost@reis.example\tZorggroep De Linde
Fatma Kaya\tfatma@reis.example\tZorggroep De Linde
Roos Prins\troos@reis.example\t
"""
EVERYONE = 8
PIM = "pim@reis.example"
QUESTIONS = 13
CUT = "net::ERR_INTERNET_DISCONNECTED"
LONG = 90_000


def way_in(email, name):
    """Runs in the served site: an account, and the address that lets it in once."""
    from samenspel.web.accounts.services import invite, login_secret
    from samenspel.web.shared.clock import now

    account = invite(email, name=name, language="nl", now=now())
    return f"/inloggen/{login_secret(account, now=now())}"


def test_from_an_empty_site_to_a_result_that_everyone_can_see(site, browser):
    with site.at_work():
        desk = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900}, base_url=site.address)
        phone = browser.new_context(locale="nl-NL", viewport={"width": 390, "height": 844}, base_url=site.address)
        wrong = [watch(desk, site), watch(phone, site, besides=(CUT,))]
        steward, pim = desk.new_page(), phone.new_page()

        come_in(steward, site.call(way_in, "sanne@reis.example", "Sanne Visser"))
        network = make_network(steward)
        paste_people(steward)
        round = make_round(steward)
        look_at_preview(steward)
        open_round(steward)
        links = links_from_mail(steward)
        answer_by_keyboard(pim, links.pop(PIM))
        for number, link in enumerate(links.values()):
            answer_by_form(browser, site, link, str(number % 3 + 3))
        see_who_answered(steward, round)
        close_round(steward)
        read_result(steward)
        report = take_report(steward)
        see_own_answers(pim)
        others_find_nothing(browser, site, [network, round, f"{round}/uitkomst", f"{round}/uitkomst.json", report])
        assert wrong == [[], []]


def come_in(page, link):
    page.goto(link)
    page.get_by_role("button", name=say("accounts-enter", "nl")).click()
    page.get_by_role("heading", name=say("networks-title", "nl")).wait_for()


def make_network(page):
    page.get_by_role("link", name=say("networks-new", "nl")).click()
    page.get_by_label(say("networks-field-name", "nl"), exact=True).fill("Langer thuis")
    page.locator("[name=challenge]").fill("Ouderen kunnen thuis oud worden.")
    page.get_by_role("button", name=say("networks-create", "nl")).click()
    page.get_by_role("heading", name="Langer thuis").wait_for()
    return path_of(page)


def paste_people(page):
    page.get_by_role("link", name=say("networks-next-people-action", "nl")).click()
    page.get_by_role("link", name=say("parties-import", "nl")).click()
    page.locator("[name=text]").fill(PEOPLE)
    page.get_by_role("button", name=say("lists-look", "nl")).click()
    page.get_by_text(f"{EVERYONE} nieuw").wait_for()
    page.get_by_role("button", name=say("lists-take", "nl")).click()
    page.get_by_text(say("lists-taken", "nl", new=EVERYONE, changed=0, gone=0)).wait_for()
    assert page.locator("tbody tr").count() == EVERYONE
    page.get_by_role("link", name=say("site-tab-parties", "nl")).click()
    assert page.locator("tbody tr").count() == 3


def make_round(page):
    page.get_by_role("link", name=say("site-tab-rounds", "nl")).click()
    page.get_by_role("link", name=say("rounds-new", "nl")).first.click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=form][value=short]").check()
    page.locator("[name=visibility][value=totals]").check()
    page.locator("[name=closes_at]").fill(f"{datetime.now() + timedelta(days=7):%Y-%m-%dT%H:%M}")
    assert page.locator("[name=participants]:checked").count() == EVERYONE
    page.get_by_role("button", name=say("rounds-form-save", "nl")).click()
    page.get_by_role("heading", name=TITLE).wait_for()
    return path_of(page)


def look_at_preview(page):
    page.get_by_role("link", name=say("rounds-draft-preview", "nl")).click()
    page.get_by_text(say("answering-preview", "nl")).wait_for()
    page.get_by_role("link", name=say("answering-begin", "nl")).click()
    page.locator("#vraag-1").wait_for()
    page.get_by_role("link", name=say("answering-preview-stop", "nl")).click()


def open_round(page):
    page.get_by_role("button", name=say("rounds-open", "nl")).click()
    page.get_by_text(say("rounds-opened", "nl", title=TITLE)).wait_for()


def links_from_mail(page):
    """The link of everyone, by address, from the mails of the demo."""
    page.get_by_role("link", name=say("site-demo-mails", "nl")).click()
    mails = page.locator("tbody tr", has_text=TITLE)
    reload_until(page, lambda: mails.count() == EVERYONE)
    found = {}
    for mail in mails.all():
        text = page.request.get(mail.get_by_role("link").get_attribute("href")).text()
        found[mail.locator("td").first.inner_text()] = re.search(r'href="[^"]*(/d/[^"/]+)"', text)[1]
    assert len(found) == EVERYONE
    page.go_back()
    return found


def answer_by_keyboard(page, link):
    """Pim answers with keys alone; in the middle of the third question the network goes away for a while."""
    page.goto(link)
    tab_to(page, "a[href$='/vragen']")
    page.keyboard.press("Enter")
    answer_with(page, 1, "3")
    walk_the_keys(page, 2, steps=2)
    page.locator("[data-state]", has_text=say("answering-saved", "nl")).wait_for()
    at(page, 3)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.context.set_offline(True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    for number in range(4, QUESTIONS + 1):
        answer_with(page, number, "5")
    page.locator("#klaar").wait_for()
    page.locator("[data-state]", has_text=say("answering-not-saved", "nl")).wait_for()
    assert waiting_on_device(page) > 0
    page.context.set_offline(False)
    page.locator("[data-state]", has_text=say("answering-saved", "nl")).wait_for()
    assert waiting_on_device(page) == 0
    tab_to(page, "[data-send]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=say("answering-thanks-title", "nl")).wait_for()


def at(page, number):
    """Wait until a question is the one on the screen."""
    page.locator(f".answering--one #vraag-{number}").wait_for(state="visible")


def answer_with(page, number, key):
    at(page, number)
    page.keyboard.press(key)
    page.locator(f"#vraag-{number}").wait_for(state="hidden")


def walk_the_keys(page, number, steps):
    at(page, number)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def tab_to(page, selector):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def waiting_on_device(page):
    return page.evaluate("JSON.parse(localStorage[document.getElementById('answering').dataset.store]).waiting.length")


def answer_by_form(browser, site, link, value):
    """Somebody whose browser runs no script sends the long form."""
    context = browser.new_context(base_url=site.address)
    page = context.request.get(f"{link}/vragen").text()
    hidden = {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("csrfmiddlewaretoken", "key")}
    questions = set(re.findall(r'type="radio" name="([^"]+)"', page))
    assert len(questions) == QUESTIONS
    answered = context.request.post(f"{link}/vragen", form=hidden | dict.fromkeys(questions, value))
    assert answered.ok
    assert say("answering-thanks-title", "nl") in answered.text()
    context.close()


def see_who_answered(page, round):
    """That everyone answered, and nothing of when or what."""
    page.goto(round)
    page.get_by_text(say("rounds-response", "nl", answered=EVERYONE, asked=EVERYONE)).wait_for()
    people = page.get_by_role("region", name=say("rounds-who-title", "nl")).locator("tbody tr")
    assert people.count() == EVERYONE
    for text in people.all_inner_texts():
        assert say("rounds-yes", "nl") in text
        assert not re.search(r"\d", text)


def close_round(page):
    page.get_by_role("link", name=say("rounds-close", "nl")).click()
    page.get_by_role("button", name=say("rounds-close", "nl")).click()
    page.get_by_text(say("rounds-closed", "nl", title=TITLE)).wait_for()


def read_result(page):
    page.get_by_role("link", name=say("rounds-to-result", "nl")).click()
    reload_until(page, lambda: page.locator("#flower").count() > 0)
    page.get_by_role("link", name=say("results-route-alles", "nl"), exact=True).click()
    page.locator(".statement").first.wait_for()
    assert page.locator(".statement").count() == QUESTIONS
    assert f"{EVERYONE} van de {EVERYONE}" in page.locator(".lead").inner_text()


def take_report(page):
    """Ask for the report and save it; gives where it can be saved."""
    page.locator("[name=kind][value=whole]").first.click()
    link = page.get_by_role("link", name=say("results-report-take", "nl", suffix="PDF"))
    link.wait_for(timeout=LONG)
    with page.expect_download() as started:
        link.click()
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    assert started.value.suggested_filename.endswith(".pdf")
    return link.get_attribute("href")


def see_own_answers(page):
    """Pim's own link now leads to the total, with his answers beside it."""
    page.goto(page.url.removesuffix("/dank"))
    page.get_by_role("link", name=say("answering-see-result", "nl")).click()
    page.get_by_role("heading", name=say("answering-result-title", "nl")).wait_for()
    own = page.locator(".own strong").all_inner_texts()
    assert sorted(own) == ["2", "3", "3"] + ["5"] * 10
    assert page.locator(".statement").count() == QUESTIONS
    assert page.get_by_text("Pim").count() == 0


def others_find_nothing(browser, site, paths):
    context = browser.new_context(locale="nl-NL", base_url=site.address)
    wrong = watch(context, site, besides=("the server responded with a status of 404",))
    page = context.new_page()
    come_in(page, site.call(way_in, "otto@reis.example", "Otto Vos"))
    for path in paths:
        assert page.goto(path).status == 404, path
        assert "Langer thuis" not in page.content()
    assert wrong == []


def path_of(page):
    return page.evaluate("location.pathname")


def reload_until(page, true):
    """Look again until the background has done its work."""
    for _ in range(200):
        if true():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"it did not come on {page.url}")
