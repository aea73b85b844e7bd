"""Answering in a real browser, on the served site: by thumb, by keyboard, without script, and with the network cut."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.serving import until

PHONE = {"width": 390, "height": 844}


def invited(instrument="conditions", form="short", visibility="totals"):
    """Runs in the served site: a network with a round, and the secret of one participant."""
    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant, Party
    from tests.web.answering.scenes import invite, open_round

    network = Network.objects.create(name="Langer thuis", challenge="Ouderen kunnen thuis oud worden.")
    party = Party.objects.create(network=network, name="Woonstede")
    person = Participant.objects.create(network=network, name="Pim", email="pim@samenspel.example", party=party)
    round = open_round(network, instrument=instrument, form=form, visibility=visibility)
    return invite(round, person)[1]


def answers_by(secret):
    """Runs in the served site: every response to the round of this link, as [document, sent]."""
    from samenspel.web.rounds.queries import visitor_by
    from samenspel.web.shared.clock import now

    responses = visitor_by(secret, now()).round.responses
    return [[one.document, one.sent] for one in responses.all()]


def leave_of(secret):
    """Runs in the served site: whether remarks of this person may be shown."""
    from samenspel.web.answering.models import Response
    from samenspel.web.rounds.queries import visitor_by
    from samenspel.web.shared.clock import now

    return Response.objects.get(invitation=visitor_by(secret, now()).invitation).may_quote


def close_round_of(secret):
    """Runs in the served site."""
    from samenspel.web.rounds.queries import visitor_by
    from samenspel.web.shared.clock import now

    round = visitor_by(secret, now()).round
    round.closed_at = now()
    round.save()


@pytest.fixture
def visit(browser, site):
    """Opens a page on a phone; every error of a page and every request to elsewhere fails the test."""
    contexts, wrong = [], []

    def watch(page):
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("request", lambda request: request.url.startswith(site.address) or wrong.append(request.url))

    def open_page(path, **options):
        context = browser.new_context(**{"viewport": PHONE, "locale": "nl-NL", "has_touch": True, **options})
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(site.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def question(page) -> str:
    return page.locator(".question:visible h2").inner_text()


def at(page, number):
    """Wait until a question of this number is on the screen."""
    page.locator(f"#vraag-{number}").wait_for(state="visible")


def tap_all(page, value="5"):
    """Answer every question that is still to come, by finger; texts are left empty."""
    while page.locator("#klaar").is_hidden():
        now = page.locator(".question:visible").get_attribute("id")
        keys = page.locator(f".question:visible .key:has(input[value='{value}'])")
        if keys.count():
            keys.tap()
        else:
            page.locator("[data-moves] [data-next]").tap()
        page.locator(f"#{now}").wait_for(state="hidden")


def test_a_participant_answers_by_thumb_and_everything_is_there(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}")
    page.get_by_role("link", name="Beginnen").tap()
    at(page, 1)
    tap_all(page)
    page.get_by_role("button", name="Versturen").tap()
    page.get_by_role("heading", name="Verstuurd").wait_for()
    [[document, sent]] = site.call(answers_by, secret)
    assert sent
    assert list(document.values()) == [5] * 13


def test_a_network_cut_in_mid_question_loses_nothing(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    for value in "12":
        page.locator(f".question:visible .key:has(input[value='{value}'])").tap()
        page.wait_for_timeout(450)
    page.locator("[data-state]", has_text="Bewaard").wait_for()
    page.context.set_offline(True)
    for value in "345":
        page.locator(f".question:visible .key:has(input[value='{value}'])").tap()
        page.wait_for_timeout(450)
    page.locator("[data-state]", has_text="Nog niet verzonden").wait_for()
    at(page, 6)
    assert list(site.call(answers_by, secret)[0][0].values()) == [1, 2]
    page.context.set_offline(False)
    page.locator("[data-state]", has_text="Bewaard").wait_for()
    [[document, sent]] = site.call(answers_by, secret)
    assert list(document.values()) == [1, 2, 3, 4, 5]
    assert not sent


def test_what_waits_survives_a_reload(site, visit):
    secret = site.call(invited)
    page = visit("/status")
    # no route: the last try of a page that goes away is made where routes do not look
    page.add_init_script("if (!sessionStorage.whole) window.fetch = () => Promise.reject(new TypeError('cut'))")
    page.goto(f"{site.address}/d/{secret}/vragen")
    at(page, 1)
    for value in "67":
        page.locator(f".question:visible .key:has(input[value='{value}'])").tap()
        page.wait_for_timeout(450)
    page.locator("[data-state]", has_text="Nog niet verzonden").wait_for()
    page.reload()
    at(page, 3)
    assert page.locator("#vraag-1 input[value='6']").is_checked()
    assert site.call(answers_by, secret) == []
    page.evaluate("sessionStorage.whole = 'yes'")
    page.reload()
    page.locator("[data-state]", has_text="Bewaard").wait_for()
    assert [list(document.values()) for document, _ in site.call(answers_by, secret)] == [[6, 7]]
    assert page.evaluate("JSON.parse(localStorage[document.getElementById('answering').dataset.store]).waiting") == []


def test_a_page_that_goes_away_sends_its_last_answer_along(site, visit):
    secret = site.call(invited, "features", "full")
    page = visit(f"/d/{secret}/vragen#vraag-2")
    at(page, 2)
    page.locator("#vraag-2 textarea").fill("De wethouder")
    page.goto(f"{site.address}/status")
    until(lambda: site.call(answers_by, secret))  # it is on its way, and no page is there any more to say that it came
    assert site.call(answers_by, secret) == [[{"FEA-power": "De wethouder"}, False]]


def test_an_answer_whose_acknowledgement_got_lost_is_there_once(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    lost = []

    def deliver_and_drop(route):
        if len(lost) < 2:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.route("**/antwoord", deliver_and_drop)
    page.locator(".question:visible .key:has(input[value='6'])").tap()
    at(page, 2)
    page.locator("[data-state]", has_text="Nog niet verzonden").wait_for()
    page.locator("[data-state]", has_text="Bewaard").wait_for(timeout=15000)
    assert len(lost) == 2
    assert [list(document.values()) for document, _ in site.call(answers_by, secret)] == [[6]]


def test_sending_without_network_says_so_and_arrives_later_by_itself(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    page.context.set_offline(True)
    tap_all(page, "4")
    page.get_by_role("button", name="Versturen").tap()
    page.locator("[data-told]", has_text="nog niet aangekomen").wait_for()
    assert site.call(answers_by, secret) == []
    page.context.set_offline(False)
    page.get_by_role("heading", name="Verstuurd").wait_for()
    [[document, sent]] = site.call(answers_by, secret)
    assert sent
    assert len(document) >= 12


def test_a_double_tap_on_send_sends_once(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    sends = []
    page.on("request", lambda one: sends.append(one.post_data) if '"send":true' in (one.post_data or "") else None)
    tap_all(page)
    page.get_by_role("button", name="Versturen").dblclick()
    page.get_by_role("heading", name="Verstuurd").wait_for()
    assert len(sends) == 1
    assert [sent for _, sent in site.call(answers_by, secret)] == [True]


def test_a_round_that_closed_meanwhile_is_told_honestly(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    site.call(close_round_of, secret)
    page.locator(".question:visible .key:has(input[value='6'])").tap()
    page.locator("[data-notice]", has_text="Eén antwoord is niet aangekomen").wait_for()
    assert "gesloten" in page.locator("[data-notice]").inner_text()
    assert site.call(answers_by, secret) == []


def test_with_the_keyboard_alone(site, visit):
    secret = site.call(invited, "conditions", "full")
    page = visit(f"/d/{secret}", has_touch=False)
    page.get_by_role("link", name="Beginnen").focus()
    page.keyboard.press("Enter")
    at(page, 1)
    page.keyboard.press("3")
    at(page, 2)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    # arrows walk along the keys and do not jump away
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(600)
    at(page, 2)
    assert page.locator("#vraag-2 input[value='3']").is_checked()
    page.keyboard.press("Enter")
    at(page, 3)
    while page.locator("#klaar").is_hidden():
        now = page.locator(".question:visible").get_attribute("id")
        if page.locator(".question:visible textarea").count():
            page.keyboard.press("Tab")
            page.keyboard.type("Meer tijd 123")
            page.keyboard.press("Tab")
            page.locator("[data-moves] [data-next]").focus()
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("7")
        page.locator(f"#{now}").wait_for(state="hidden")
    page.get_by_role("button", name="Versturen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Verstuurd").wait_for()
    [[document, sent]] = site.call(answers_by, secret)
    assert sent
    assert list(document.values())[:3] == [3, 3, 7]
    assert all(value == "Meer tijd 123" for item, value in document.items() if item.endswith("open"))


def test_leave_that_is_withdrawn_after_sending_is_withdrawn_at_once(site, visit):
    secret = site.call(invited, "conditions", "full", "party")
    page = visit(f"/d/{secret}/vragen#klaar")
    page.evaluate("location.hash = '#vraag-1'")
    at(page, 1)
    page.locator("#vraag-1 .keys label").nth(3).click()
    at(page, 2)
    page.goto(f"{site.address}/d/{secret}/vragen#klaar")
    page.reload()
    page.get_by_label("mag in de uitkomst worden getoond").check()
    page.locator("[data-send]").click()
    page.wait_for_url("**/dank")
    assert site.call(leave_of, secret) is True
    page.goto(f"{site.address}/d/{secret}/vragen#klaar")
    tick = page.get_by_label("mag in de uitkomst worden getoond")
    assert tick.is_checked()
    with page.expect_response("**/antwoord"):
        tick.uncheck()
    assert site.call(leave_of, secret) is False
    with page.context.expect_event("requestfailed"):
        page.context.set_offline(True)
        tick.check()
    page.context.set_offline(False)
    with page.expect_response("**/antwoord"):
        page.evaluate("dispatchEvent(new Event('online'))")
    assert site.call(leave_of, secret) is True


def test_the_back_button_goes_to_the_question_before(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}")
    page.get_by_role("link", name="Beginnen").tap()
    at(page, 1)
    first = question(page)
    page.locator(".question:visible .key:has(input[value='6'])").tap()
    at(page, 2)
    page.go_back()
    at(page, 1)
    assert question(page) == first
    page.locator("[data-moves] [data-next]").tap()
    at(page, 2)
    page.locator("[data-moves] [data-back]").tap()
    at(page, 1)
    page.go_back()
    page.get_by_role("heading", name="Hoe gaat het samen?").wait_for()


def test_another_language_keeps_the_place(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    page.locator(".question:visible .key:has(input[value='6'])").tap()
    at(page, 2)
    page.locator(".languages button[value=en]").tap()
    page.get_by_role("button", name="Next").wait_for()
    at(page, 2)
    assert page.locator("#vraag-1 input[value='6']").is_checked()


def test_without_storage_it_works_while_the_page_is_open(site, visit):
    secret = site.call(invited)
    page = visit("/status")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    page.goto(f"{site.address}/d/{secret}/vragen")
    at(page, 1)
    page.context.set_offline(True)
    tap_all(page, "2")
    page.get_by_role("button", name="Versturen").tap()
    page.locator("[data-told]", has_text="dit apparaat kan ze niet bewaren").wait_for()
    page.context.set_offline(False)
    page.get_by_role("heading", name="Verstuurd").wait_for()
    assert site.call(answers_by, secret)[0][1]


def test_without_script_it_is_one_long_form(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen", java_script_enabled=False)
    assert page.locator(".question").count() == 14
    page.locator("#vraag-1 .key:has(input[value='2'])").tap()
    page.locator("#vraag-2 .skip").tap()
    page.get_by_role("button", name="Versturen").tap()
    page.get_by_role("heading", name="Verstuurd").wait_for()
    [[document, sent]] = site.call(answers_by, secret)
    assert sent
    assert {value for value in document.values() if value != ""} == {2, None}


def test_the_other_kinds_of_question(site, visit):
    secret = site.call(invited, "features", "full")
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    options = page.locator("#vraag-1 .options label")
    options.nth(1).tap()
    options.nth(4).tap()
    page.locator("#vraag-1 .skip").tap()
    assert page.locator("#vraag-1 .options input:checked").count() == 0
    options.nth(4).tap()
    assert not page.locator("#vraag-1 .skip input").is_checked()
    page.locator("[data-moves] [data-next]").tap()
    at(page, 2)
    page.locator("#vraag-2 textarea").fill("De wethouder")
    assert "1988" in page.locator("#vraag-2 [data-room]").inner_text()
    page.locator("[data-moves] [data-next]").tap()
    page.locator("[data-state]", has_text="Bewaard").wait_for()
    waiting = "JSON.parse(localStorage[document.getElementById('answering').dataset.store]).waiting.length"
    until(lambda: not page.evaluate(waiting))
    assert site.call(answers_by, secret) == [[{"FEA-seen": ["reality"], "FEA-power": "De wethouder"}, False]]


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("locale", ["nl-NL", "en-GB"])
def test_axe_finds_nothing(site, visit, look, locale):
    secret = site.call(invited, "conditions", "short", "party")
    page = visit(f"/d/{secret}", color_scheme=look, locale=locale)
    page.locator(".languages button[value=nl]" if locale == "nl-NL" else ".languages button[value=en]").click()
    for path in ("", "/vragen", "/vragen#klaar", "/apparaat", "/niet-ik", "/doorgeven", "/uitkomst"):
        page.goto(f"{site.address}/d/{secret}{path}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    page.goto(f"{site.address}/d/mistyped")
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_runs_off_the_side(site, visit, width):
    secret = site.call(invited, "conditions+phase", "full", "party")
    page = visit(f"/d/{secret}", viewport={"width": width, "height": 700})
    for path in ("", "/vragen", "/apparaat", "/doorgeven"):
        page.goto(f"{site.address}/d/{secret}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_page_of_questions_is_light(site, visit):
    secret = site.call(invited, "conditions+phase", "full")
    page = visit("/status")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda one: sizes.append(one["encodedDataLength"]))
    page.goto(f"{site.address}/d/{secret}/vragen", wait_until="networkidle")
    assert len(sizes) > 5
    assert sum(sizes) <= 150_000, sizes


def test_every_key_is_large_enough_for_a_thumb(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    boxes = [box.bounding_box() for box in page.locator("#vraag-1 .key, #vraag-1 .skip, [data-moves] button").all()]
    assert all(box["height"] >= 44 for box in boxes)
    assert all(box["width"] >= 40 for box in boxes)
    bottom = page.locator("[data-moves] [data-next]").bounding_box()
    assert bottom["y"] + bottom["height"] > PHONE["height"] * 0.8


def test_progress_is_true(site, visit):
    secret = site.call(invited)
    page = visit(f"/d/{secret}/vragen")
    at(page, 1)
    assert re.search(r"1 van 13", page.locator("#vraag-1 .eyebrow").inner_text())
    page.locator(".question:visible .key:has(input[value='6'])").tap()
    at(page, 2)
    assert page.locator("[data-progress]").evaluate("one => one.value") == 1
