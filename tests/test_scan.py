"""What `make check` says of packages and secrets: it finds what is planted, and nothing in this repository."""

import json
import string
import subprocess
import threading
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PackageNotFoundError

import pytest

from tools import leaks, scan

HASH = " --hash=sha256:" + "0" * 64


def packages(tmp_path, *lines):
    file = tmp_path / "requirements.txt"
    file.write_text("".join(f"{line}\n    # via nobody\n" for line in lines), "utf-8")
    return scan.locked(file)


def test_all_that_comes_along_is_locked_and_free(capsys):
    assert scan.main(asking=False) == 0
    assert "in order" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        "django>=5.2" + HASH,
        "django==5.2.*" + HASH,
        "django==5.2.19",
        "django" + HASH,
        "django @ https://elders.example/django.whl" + HASH,
    ],
)
def test_a_package_that_is_not_locked_is_told(tmp_path, line):
    assert scan.loose(packages(tmp_path, "six==1.17.0" + HASH, line)) == [
        "requirements.txt: django is not locked to one version with hashes"
    ]


def test_two_versions_of_a_package_are_told(tmp_path):
    (told,) = scan.loose(packages(tmp_path, "six==1.16.0" + HASH, "six==1.17.0" + HASH))
    assert told == "requirements.txt: six is there in two versions"


@pytest.mark.parametrize("line", ["--constraint elders.txt", "-e .", "../somewhere"])
def test_a_line_that_is_no_package_is_not_passed_over(tmp_path, line):
    with pytest.raises(ValueError, match="not a package"):
        packages(tmp_path, line)


def about(**fields):
    told = Message()
    for name, value in fields.items():
        told[name.replace("_", "-")] = value
    return told


@pytest.mark.parametrize(
    ("fields", "free"),
    [
        ({"License_Expression": "MIT"}, True),
        ({"License_Expression": "MIT AND GPL-3.0-only"}, False),
        ({"License_Expression": "GPL-2.0-or-later OR MIT"}, True),
        ({"License_Expression": "AGPL-3.0-or-later"}, False),
        ({"Classifier": "License :: OSI Approved :: MIT License", "License": "see file"}, True),
        ({"Classifier": "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"}, False),
        ({"License": "BSD-3-Clause"}, True),
        ({"License": "whatever"}, False),
        ({}, False),
    ],
)
def test_only_licences_on_the_list_come_along(tmp_path, fields, free):
    told = scan.unfree(packages(tmp_path, "six==1.17.0" + HASH), lambda name: about(**fields))
    assert (told == []) == free


def test_a_package_of_which_the_licence_cannot_be_read_is_told_unless_it_is_for_other_computers(tmp_path):
    def nothing(name):
        raise PackageNotFoundError(name)

    lines = ["six==1.17.0" + HASH, "tzdata==2026.6 ; sys_platform == 'nowhere'" + HASH]
    assert scan.unfree(packages(tmp_path, *lines), nothing) == ["six is not installed, so its licence is not known"]


class Advisories(BaseHTTPRequestHandler):
    """Answers as OSV does: per question what is known, in the same order."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        known = {("six", "1.0"): [{"id": "PYSEC-2099-1", "modified": "2099-01-01T00:00:00Z"}]}
        told = [
            {"vulns": known[key]} if (key := (one["package"]["name"], one["version"])) in known else {} for one in asked
        ]
        body = json.dumps({"results": told}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def advisories():
    server = HTTPServer(("127.0.0.1", 0), Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/querybatch"
    server.shutdown()
    server.server_close()


def test_a_version_with_a_known_vulnerability_is_told(tmp_path, advisories, monkeypatch):
    locked = packages(tmp_path, "zipp==3.0" + HASH, "six==1.0" + HASH)
    assert scan.vulnerable(locked, advisories) == ["six 1.0: PYSEC-2099-1"]
    monkeypatch.setitem(scan.ACCEPTED, "PYSEC-2099-1", "we do not call it")
    assert scan.vulnerable(locked, advisories) == []


def test_who_cannot_ask_says_so_and_goes_on(monkeypatch, capsys):
    monkeypatch.setattr(scan.vulnerable, "__defaults__", ("http://127.0.0.1:9/",))
    assert scan.main(asking=True) == 0
    assert "COULD NOT ASK" in capsys.readouterr().out


DRAWN = (string.ascii_letters + string.digits)[7:55:2] + (string.digits + string.ascii_letters)[3:60:3]
PLANTED = {
    "private key": "-----BEGIN OPENSSH " + "PRIVATE KEY-----",
    "password in an address": "postgresql://samenspel:" + "h3el-geheim@db.example/x",
    "token": "ghp_" + "a1B2c3D4e5F6g7H8i9J0" * 2,
    "named secret": 'SECRET_KEY = "' + "k9x2-lange-sleutel-3f" + '"',
    "random text": "x = " + DRAWN,
}


@pytest.mark.parametrize(("kind", "line"), PLANTED.items())
def test_each_kind_of_secret_is_found(kind, line):
    assert kind in {one.kind for one in leaks.leaks([("somewhere.py", 1, line)])}


@pytest.mark.parametrize(
    "line",
    [
        "    --hash=sha256:" + "0123456789abcdef" * 4,
        "from samenspel.web.results.services import forget_reports_of_everyone_1",
        "password = request.POST['password']",
        'secret = "wat hier staat is een zin van 2026"',
        "postgresql://name:password@server/database",
    ],
)
def test_ordinary_lines_are_left_alone(line):
    assert leaks.leaks([("somewhere.py", 1, line)]) == []


def test_a_secret_that_was_taken_out_again_is_still_found(tmp_path):
    def git(*words):
        who = ("-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", tmp_path, *who, *words], check=True, capture_output=True)

    git("init")
    for text in (PLANTED["private key"], "nothing any more"):
        (tmp_path / "key.txt").write_text(text + "\n", "utf-8")
        git("add", ".")
        git("commit", "-m", "x")
    assert leaks.leaks(leaks.tracked(tmp_path)) == []
    (found,) = leaks.leaks(leaks.added(tmp_path))
    assert found.path.startswith("key.txt@")


def test_this_repository_holds_no_secret_and_never_did(capsys):
    assert leaks.main() == 0
    assert "key" not in capsys.readouterr().out


def test_what_is_found_is_not_printed_whole(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(leaks, "tracked", lambda root: [("a.py", 3, PLANTED["token"])])
    monkeypatch.setattr(leaks, "added", lambda root: [])
    assert leaks.main() == 1
    said = capsys.readouterr().out
    assert "a.py:3: token" in said
    assert PLANTED["token"] not in said
