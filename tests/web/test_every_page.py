"""Every page of the site, in both languages and both themes: axe finds nothing, nothing runs off a phone, and nothing
is asked from elsewhere. A page that is new is walked too, or the test says that it does not know where to find it.

Axe looks at every page once, and in the other language and theme at every kind of element in its surroundings.
"""

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web import everything
from tests.web.addresses import address, parts, patterns
from tests.web.serving import watch

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
KINDS = """() => {
    const kind = one => one.tagName + [...one.classList].map(name => "." + name).join("");
    return [...document.body.querySelectorAll("*")].map(one => kind(one.parentElement) + " > " + kind(one));
}"""
"""What the elements of a page are, with their classes, and what they stand in: on this their looks depend."""
ONLY_VIOLATIONS = {"resultTypes": ["violations"], "reporter": "no-passes"}
IN_ROUND = ("draft", "open", "closed", "quiet", "room")
LINKS = ("fresh", "sent", "early", "over", "too-late", "revoked", "passed", "stranger", "mistyped", "door")
STATUS = {
    **{("answering:start", link): 410 for link in ("revoked", "passed", "stranger")},
    **{("answering:start", link): 404 for link in ("mistyped", "door")},
    **{(name, "mistyped"): 404 for name in ("accounts:link", "accounts:confirm-email", "privacy:mine")},
}

# Where a page is to be found, for those whose address has a part that differs from page to page and from kind to kind:
# the part and the names under which `everything.seed` made something for it.
FOUND = {
    "accounts:link": {"secret": ["login", "mistyped"]},
    "accounts:confirm-email": {"secret": ["confirm", "mistyped"]},
    "accounts:end-session": {"session": ["member"]},
    "answering:preview": {"round": ["draft"]},
    "answering:questions": {"secret": ["fresh", "sent"]},
    "answering:save": {"secret": ["fresh"]},
    "answering:start": {"secret": LINKS},
    "answering:thanks": {"secret": ["sent"]},
    "answering:result": {"secret": ["over", "fresh", "too-late"]},
    "answering:room": {"secret": ["door"]},
    "conversations:add-part": {"round": ["closed"]},
    "conversations:agreement": {"round": ["closed"]},
    "conversations:course": {"round": ["closed"]},
    "conversations:guide": {"round": ["closed", "open"]},
    "conversations:look": {"round": ["closed"]},
    "conversations:outcome": {"round": ["closed"]},
    "conversations:part": {"round": ["closed"]},
    "parties:check-parties": {"upload": ["parties-upload"]},
    "parties:check-people": {"upload": ["people-upload"]},
    "privacy:download": {"secret": ["mine"]},
    "privacy:forget-me": {"secret": ["mine"]},
    "privacy:mine": {"secret": ["mine", "mistyped"]},
    "privacy:notice": {"secret": ["fresh", "over", "door"]},
    "privacy:throw-away": {"network": ["put-away"]},
    "results:data": {"round": ["closed"]},
    "results:remarks": {"round": ["spoken", "closed", "open"]},
    "results:report": {"round": ["closed"], "report": ["report", "waiting"]},
    "results:report-file": {"round": ["closed"], "report": ["report"]},
    "results:report-progress": {"round": ["closed"], "report": ["report"]},
    "results:result": {"round": (*IN_ROUND, "discussed")},
    "results:screen": {"round": ["closed", "discussed"]},
    "rounds:edit": {"round": ["draft"]},
    "rounds:mail": {"round": ["draft"]},
    "rounds:reopen": {"round": ["closed"]},
    "rounds:room": {"round": ["room"]},
    "rounds:round": {"round": IN_ROUND},
    "shared:demo-mail": {"number": ["number"]},
}
# What a part stands for where a page is not named above.
USUAL = {
    "network": ["network"], "party": ["party"], "person": ["person"], "member": ["member"], "round": ["open"],
    "invitation": ["invitation"], "upload": ["answers-upload"], "report": ["report"], "remark": ["remark"],
    "part": ["part"], "agreement": ["agreement"], "line": ["line"], "version": ["1"],
}  # fmt: skip
OF_PARTICIPANT = {"secret": ["fresh"]}
AS_VISITOR = (
    "accounts:log-in", "accounts:password-log-in", "accounts:forgot", "accounts:sent", "accounts:link",
    "privacy:site", "privacy:notice", "privacy:mine", "privacy:download", "privacy:forget-me",
)  # fmt: skip
BESIDES = {
    "steward": ["/bestaat-niet", "/netwerken/bestaat-niet"],
    "protected": ["/account", "/account/wachtwoord", "/account/tweede-stap"],
    "newcomer": ["/", "/netwerken/nieuw"],
    "waiting": ["/inloggen/code"],
}
OF_EMPTY_NETWORK = (
    "", "/partijen", "/mensen", "/rondes", "/rondes/nieuw", "/gesprek", "/als-dit-werkt", "/team", "/prullenbak",
)  # fmt: skip
QUERIES = {
    ("answering:preview", "draft"): ("?stap=questions", "?stap=thanks"),
    ("results:result", "discussed"): ("?lezen=minuut", "?lezen=alles", "?lezen=vast"),
    ("results:screen", "discussed"): tuple(f"?stap={step}" for step in range(2, 9)),
}
"""What a page shows besides, by what its address ends in."""


@dataclass(frozen=True)
class Page:
    """A page, and who looks at it."""

    who: str
    path: str


def who_sees(name):
    if name in AS_VISITOR or (name.startswith("answering:") and name != "answering:preview"):
        return "visitor"
    return "steward"


def places(name, route, made):
    """The addresses of a route in the seeded site, each with what its last part stands for."""
    given = {**USUAL, **(OF_PARTICIPANT if name.startswith("answering:") else {}), **FOUND.get(name, {})}
    unknown = [part for part in parts(route) if part not in given]
    assert not unknown, f"{name} has no sample address: say in FOUND what {unknown} may stand for"
    found = [({}, "")]
    for part in parts(route):
        found = [({**values, part: made.get(one, one)}, one) for values, _ in found for one in given[part]]
    return [(address(route, values), last) for values, last in found]


@pytest.fixture(scope="module")
def made(site):
    return site.call(everything.seed)


@pytest.fixture(scope="module")
def cookies(site, browser, made):
    """The cookies of everyone who looks."""

    def let_in(who, link):
        context = browser.new_context(base_url=site.address)
        page = context.new_page()
        page.goto(link)
        page.locator("main form button").click()
        if who == "protected":
            page.locator("summary").click()
            page.locator("[name=recovery]").fill(made["recovery"])
            page.locator("main form button").first.click()
        page.wait_for_load_state()
        kept = context.cookies()
        context.close()
        return kept

    return {"visitor": [], **{who: let_in(who, link) for who, link in made["links"].items()}}


@pytest.fixture(scope="module")
def pages(site, browser, made, cookies):
    """Every page that can be read, found by asking every address."""
    doors = {who: browser.new_context(base_url=site.address) for who in cookies}
    for who, context in doors.items():
        context.add_cookies(cookies[who])
    found = {}
    for who, path, expected in addresses(made):
        answer = doors[who].request.get(path)
        if answer.status == 405:
            continue
        assert answer.status == expected, f"{who} {path}: {answer.status}"
        if answer.headers["content-type"].startswith("text/html") and "<html" in answer.text():
            found[Page(who, answer.url.removeprefix(site.address))] = None
    for context in doors.values():
        context.close()
    return list(found)


def addresses(made):
    """Who asks, what they ask, and with what status it should be answered if it is a page."""
    for name, route in patterns():
        for path, last in places(name, route, made):
            yield who_sees(name), path, STATUS.get((name, last), 200)
            yield from (("steward", path + query, 200) for query in QUERIES.get((name, last), ()))
    for who, paths in BESIDES.items():
        yield from ((who, path, 404 if "bestaat-niet" in path else 200) for path in paths)
    for path in OF_EMPTY_NETWORK:
        yield "steward", f"/netwerken/{made['empty']}{path}", 200


def test_there_are_pages_of_every_part(pages):
    paths = [page.path for page in pages]
    assert len(paths) > 60
    for part in ("/inloggen", "/account", "/netwerken", "/d/", "/r/", "/post", "/ontwerp"):
        assert any(path.startswith(part) for path in paths), part


@pytest.mark.parametrize(
    ("lang", "look", "size", "known"), [("nl", "light", DESK, None), ("en", "dark", PHONE, set())], ids=["nl", "en"]
)
def test_every_page_can_be_read_by_everyone(site, browser, pages, cookies, lang, look, size, known):
    faults = []
    for who, kept in cookies.items():
        context = browser.new_context(
            base_url=site.address, color_scheme=look, viewport=size, reduced_motion="reduce", locale=lang
        )
        wrong = watch(context, site, besides=("the server responded with a status of 4",))
        context.add_cookies([*kept, {"name": "taal", "value": lang, "url": site.address}])
        view = context.new_page()
        for page in (page for page in pages if page.who == who):
            faults += [f"{page.path} ({who}): {fault}" for fault in faults_of(view, page, lang, size, known)]
        faults += wrong
        context.close()
    assert not faults, "\n".join(faults)


def faults_of(view, page, lang, size, known):
    """What is not right about a page. known: the kinds of elements that axe has seen; None when it sees everything."""
    view.set_viewport_size(size)
    view.goto(page.path, wait_until="load")
    if view.evaluate("document.documentElement.lang") != lang:
        yield "is in another language"
    kinds = set(view.evaluate(KINDS))
    if known is None or not kinds <= known:
        for one in Axe().run(view, options=ONLY_VIOLATIONS).response["violations"]:
            yield f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:3]]}"
    if known is not None:
        known |= kinds
    view.set_viewport_size(PHONE)
    over = view.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        yield f"runs {over} pixels off a phone"
