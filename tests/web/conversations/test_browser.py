"""Changing the programme in a real browser, on the served site: in its place, by keyboard, on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.serving import until, watch

PHONE = {"width": 390, "height": 844}


def prepared():
    """Runs in the served site: a facilitator with two rounds to talk about; how they come in, and where."""
    from types import SimpleNamespace

    from samenspel.web.accounts import services as accounts
    from samenspel.web.networks import services as networks
    from samenspel.web.shared.clock import now
    from tests.web.conversations.scenes import a_talk, agreed, guide_address

    farid = accounts.invite("farid@gesprek.example", name="Farid", language="nl", now=now())
    network = networks.create(by=farid, now=now(), name="Langer thuis", challenge="", kind="")
    cast = SimpleNamespace(network=network, facilitator=farid)
    agreed(cast, a_talk(cast, "Eerst"), "Eén nummer openen")
    later = a_talk(cast, "Toen", days=30)
    return f"/inloggen/{accounts.login_secret(farid, now=now())}", guide_address(later)


@pytest.fixture
def guide(site, browser):
    """The guide on a phone; every error of the page and every request to elsewhere fails the test."""
    link, address = site.call(prepared)
    context = browser.new_context(base_url=site.address, viewport=PHONE, reduced_motion="reduce", locale="nl-NL")
    wrong = watch(context, site)
    page = context.new_page()
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_load_state()
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def titles(page):
    return page.locator("#programme .part h3").all_inner_texts()


def test_a_part_is_moved_rewritten_taken_out_and_put_back_without_leaving_the_page(guide):
    guide.evaluate("window.same = true")
    first, second, *rest = titles(guide)
    guide.locator("[id^=down-]").first.press("Enter")
    until(lambda: titles(guide)[:1] == [second])
    assert titles(guide) == [second, first, *rest]
    assert guide.evaluate("document.activeElement.getAttribute('value')") == "down"

    guide.locator("[id^=edit-]").first.click()
    guide.locator("#part-form").wait_for()
    assert guide.evaluate("document.activeElement.id") == "part-form"
    assert not Axe().run(guide, options={"resultTypes": ["violations"]}).response["violations"]
    guide.locator("#part-form [name=title]").fill("")
    guide.locator("#part-form button").first.click()
    guide.locator("#part-form .errorlist").wait_for()
    guide.locator("#part-form [name=title]").fill("Soep vooraf")
    guide.locator("#part-form [name=minutes]").fill("45")
    guide.locator("#part-form button").first.click()
    guide.locator("#part-form").wait_for(state="detached")
    assert titles(guide)[0].startswith("Soep vooraf")
    assert "meer dan de 90" in guide.locator(".guide__total").inner_text()
    assert guide.evaluate("document.activeElement.id").startswith("edit-")

    guide.get_by_role("button", name="Haal eruit: Soep vooraf").click()
    guide.get_by_role("button", name="Zet terug: Soep vooraf").click()
    guide.locator(".guide__removed").wait_for(state="detached")
    assert titles(guide)[0].startswith("Soep vooraf")
    assert guide.evaluate("window.same")


def test_what_came_of_an_action_is_told_at_the_next_round_by_thumb(guide):
    assert not Axe().run(guide, options={"resultTypes": ["violations"]}).response["violations"]
    guide.locator("#before summary").click()
    guide.get_by_text("anders gelopen", exact=True).click()
    guide.locator("#before textarea").fill("Het werd een loket.")
    guide.locator("#before form button").click()
    guide.get_by_text("Bewaard.").wait_for()
    assert "Het werd een loket." in guide.locator("#before").inner_text()
    small = "[...document.querySelectorAll('main .button, main summary')].filter(one => one.offsetHeight < 36).length"
    assert guide.evaluate(small) == 0
    assert guide.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
