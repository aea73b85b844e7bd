"""Many people who answer at once, each as a browser does: what is not acknowledged is sent again under the same key."""

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TOKEN = "f" * 32
WITHIN = 10.0
PATIENCE = 180.0


@dataclass
class Person:
    """Someone with a link. acknowledged: what the server said it has."""

    secret: str
    answers: list[dict[str, int]]
    acknowledged: dict[str, int] = field(default_factory=dict)
    sent: bool = False
    tries: int = 0
    refused: str = ""

    def answer(self, address: str, start: float) -> None:
        """Save each answer, tap one of them twice, and send."""
        time.sleep(start)
        end = time.monotonic() + PATIENCE
        for number, answers in enumerate(self.answers, 1):
            body = {"key": f"telefoon-1.{number}", "answers": answers}
            for _ in range(2 if number == 2 else 1):
                if self._until_said(address, body, end):
                    self.acknowledged |= answers
        body = {"key": f"telefoon-1.{len(self.answers) + 1}", "answers": {}, "send": True}
        self.sent = self._until_said(address, body, end)

    def _until_said(self, address: str, body: dict, end: float) -> bool:
        while time.monotonic() < end and not self.refused:
            self.tries += 1
            try:
                status, said = _post(address, f"/d/{self.secret}/antwoord", body)
            except (OSError, http.client.HTTPException, ValueError):
                status, said = 0, {}
            if status == 200 and said.get("saved") is True:
                return True
            if 400 <= status < 500:
                self.refused = f"{status} {said}"
            time.sleep(0.2 + random.random() / 2)
        return False


def _post(address: str, path: str, body: dict) -> tuple[int, dict]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    try:
        headers = {"Content-Type": "application/json", "Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
        connection.request("POST", path, json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read()
        return response.status, json.loads(text) if response.headers.get_content_type() == "application/json" else {}
    finally:
        connection.close()


def crowd(links: dict[str, str], items: list[str]) -> dict[str, Person]:
    """A person for each link, with answers that tell them apart; the last one corrects the first."""
    people = {}
    for number, (code, secret) in enumerate(links.items()):
        answers = [{item: 1 + (number + place) % 7} for place, item in enumerate(items)]
        people[code] = Person(secret, [*answers, {items[0]: 1 + (number + 3) % 7}])
    return people


def set_off(address: str, people: list[Person]) -> list[threading.Thread]:
    """Everyone begins within ten seconds."""
    threads = [
        threading.Thread(target=person.answer, args=(address, WITHIN * place / len(people)), daemon=True)
        for place, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    return threads
