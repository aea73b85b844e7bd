"""A mail server on loopback that takes in everything, and hands the links in it to whom they are for."""

import re
import socketserver
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy

LINK = re.compile(r"https://127\.0\.0\.1(/(?:d|inloggen)/\S+)")


class Post:
    """What came in. asked, results: links of participants that nobody took up yet; too many make room for new ones."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.asked: deque[str] = deque(maxlen=5000)
        self.results: deque[str] = deque(maxlen=500)
        self.came: Counter[str] = Counter()
        self._doors: dict[str, str] = {}
        self._changed = threading.Condition()

    def take_in(self, receivers: list[str], mail: bytes) -> None:
        """Put the link of a mail where its reader looks."""
        text = message_from_bytes(mail, policy=policy.default).get_content()
        found = LINK.search(text)
        path = found.group(1) if found else ""
        with self._changed:
            if path.startswith("/d/") and path.endswith("/uitkomst"):
                self.came["results"] += 1
                self.results.append(path)
            elif path.startswith("/d/"):
                self.came["invitations and reminders"] += 1
                self.asked.append(path)
            elif path:
                self.came["links to come in"] += 1
                self._doors[receivers[0].lower()] = path
            else:
                self.came["others"] += 1
            self._changed.notify_all()

    def door(self, email: str, patience: float) -> str:
        """The link by which someone comes in; empty when it does not come."""
        with self._changed:
            self._changed.wait_for(lambda: email in self._doors, patience)
            return self._doors.pop(email, "")


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 hour")
        receivers: list[str] = []
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                self.server.post.take_in(receivers, self._mail())  # type: ignore[attr-defined]
                receivers = []
            elif word == b"RCPT":
                receivers.append(line.decode().partition("<")[2].partition(">")[0])
            self._say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _mail(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


@contextmanager
def mail_server() -> Iterator[tuple[Post, str]]:
    """What comes in, and the setting that leads here."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.post = Post()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.post, f"smtp+plain://127.0.0.1:{server.server_address[1]}"  # type: ignore[attr-defined]
        server.shutdown()
