"""A small mail server on this computer, that takes or refuses what a test wants it to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What a server says, and what it was sent. `setting` is how the site is told of it."""

    login: bool = True
    sender: bool = True
    port: int = 0
    mails: list[str] = field(default_factory=list)

    @property
    def setting(self) -> str:
        """Its address, with a password that must never be seen."""
        return f"smtp+plain://piet:mailgeheim@127.0.0.1:{self.port}"


@contextmanager
def mail_server(**says: bool) -> Iterator[MailServer]:
    """A server on a free port."""
    told = MailServer(**says)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 mail.example")
            while line := self.rfile.readline().decode().strip():
                match line.split()[0].upper():
                    case "EHLO":
                        self.say("250-mail.example", "250 AUTH PLAIN")
                    case "AUTH":
                        self.say("235 welcome" if told.login else "535 no")
                    case "MAIL":
                        self.say("250 ok" if told.sender else "550 not from you")
                    case "DATA":
                        self.say("354 go on")
                        told.mails.append(self.mail())
                        self.say("250 taken")
                    case "QUIT":
                        return self.say("221 bye")
                    case _:
                        self.say("250 ok")
            return None

        def mail(self) -> str:
            lines = iter(self.rfile.readline, b".\r\n")
            return b"".join(lines).decode()

        def say(self, *lines: str) -> None:
            self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        told.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield told
        server.shutdown()
