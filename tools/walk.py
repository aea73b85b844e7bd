"""A reader at work in the browser, who remembers every word that was pressed or seen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from samenspel.web.shared.words import counted, say
from tools.pictures import keep

AIR = 16
SETTLE = 700
"""Milliseconds in which what appears slowly is there."""
PLACE = """one => {
  const at = one.getBoundingClientRect();
  return [at.x + scrollX, at.y + scrollY, at.width, at.height];
}"""
SCALE = 0.62
"""How much smaller a picture is kept."""


@dataclass
class Walk:
    """One reader at work. said: what was pressed or seen. pictures: the names of the pictures on the way."""

    page: Any
    lang: str
    site: str
    into: Path | None = None
    said: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)

    def words(self, key: str, **values: Any) -> str:
        """What the site says by this key, remembered."""
        text = say(key, self.lang, **values)
        self.said.add(text)
        return text

    def press(self, key: str, **values: Any) -> None:
        """Press the first button or link with exactly this text."""
        name = self.words(key, **values)
        button, link = (self.page.get_by_role(role, name=name, exact=True) for role in ("button", "link"))
        button.or_(link).locator("visible=true").first.click()

    def see(self, key: str, **values: Any) -> Any:
        """Wait until this is on the screen."""
        found = self.page.get_by_text(self.words(key, **values)).locator("visible=true").first
        found.wait_for()
        return found

    def see_count(self, key: str, n: int) -> None:
        """Wait until this number of something is on the screen."""
        text = counted(key, n, self.lang)
        self.said.add(text)
        self.page.get_by_text(text).locator("visible=true").first.wait_for()

    def fill(self, name: str, text: str) -> None:
        """Fill in a field, and remember what stands before it."""
        box = self.page.locator(f"[name={name}]")
        label = box.evaluate("one => one.labels[0].firstChild.textContent.trim()")
        self.said.add(label)
        box.fill(text)

    def choose(self, name: str, value: str) -> None:
        """Tick a choice, and remember what stands beside it."""
        box = self.page.locator(f"[name={name}][value={value}]")
        self.said.add(box.evaluate("one => (one.labels[0].querySelector('strong') || one.labels[0]).innerText.trim()"))
        box.check()

    def tick(self, name: str) -> None:
        """Tick a box, and remember what stands beside it."""
        box = self.page.locator(f"[name={name}]")
        self.said.add(box.evaluate("one => one.labels[0].innerText.trim()"))
        box.check()

    def picture(self, name: str, part: str = "") -> None:
        """Take a picture of what is on the screen, or of a part of it."""
        self.pictures.append(f"{name}-{self.lang}.webp")
        if self.into is None:
            return
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(SETTLE)
        shot = self.page.screenshot(full_page=True, clip=self._around(part)) if part else self.page.screenshot()
        keep(shot, SCALE, self.into / self.pictures[-1])

    def _around(self, part: str) -> dict[str, float]:
        """The place of a part on the whole page, with some air around it."""
        x, y, width, height = self.page.locator(part).first.evaluate(PLACE)
        left = max(0, x - AIR)
        right = min(self.page.viewport_size["width"], x + width + AIR)
        return {"x": left, "y": max(0, y - AIR), "width": right - left, "height": height + 2 * AIR}

    def on(self, page: Any) -> "Walk":
        """The same walk in another window."""
        return replace(self, page=page)

    def until(self, true: Callable[[], bool]) -> None:
        """Look again until the background has done its work."""
        for _ in range(200):
            if true():
                return
            self.page.wait_for_timeout(150)
            self.page.reload()
        raise AssertionError(f"it did not come on {self.page.url}")
