"""Visitors on the wire: connections that stay open and say little, so that it is the server that is timed."""

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

VISITORS = 16


@dataclass(frozen=True)
class Ask:
    """One request: how, where, and what it carries."""

    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def on_the_wire(self, host: str) -> bytes:
        """The bytes of the request."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass
class Wire:
    """One connection to the site."""

    port: int
    _socket: socket.socket | None = field(default=None, init=False)
    _rest: bytes = field(default=b"", init=False)

    def ask(self, request: bytes) -> tuple[int, dict[str, list[str]], bytes]:
        """Send a request and wait for its answer: status, headers, body."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers.setdefault(name.strip().lower(), []).append(value.strip())
        return int(first.split()[1]), headers, self._body(headers)

    def _body(self, headers: dict[str, list[str]]) -> bytes:
        if headers.get("transfer-encoding") == ["chunked"]:
            body = b""
            while True:
                while b"\r\n" not in self._rest:
                    self._more()
                size, _, self._rest = self._rest.partition(b"\r\n")
                piece = self._exactly(int(size, 16) + 2)[:-2]
                if not piece:
                    return body
                body += piece
        return self._exactly(int(headers.get("content-length", ["0"])[0]))

    def _exactly(self, size: int) -> bytes:
        while len(self._rest) < size:
            self._more()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found

    def _more(self) -> None:
        assert self._socket is not None
        piece = self._socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("the site hung up")
        self._rest += piece


def seconds_for(port: int, asks: Sequence[Ask]) -> float:
    """How long the site takes for all these requests, asked by a number of visitors at once. All must succeed."""
    host = f"127.0.0.1:{port}"
    shares = [[ask.on_the_wire(host) for ask in asks[start::VISITORS]] for start in range(VISITORS)]
    wires = [Wire(port) for _ in shares]
    hello = Ask("GET", "/bench/page").on_the_wire(host)
    for wire in wires:
        wire.ask(hello)

    def visit(place: int) -> None:
        for request in shares[place]:
            status, _, body = wires[place].ask(request)
            if status != 200:
                raise RuntimeError(f"{status}: {request[:80]!r}: {body[:300]!r}")

    started = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as visitors:
        list(visitors.map(visit, range(VISITORS)))
    return time.perf_counter() - started
