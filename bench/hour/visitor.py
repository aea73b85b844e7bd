"""Someone who visits the site: with cookies, through a proxy that encrypts, never faster than their pace."""

import gzip
import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.hour.kinds import kind_of
from bench.hour.pages import Form, Page, read
from bench.hour.tally import Tally

ADDRESS = "https://127.0.0.1"
PATIENCE = 60
WELL = frozenset({200, 302})
BOUNDARY = "samenspel-hour"


class Over(Exception):
    """The time is up."""


@dataclass
class Stage:
    """Where all visitors are: the port of the site, what is counted, and until when they stay."""

    port: int
    tally: Tally
    over: threading.Event = field(default_factory=threading.Event)


@dataclass
class Pace:
    """One request every so many seconds, however long a request takes."""

    every: float
    over: threading.Event
    _next: float = 0.0

    def wait(self) -> None:
        """Wait for the next turn. Raises Over when there is none."""
        now = time.monotonic()
        turn = max(self._next or now + random.random() * self.every, now)
        self._next = turn + self.every * random.uniform(0.7, 1.3)
        if self.over.wait(max(0.0, turn - now)) or self.over.is_set():
            raise Over


class Visitor:
    """A browser without script. Every request is counted, and what comes back must be what was expected."""

    def __init__(self, stage: Stage, pace: Pace | None = None, language: str = "nl") -> None:
        """A device of its own, at an address of its own. Without pace there is no waiting."""
        self.stage, self.pace = stage, pace
        self.cookies: dict[str, str] = {}
        self.device = "10." + ".".join(str(random.randrange(1, 255)) for _ in range(3))
        self.language = language

    def get(self, path: str, well: frozenset[int] = WELL) -> Page:
        """A page, and the pages that it sends on to."""
        return self._follow(self.ask("GET", path, b"", "", well), well)

    def submit(self, page: Page, part: str, well: frozenset[int] = WELL, /, **given: Any) -> Page:
        """Send the form of a page whose address ends on `part`, with some fields filled in (None takes one away)."""
        form = page.form(part)
        if form is None:
            self.stage.tally.mishap("a form is not there", f"{part} on {_plain(page.path)} ({page.status})")
            return page
        return self.send(form, page.path, well, **given)

    def send(self, form: Form, here: str, well: frozenset[int] = WELL, /, **given: Any) -> Page:
        """Send a form that was read from a page."""
        files = {name: value for name, value in given.items() if isinstance(value, tuple)}
        filled = {name: values for name, values in form.fields.items() if name not in given}
        filled |= {
            name: value if isinstance(value, list) else [str(value)]
            for name, value in given.items()
            if value is not None and name not in files
        }
        pairs = [(name, value) for name, values in filled.items() for value in values]
        path = form.action or here
        if form.method == "get":
            return self.get(f"{path}?{urlencode(pairs)}", well)
        kind = f"multipart/form-data; boundary={BOUNDARY}" if files else "application/x-www-form-urlencoded"
        body = _multipart(pairs, files) if files else urlencode(pairs).encode()
        return self._follow(self.ask("POST", path, body, kind, well), well)

    def say(self, path: str, content: Any, well: frozenset[int] = WELL) -> dict[str, Any]:
        """Send JSON as the script of a page does."""
        page = self.ask("POST", path, json.dumps(content).encode(), "application/json", well)
        return dict(json.loads(page.body)) if page.kind.startswith("application/json") else {}

    def ask(self, method: str, path: str, body: bytes, kind: str, well: frozenset[int]) -> Page:
        """One request, in its turn."""
        if self.pace is not None:
            self.pace.wait()
        tally, started = self.stage.tally, time.perf_counter()
        try:
            status, headers, content = self._over_the_wire(method, path, body, kind)
        except TimeoutError:
            tally.mishap("no answer in time", f"{method} {_plain(path)}")
            return Page(0, path, b"")
        except (OSError, http.client.HTTPException) as error:
            tally.mishap("the connection broke", f"{method} {_plain(path)} {type(error).__name__}")
            return Page(0, path, b"")
        tally.took(kind_of(method, path), status, time.perf_counter() - started)
        if status not in well:
            sort = "an error of the server" if status >= 500 else "an answer nobody expected"
            tally.mishap(sort, f"{method} {_plain(path)} {status}")
        page = read(status, path, headers.get("content-type", ""), content)
        page.links[:0] = [headers["location"]] if "location" in headers else []
        return page

    def _follow(self, page: Page, well: frozenset[int]) -> Page:
        for _ in range(5):
            if page.status not in (301, 302):
                break
            to = urlsplit(page.links[0])
            page = self.ask("GET", f"{to.path}?{to.query}" if to.query else to.path, b"", "", well)
        return page

    def _over_the_wire(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, dict[str, str], bytes]:
        """A connection for every request, as most proxies make them."""
        token = self.cookies.get("csrftoken", "")
        headers = {
            "Host": "127.0.0.1", "Origin": ADDRESS, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.device,
            "Accept-Encoding": "gzip", "Accept-Language": self.language, "User-Agent": "Firefox (Linux)",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Connection": "close",
        }  # fmt: skip
        headers |= {"Content-Type": kind} if kind else {}
        headers |= {"X-CSRFToken": token} if kind == "application/json" else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.stage.port, timeout=PATIENCE)
        try:
            connection.request(method, path.partition("#")[0], body or None, headers)
            response = connection.getresponse()
            content = response.read()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
            told = {name.lower(): value for name, value in response.getheaders()}
            return (
                response.status,
                told,
                gzip.decompress(content) if told.get("content-encoding") == "gzip" else content,
            )
        finally:
            connection.close()

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if value.strip('"'):
            self.cookies[name] = value
        else:
            self.cookies.pop(name, None)


def _plain(path: str) -> str:
    """An address without the secret in it."""
    parts = path.split("/")
    return "/".join([*parts[:2], "…", *parts[3:]]) if parts[1:2] in (["d"], ["r"], ["inloggen"]) and parts[2:] else path


def _multipart(pairs: list[tuple[str, str]], files: dict[str, tuple[str, bytes]]) -> bytes:
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    for name, (file, content) in files.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
        lines.append(head.encode() + content + b"\r\n")
    return b"".join(lines) + f"--{BOUNDARY}--\r\n".encode()
