"""Pictures of every screen of the demo: `make screens`, or `python tools/screens.py [--only NAME] [--into FOLDER]`.
With --readme only the few that the README shows, larger.

The site is the demo as `samenspel demo` makes it, served as it is for people. Each screen is taken at the width of a
phone, a tablet and a desk, light and dark; what is made for the beamer at 1920 × 1080. The pictures are kept small, and
long ones are cut.
"""

import argparse
import importlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.web.serving import Site, chromium, installed_chromium, served  # noqa: E402
from tools.pictures import keep  # noqa: E402

FOLDER = ROOT / "docs/screens"
WIDTHS = {"phone": (390, 844, 0.5), "tablet": (768, 1024, 0.35), "desk": (1440, 900, 0.4)}
"""Width and height of the window, and how much smaller its picture is kept."""
BEAMER = (1920, 1080, 0.4)
LOOKS = ("light", "dark")
README = FOLDER / "readme"
README_SIZES = {"phone": (390, 760, 2), "narrow": (640, 640, 2), "desk": (1100, 764, 1.5), "beamer": (1920, 1080, 1)}
"""Width and height of the window, and the points to a pixel."""
README_QUALITY = 60


@dataclass(frozen=True)
class Screen:
    """A page of the site. who: "steward" or "visitor". steps: how often the right arrow is pressed, on the beamer."""

    name: str
    path: str
    who: str = "steward"
    beamer: bool = False
    lang: str = "nl"


def seed() -> dict[str, Any]:
    """Make the demo inside the served site; gives what addresses are made of."""
    from samenspel.web import demo
    from samenspel.web.networks.models import Network
    from samenspel.web.privacy.links import secret_of
    from samenspel.web.rounds.queries import open_invitations
    from samenspel.web.rounds.services import new_link
    from samenspel.web.shared.clock import now
    from samenspel.web.shared.codes import fingerprint

    account = demo.seed(now(), "nl")
    network, totals = (Network.objects.get(name=name) for name in ("Langer thuis wonen", "Warme buurten"))
    first, second = network.rounds.filter(door="import").order_by("closed_at")
    open_now = network.rounds.get(door="personal")
    answered = open_now.invitations.filter(answered=True).select_related("participant").order_by("pk").first()
    # as if the invitation was mailed before the answers came in; no worker sends it here
    open_now.invitations.filter(pk=answered.pk).update(mailed_to=fingerprint(answered.participant.email))
    waiting = open_invitations(now()).filter(answered=False).order_by("pk").first()
    return {
        "login": demo.entrances(account, now(), phone=False).login,
        "network": network.code,
        "totals": totals.code,
        "first": first.code,
        "second": second.code,
        "open": open_now.code,
        "in_totals": totals.rounds.get().code,
        "party": network.parties.get(name="Bewonersraad Ommerdal").code,
        "person": network.participants.order_by("pk").first().code,
        "secret": new_link(waiting),
        "mine": secret_of(answered.participant),
    }


def screens(made: dict[str, Any]) -> Iterator[Screen]:
    """Every screen, in the order of a walk through the product."""
    network, totals = f"/netwerken/{made['network']}", f"/netwerken/{made['totals']}"
    second, open_now = f"{network}/rondes/{made['second']}", f"{network}/rondes/{made['open']}"
    in_totals = f"{totals}/rondes/{made['in_totals']}"
    yield Screen("log-in", "/inloggen", "visitor")
    yield Screen("log-in-with-password", "/inloggen/wachtwoord", "visitor")
    yield Screen("networks", "/")
    yield Screen("network-new", "/netwerken/nieuw")
    yield Screen("overview", network)
    yield Screen("overview-in-english", network, lang="en")
    yield Screen("overview-totals", totals)
    yield Screen("parties", f"{network}/partijen")
    yield Screen("party", f"{network}/partijen/{made['party']}")
    yield Screen("parties-from-a-sheet", f"{network}/partijen/inlezen")
    yield Screen("people", f"{network}/mensen")
    yield Screen("person", f"{network}/mensen/{made['person']}")
    yield Screen("person-data", f"{network}/mensen/{made['person']}/gegevens")
    yield Screen("person-forget", f"{network}/mensen/{made['person']}/vergeten")
    yield Screen("people-from-a-sheet", f"{network}/mensen/inlezen")
    yield Screen("rounds", f"{network}/rondes")
    yield Screen("round-new", f"{network}/rondes/nieuw")
    yield Screen("round-open", open_now)
    yield Screen("round-links", f"{open_now}/links")
    yield Screen("round-remind", f"{open_now}/herinneren")
    yield Screen("round-close", f"{open_now}/sluiten")
    yield Screen("round-closed", second)
    yield Screen("answers-from-a-sheet", f"{network}/rondes/inlezen")
    for route in ("minuut", "tien", "alles", "vast"):
        yield Screen(f"result-{route}", f"{second}/uitkomst?lezen={route}")
    yield Screen("result-in-english", f"{second}/uitkomst?lezen=tien", lang="en")
    yield Screen("result-totals", f"{in_totals}/uitkomst?lezen=alles")
    yield Screen("remarks", f"{in_totals}/uitkomst/opmerkingen")
    yield Screen("conversation", f"{second}/gesprek")
    yield Screen("conversation-own-part", f"{second}/gesprek/erbij")
    yield Screen("conversation-outcome", f"{second}/gesprek/afgesproken")
    yield Screen("conversations", f"{network}/gesprek")
    yield Screen("when-this-works", f"{network}/als-dit-werkt")
    yield Screen("team", f"{network}/team")
    yield Screen("settings", f"{network}/instellingen")
    yield Screen("network-privacy", f"{network}/privacy")
    yield Screen("log", f"{network}/logboek")
    yield Screen("bin", f"{network}/prullenbak")
    yield Screen("delete", f"{network}/verwijderen")
    yield Screen("account", "/account")
    yield Screen("account-ending", "/account/opheffen")
    yield Screen("account-password", "/account/wachtwoord")
    yield Screen("account-second-step", "/account/tweede-stap")
    yield Screen("mails", "/post")
    yield Screen("parts-of-the-site", "/ontwerp")
    yield Screen("start", f"/d/{made['secret']}", "visitor")
    yield Screen("my-data-notice", f"/d/{made['secret']}/gegevens", "visitor")
    yield Screen("my-data", f"/gegevens/{made['mine']}", "visitor")
    yield Screen("my-data-forget", f"/gegevens/{made['mine']}/vergeten", "visitor")
    yield Screen("site-privacy", "/privacy", "visitor")
    yield Screen("question", f"/d/{made['secret']}/vragen", "visitor")
    for step in range(1, 16):
        yield Screen(f"beamer-{step:02}", f"{second}/uitkomst/scherm?stap={step}", beamer=True)
    for step in range(1, 4):
        yield Screen(f"beamer-totals-{step:02}", f"{in_totals}/uitkomst/scherm?stap={step}", beamer=True)


def readme_screens(made: dict[str, Any]) -> Iterator[tuple[str, Screen, str]]:
    """What the README shows: the size of the window, the screen, and what stands at its top (a selector)."""
    round = f"/netwerken/{made['network']}/rondes/{made['second']}"
    yield "beamer", Screen("full-screen", f"{round}/uitkomst/scherm?stap=1", lang="en"), "body"
    yield "phone", Screen("question", f"/d/{made['secret']}/vragen", "visitor", lang="en"), "body"
    yield "desk", Screen("result", f"{round}/uitkomst?lezen=tien", lang="en"), "#matter"
    yield "narrow", Screen("guide", f"{round}/gesprek", lang="en"), ".programme > .part:nth-child(4)"


def main() -> None:
    """Take every picture, and make the page that shows them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="screens whose name starts so")
    options.add_argument("--into", type=Path, default=FOLDER)
    options.add_argument("--readme", action="store_true", help="only the pictures of the README")
    given = options.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    program = installed_chromium()
    if program is None:
        raise SystemExit("there is no Chromium here")
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as site, chromium(program) as browser:
        made = site.call(importlib.import_module("tools.screens").seed)  # by a name that the site can import
        if given.readme or not given.only:
            _take_readme(browser, site, made)
        if given.readme:
            return
        wanted = [one for one in screens(made) if one.name.startswith(given.only)]
        took = [name for one in wanted for name in _taken(browser, site, one, made, given.into)]
    if not given.only:
        _clean(given.into, set(took))
        (given.into / "README.md").write_text(_page(took), "utf-8")


def _taken(browser: Any, site: Site, screen: Screen, made: dict[str, Any], into: Path) -> Iterator[str]:
    sizes = {"beamer": BEAMER} if screen.beamer else WIDTHS
    for size, (width, height, scale) in sizes.items():
        for look in LOOKS:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=look, locale=screen.lang,
                reduced_motion="reduce", storage_state=_state(browser, site, made) if screen.who == "steward" else None,
            )  # fmt: skip
            context.add_cookies([{"name": "taal", "value": screen.lang, "url": site.address}])
            page = context.new_page()
            answer = page.goto(site.address + screen.path, wait_until="networkidle")
            if answer is None or answer.status != 200 or (screen.beamer and not _is_step(page.url, screen.path)):
                context.close()
                if screen.beamer:
                    return
                raise RuntimeError(f"{screen.path}: {answer and answer.status}")
            name = f"{screen.name}-{size}-{look}.webp"
            keep(page.screenshot(full_page=not screen.beamer), scale, into / name)
            context.close()
            yield name


def _take_readme(browser: Any, site: Site, made: dict[str, Any]) -> None:
    README.mkdir(exist_ok=True)
    for size, screen, top in readme_screens(made):
        width, height, points = README_SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=points, color_scheme="light",
            locale=screen.lang, reduced_motion="reduce",
            storage_state=_state(browser, site, made) if screen.who == "steward" else None,
        )  # fmt: skip
        context.add_cookies([{"name": "taal", "value": screen.lang, "url": site.address}])
        page = context.new_page()
        page.goto(site.address + screen.path, wait_until="networkidle")
        page.locator(top).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 24)")
        keep(page.screenshot(), 1, README / f"{screen.name}.webp", README_QUALITY)
        context.close()


def _is_step(url: str, path: str) -> bool:
    """Whether a step of the beamer is there: past the last one the site goes elsewhere."""
    return url.endswith(path.partition("?")[2])


_states: dict[str, Any] = {}


def _state(browser: Any, site: Site, made: dict[str, Any]) -> Any:
    """The cookies of who is logged in; the link lets in once."""
    if site.address not in _states:
        context = browser.new_context()
        page = context.new_page()
        page.goto(made["login"])
        page.locator("main form button").first.click()
        page.wait_for_load_state("networkidle")
        _states[site.address] = context.storage_state()
        context.close()
    return _states[site.address]


def _clean(folder: Path, took: set[str]) -> None:
    for path in folder.glob("*.webp"):
        if path.name not in took:
            path.unlink()


def _page(took: list[str]) -> str:
    lines = ["# Screens", "", "Made by `make screens` from the demo; every name and answer in it is made up.", ""]
    for name in dict.fromkeys(one.rsplit("-", 2)[0] for one in took):
        sizes = [one for one in took if one.rsplit("-", 2)[0] == name]
        links = " · ".join(f"[{' '.join(one.removesuffix('.webp').rsplit('-', 2)[1:])}]({one})" for one in sizes)
        lines += [f"## {name}", "", f"![{name}]({sizes[-2]})", "", links, ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
