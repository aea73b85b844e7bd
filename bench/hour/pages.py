"""A page as a browser without script has it: its forms with what is filled in, its links, and the questions on it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


@dataclass
class Form:
    """A form. fields: what would be sent as it stands; options: what each choice offers; buttons: name and value."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Page:
    """What came back."""

    status: int
    path: str
    body: bytes
    kind: str = ""
    forms: list[Form] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    items: dict[str, str] = field(default_factory=dict)

    def form(self, part: str) -> Form | None:
        """The first form whose address ends like this."""
        return next((one for one in self.forms if one.action.partition("#")[0].endswith(part)), None)

    def link(self, *parts: str) -> str:
        """The first link whose address holds all of these; empty when there is none."""
        return next((one for one in self.links if all(part in one for part in parts)), "")


def read(status: int, path: str, kind: str, body: bytes) -> Page:
    """A page with its forms and links, when it is one."""
    page = Page(status, path, body, kind)
    if kind.startswith("text/html"):
        reader = _Reader(page)
        reader.feed(body.decode("utf-8"))
        reader.close()
    return page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.form: Form | None = None
        self.item = self.select = self.area = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have: dict[str, Any] = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self.form = Form(have.get("action", ""), have.get("method", "get").lower())
                self.page.forms.append(self.form)
            case "a" | "link" | "script" if have.get("href") or have.get("src"):
                self.page.links.append(have.get("href") or have["src"])
            case "section" if "data-item" in have:
                self.item = have["data-item"]
            case "input" | "button" | "select" | "option" | "textarea" if self.form is not None:
                self._control(self.form, tag, have)

    def _control(self, form: Form, tag: str, have: dict[str, Any]) -> None:
        name, value, kind = have.get("name", self.select), have.get("value", ""), have.get("type", "text")
        if not name:
            return
        if tag == "button":
            form.buttons.append((name, value))
            return
        form.kinds.setdefault(name, kind if tag == "input" else tag)
        if self.item:
            self.page.items.setdefault(name, self.item)
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area, self.text = name, []
        elif tag == "option" or kind in ("radio", "checkbox"):
            value = value if "value" in have else "on"
            form.options.setdefault(name, []).append(value)
            if "checked" in have or "selected" in have:
                form.fields.setdefault(name, []).append(value)
        elif kind not in ("file", "submit"):
            form.fields.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.form is not None and self.area:
            self.form.fields[self.area] = ["".join(self.text).removeprefix("\n")]
            self.area = ""
        elif tag == "select" and self.form is not None:
            if self.select not in self.form.fields and self.form.options.get(self.select):
                self.form.fields[self.select] = self.form.options[self.select][:1]
            self.select = ""
        elif tag == "form":
            self.form = None
        elif tag == "section":
            self.item = ""
