"""The full screen in a real browser: keys, building up, the address, no script, and nothing that scrolls."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.serving import until, watch

BEAMER, LAPTOP = {"width": 1920, "height": 1080}, {"width": 1366, "height": 768}


def shown():
    """Runs in the served site: a network with a result; a link to log in, and where the screen is."""
    from datetime import timedelta
    from types import SimpleNamespace

    from samenspel.web.accounts import services as accounts
    from samenspel.web.networks import services as networks
    from samenspel.web.results import services
    from samenspel.web.shared.clock import now
    from tests.web.results.rounds import a_telling_round

    at = now()
    account = accounts.invite("lies@scherm.example", name="Lies", language="nl", now=at)
    accounts.make_admin(account, now=at)
    network = networks.create(by=account, now=at, name="Langer thuis", challenge="", kind="")
    cast = SimpleNamespace(network=network)
    for title, days in (("Eerst", 90), ("Nu", 1)):
        round = a_telling_round(cast, title=title, instrument="conditions+phase", closed=at - timedelta(days=days))
        services.publish(round, by=None, now=at)
    link = f"/inloggen/{accounts.login_secret(account, now=at)}"
    return {"link": link, "result": f"/netwerken/{network.code}/rondes/{round.code}/uitkomst"}


@pytest.fixture(scope="module")
def made(site):
    return site.call(shown)


@pytest.fixture(scope="module")
def cookies(site, browser, made):
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto(made["link"])
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    kept = context.cookies()
    context.close()
    return kept


@pytest.fixture
def visit(site, browser, made, cookies):
    """Opens the screen; whatever goes wrong in a page fails the test."""
    contexts, wrong = [], []

    def open_page(query="", **options):
        context = browser.new_context(base_url=site.address, **{"viewport": BEAMER, "locale": "nl-NL", **options})
        contexts.append(context)
        wrong.append(watch(context, site))
        context.add_cookies(cookies)
        page = context.new_page()
        page.goto(f"{made['result']}/scherm{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [one for some in wrong for one in some] == []


def place(page):
    return page.locator(".screen__where").inner_text()


def hidden(page):
    return page.locator("[data-hidden]").count()


def press(page, key, at):
    """Press a key and wait until the screen says that it is there."""
    page.keyboard.press(key)
    page.locator(".screen__where", has_text=re.compile(f"^{at} / ")).wait_for()


def test_the_picture_is_built_up_press_by_press_and_then_the_steps_follow(visit):
    page = visit()
    most = hidden(page)
    assert most > 0
    left = [most]
    while left[-1]:
        page.keyboard.press(("ArrowRight", " ", "PageDown")[len(left) % 3])
        left.append(hidden(page))
    assert left == sorted(set(left), reverse=True)  # every press shows something
    assert len(left) >= 7  # five conditions, the connection to the challenge, and what is told
    assert place(page).startswith("1 / ")
    press(page, "ArrowRight", 2)
    assert page.url.endswith("?stap=2")


def test_the_keys_walk_all_steps_and_the_address_keeps_the_place(visit, made):
    page = visit("?stap=1")
    assert hidden(page) == 0
    last = int(place(page).split(" / ")[1])
    for at in range(2, last + 1):
        press(page, " ", at)
        assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("ArrowRight")
    assert place(page) == f"{last} / {last}"
    press(page, "ArrowLeft", last - 1)
    press(page, "Home", 1)
    press(page, "End", last)
    page.go_back()
    page.locator(".screen__where", has_text=re.compile("^1 / ")).wait_for()
    page.reload()
    assert place(page).startswith("1 / ")
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{made['result']}")


def test_the_screen_can_be_walked_by_mouse_and_a_press_on_the_picture_builds_it_up(visit):
    page = visit("?stap=1")
    page.locator("[data-build]").click()
    before = hidden(page)
    page.locator(".stage__picture").click()
    assert 0 < hidden(page) < before
    while hidden(page):
        page.locator("[rel=next]").click()
    page.locator("[rel=next]").click()
    page.locator(".screen__where", has_text=re.compile("^2 / ")).wait_for()
    page.locator("[rel=prev]").click()
    page.locator(".screen__where", has_text=re.compile("^1 / ")).wait_for()
    assert hidden(page) == 0


def test_the_whole_screen_is_filled_and_stays_so_from_step_to_step(visit):
    page = visit("?stap=1")
    page.locator("[data-fill]").click()
    until(lambda: page.evaluate("document.fullscreenElement !== null"))
    press(page, "ArrowRight", 2)
    assert page.evaluate("document.fullscreenElement !== null")


def test_without_script_everything_is_there_and_the_steps_are_links(visit):
    page = visit(java_script_enabled=False)
    assert page.locator(".told__one").first.is_visible()
    assert page.locator("svg g[data-scale]").first.is_visible()
    page.locator("[rel=next]").click()
    page.wait_for_url("**?stap=2")
    assert place(page).startswith("2 / ")
    assert page.locator("[data-fill]").is_hidden()


@pytest.mark.parametrize("size", [BEAMER, LAPTOP])
def test_nothing_scrolls_on_a_beamer_and_letters_are_large(visit, size):
    page = visit("?stap=1", viewport=size)
    for at in range(1, int(place(page).split(" / ")[1]) + 1):
        if at > 1:
            press(page, "ArrowRight", at)
        over = page.evaluate(
            "[document.documentElement, document.getElementById('main')]"
            ".map((one) => [one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth])"
        )
        assert all(much <= 1 for pair in over for much in pair), f"step {at}: {over}"
    if size is BEAMER:
        sizes = {one: page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{one}')).fontSize)")
                 for one in ("body", "h1")}  # fmt: skip
        assert sizes["body"] >= 28
        assert sizes["h1"] >= 48


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_step_can_be_read_by_everyone(visit, look):
    page = visit("?stap=1", color_scheme=look, reduced_motion="reduce")
    faults = []
    for at in range(1, int(place(page).split(" / ")[1]) + 1):
        if at > 1:
            press(page, "ArrowRight", at)
        found = Axe().run(page).response["violations"]
        faults += [f"{at}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
    assert not faults, "\n".join(faults)


def test_on_a_phone_on_its_side_and_upright_nothing_runs_off(visit):
    for size in ({"width": 844, "height": 390}, {"width": 390, "height": 844}):
        page = visit("?stap=1", viewport=size)
        for at in range(1, int(place(page).split(" / ")[1]) + 1):
            if at > 1:
                press(page, "ArrowRight", at)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
