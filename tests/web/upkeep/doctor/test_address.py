"""What the doctor sees of the site at its own address, and what only the administrator hears."""

import json
import socket
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core import signing

from samenspel.web.shared import mirror
from samenspel.web.shared.clock import now
from samenspel.web.upkeep.doctor import site
from tests.web.serving import free_port
from tests.web.upkeep.doctor.diagnosis import keys


@contextmanager
def answering(settings, status=200, body=b"ok\n", headers=()):
    """A server at the address of the site that says this to everyone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.ADDRESS, settings.SECURE = f"http://127.0.0.1:{server.server_port}", False
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, b"ok\n", ["site-of-another"]),
        (200, b"[1]", ["site-of-another"]),
        (502, b"", ["site-not-well"]),
        (200, json.dumps({"visitor": "127.0.0.1", "encrypted": False}).encode(), ["site", "visitor"]),
        (200, json.dumps({"visitor": site.MADE_UP, "encrypted": False}).encode(), ["site", "visitor-forged"]),
        (200, json.dumps({"visitor": "192.0.2.9", "encrypted": False}).encode(), ["site", "visitor-other"]),
    ],
)
def test_what_answers_at_the_address_is_judged(settings, status, body, expected):
    with answering(settings, status, body):
        assert keys(site.at_its_address()) == expected


def test_a_proxy_that_keeps_back_what_the_site_must_know_is_told(settings):
    settings.SECURE = True
    answer = site.Answer(200, {"visitor": "127.0.0.1", "encrypted": False}, "192.0.2.9", now() + timedelta(days=3))
    assert keys(site._judged(answer)) == ["site", "certificate-short", "proto-not-passed", "visitor-is-proxy"]


def test_an_address_where_nobody_is_is_told(settings):
    settings.ADDRESS = f"http://127.0.0.1:{free_port()}"
    assert keys(site.at_its_address()) == ["site-not-reached"]
    with answering(settings) as port:
        settings.ADDRESS = f"https://127.0.0.1:{port}"
        assert keys(site.at_its_address()) == ["site-no-tls"]


def test_a_site_that_does_not_answer_in_time_is_told(settings, monkeypatch):
    monkeypatch.setattr(site, "TIMEOUT", 0.1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.ADDRESS = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert keys(site.at_its_address()) == ["site-slow"]


@pytest.mark.parametrize(
    ("status", "headers", "key"),
    [
        (301, [("Location", "https://127.0.0.1/inloggen")], "plain-sent-on"),
        (301, [("Location", "http://127.0.0.1/elsewhere")], "plain-answered"),
        (200, [], "plain-answered"),
    ],
)
def test_who_comes_without_encryption_must_be_sent_on(settings, monkeypatch, status, headers, key):
    with answering(settings, status, headers=headers) as port:
        monkeypatch.setattr(site, "PLAIN_PORT", port)
        settings.ADDRESS, settings.SECURE = "https://127.0.0.1", True
        assert keys(site._plain()) == [key]
    assert keys(site._plain()) == ["plain-closed"]


def test_the_site_tells_how_it_sees_a_visitor_only_to_who_has_its_key(client, db, settings):
    settings.PROXIES = 1
    said = client.get("/status", headers={mirror.HEADER: mirror.note(), "X-Forwarded-For": "192.0.2.7"}).json()
    assert said == {"visitor": "192.0.2.7", "encrypted": False}
    other = signing.TimestampSigner(key="another key", salt="samenspel.web.shared.mirror").sign("doctor")
    for note in ("", "doctor", mirror.note() + "x", other):
        assert client.get("/status", headers={mirror.HEADER: note}).content == b"ok\n"


def test_the_note_is_old_after_a_minute(client, db, monkeypatch):
    note = mirror.note()
    monkeypatch.setattr(mirror, "AGE", -1)
    assert client.get("/status", headers={mirror.HEADER: note}).content == b"ok\n"
