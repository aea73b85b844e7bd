"""The forms that stand on a page, for the tests that hand in every form of the site."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit


@dataclass
class Form:
    """A form as it stands on a page. offered: per field every value that can be chosen; given: what is chosen now."""

    action: str
    method: str
    offered: dict[str, list[str]] = field(default_factory=dict)
    given: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name, value, chosen):
        self.offered.setdefault(name, []).append(value)
        if chosen:
            self.given.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path, self.forms, self.form, self.select, self.area = path, [], None, "", ""

    def handle_starttag(self, tag, pairs):
        given = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.form = Form(urlsplit(given.get("action", "")).path or self.path, given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is None:
            return
        elif tag == "select":
            self.select = given.get("name", "")
        elif tag == "option" and self.select:
            self.form.put(self.select, given.get("value", ""), "selected" in given)
        elif tag == "textarea":
            self.area = given.get("name", "")
            self.form.put(self.area, "", False)
        elif tag in ("input", "button") and given.get("name"):
            box = given.get("type") in ("checkbox", "radio")
            self.form.put(given["name"], given.get("value", ""), "checked" in given if box else tag == "input")

    def handle_data(self, data):
        if self.form and self.area:
            self.form.given[self.area] = [data.strip()]

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""


def forms_on(path, html):
    """The forms on a page that change something."""
    reader = _Reader(path)
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]
