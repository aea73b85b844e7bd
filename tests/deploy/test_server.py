"""The files of deploy/ run: the unit as another account in a closed folder, nginx before it, the doctor content."""

import re
import ssl
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPErrorProcessor, HTTPSHandler, Request, build_opener

import pytest

from tests.deploy import behind_nginx
from tests.deploy.behind_nginx import DEPLOY, Server, configure, needed, nginx_running, server
from tests.web.serving import Site

FORGED = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "elsewhere.example"}
SECRET = "k7m3w9x2p4q8r5t6y2z3a4b5"


@pytest.fixture(scope="module")
def site():
    with server() as one:
        yield one


def test_a_page_comes_over_https_with_everything_that_keeps_it_safe(site: Server):
    response, page = site.get("/inloggen", Accept_Language="nl")
    assert response.status == 200, site.logged()
    assert b"Inloggen" in page
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    cookies = response.headers.get_all("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)
    assert re.fullmatch(r"nginx|granian|None", str(response.headers["Server"]))


def test_style_sheets_and_fonts_come_and_may_be_kept(site: Server):
    _, page = site.get("/inloggen")
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page.decode())
    assert sheets
    for path in sheets:
        response, text = site.get(path)
        assert response.status == 200
        assert text
        assert "immutable" in response.headers["Cache-Control"]


def test_who_comes_without_encryption_is_sent_on_whatever_they_claim(site: Server):
    for claims in ({}, {"X_Forwarded_Proto": "https"}):
        response, _ = site.plain(f"/d/{SECRET}", **claims)
        assert response.status == 301
        assert response.headers["Location"] == f"https://localhost/d/{SECRET}"


def test_what_a_visitor_claims_about_where_they_come_from_does_not_arrive(site: Server):
    response, _ = site.get("/inloggen", **FORGED)
    assert response.status == 200  # http would have been sent on, another host refused
    response, page = site.get("/inloggen", Host="elsewhere.example")
    assert response.status == 200
    assert b"elsewhere" not in page


def make_network(email: str) -> str:
    """A network that somebody is steward of; returns its code. Runs in the world of the site."""
    from samenspel.web.accounts.queries import account_by_email
    from samenspel.web.networks.models import Membership, Network

    network = Network.objects.create(name="Langer thuis")
    Membership.objects.create(network=network, account=account_by_email(email), role="steward")
    return network.code


@pytest.fixture(scope="module")
def visitor(site: Server):
    """A browser in which a steward came in by the link that the administrator made, and the address of the network."""
    email = "jan@voorbeeld.example"
    link = re.search(r"https://\S+", site.run("account", "add", email, "--lang", "en").stdout)[0]
    network = Site(site.address, site.environment, site.folder / "call.log").call(make_network, email)
    context = ssl.create_default_context(cafile=str(site.folder / "certificate.pem"))
    one = build_opener(HTTPSHandler(context=context), HTTPCookieProcessor(), NoError())
    one.addheaders = [("Referer", link), ("Accept-Language", "nl")]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', one.open(link).read().decode())[1]
    one.open(link, urlencode({"csrfmiddlewaretoken": token}).encode())
    return one, f"{site.address}/netwerken/{network}/mensen/inlezen"


class NoError(HTTPErrorProcessor):
    """A page with another status is a page too."""

    def http_response(self, request, response):
        return response if response.status >= 400 else super().http_response(request, response)

    https_response = http_response


@pytest.mark.parametrize(("megabytes", "status", "said"), [(11, 400, "larger than 10 MB"), (33, 413, "mag 10 MB zijn")])
def test_a_file_that_is_too_large_is_refused_with_a_page_that_says_so(site: Server, visitor, megabytes, status, said):
    browser, address = visitor
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(address).read().decode())[1]
    head = "--x1\r\nContent-Disposition: form-data; name="
    body = (
        f'{head}"csrfmiddlewaretoken"\r\n\r\n{token}\r\n{head}"file"; filename="mensen.csv"\r\n\r\n'.encode()
        + b"naam;e-mail\n" * (megabytes * 1024 * 1024 // 12)
        + b"\r\n--x1--\r\n"
    )
    request = Request(address, body, {"Content-Type": "multipart/form-data; boundary=x1"})
    response = browser.open(request)
    page = response.read().decode()
    assert response.status == status, site.logged()
    assert "<h1" in page
    assert said in page


def test_the_doctor_finds_nothing_wrong_with_it(site: Server):
    done = site.run("doctor", "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert "WRONG" not in done.stdout
    assert "The site knows that visitors have an encrypted connection" in done.stdout
    # it claimed another address, as who wants to evade a limit would
    assert "comes from (127.0.0.1), and is not fooled" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("line", "instead", "said"),
    [
        ("X-Forwarded-For $remote_addr", "X-Nothing x", "believes any address"),
        ("X-Forwarded-Proto https", "X-Nothing x", "does not know that visitors have an encrypted connection"),
        ("Host localhost", "Host elsewhere.example", "status 400"),
    ],
)
def test_the_doctor_sees_a_proxy_that_does_not_do_its_part(site: Server, tmp_path_factory, line, instead, said):
    with behind_nginx.folder_for_all() as folder:
        for name in ("certificate.pem", "key.pem"):
            (folder / name).write_bytes((site.folder / name).read_bytes())
        inside = int(re.search(r"server 127\.0\.0\.1:(\d+);", (site.folder / "nginx.conf").read_text())[1])
        https, plain = behind_nginx.free_port(), behind_nginx.free_port()
        configure(folder, https, plain, inside)
        text = (folder / "nginx.conf").read_text("utf-8")
        assert line in text
        (folder / "nginx.conf").write_text(text.replace(line, instead), "utf-8")
        environment = site.environment | {"SAMENSPEL_ADDRESS": f"https://localhost:{https}"}
        with nginx_running(needed("nginx"), folder, plain):
            done = Server(folder, environment, https, plain).run("doctor", "--lang", "en")
    assert done.returncode == 1
    assert said in " ".join(done.stdout.split()), done.stdout


def test_nobody_finds_the_link_of_a_participant_in_a_log(site: Server):
    for path in (f"/d/{SECRET}", f"/r/{SECRET}", f"/inloggen/{SECRET}"):
        site.get(path)
        site.plain(path)
        site.ask("POST", path, b"x" * 33 * 1024 * 1024)
    # all at once, for one after another a slow computer stays below five a second
    with ThreadPoolExecutor(60) as visitors:
        answers = visitors.map(site.get, [f"/inloggen/{SECRET}"] * 120)
        assert 429 in [response.status for response, _ in answers]
    assert (site.folder / "main.log").exists()
    assert SECRET not in site.logged()


def test_when_the_site_is_away_a_page_says_that_it_comes_back():
    with behind_nginx.folder_for_all() as folder:
        behind_nginx._certificate(needed("openssl"), folder)
        https, plain = behind_nginx.free_port(), behind_nginx.free_port()
        configure(folder, https, plain, behind_nginx.free_port())
        with nginx_running(needed("nginx"), folder, plain):
            one = Server(folder, {}, https, plain)
            response, page = one.get(f"/d/{SECRET}")
            assert response.status in (502, 503)
            assert "even niet" in page.decode()
            assert SECRET not in one.logged()


def test_the_site_ran_in_a_folder_where_only_its_data_could_be_written(site: Server):
    data = Path(site.environment["SAMENSPEL_DATA"])
    assert (data / "samenspel.sqlite3").exists()
    assert {path.owner() for path in data.iterdir()} == {data.owner()}
    assert not re.search(r"page \S+ failed|Permission denied|Read-only", site.logged())


def test_the_command_of_the_administrator_reads_the_example_settings(tmp_path):
    """deploy/samenspel, with the settings as they stand; the program only says what it was given."""
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\necho "$SAMENSPEL_MAIL_FROM|$SAMENSPEL_MAIL|$*"\n', "utf-8")
    program.chmod(0o755)
    runuser = tmp_path / "runuser"
    runuser.write_text('#!/bin/sh\n[ "$1 $2 $3" = "-u samenspel --" ] || exit 9\nshift 3\nexec "$@"\n', "utf-8")
    runuser.chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "SAMENSPEL_SETTINGS": str(DEPLOY / "samenspel.env"),
        "SAMENSPEL_PROGRAM": str(program),
    }
    command = [str(DEPLOY / "samenspel"), "account", "link", "jan@example.nl"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    settings = behind_nginx.example_settings()
    said = f"{settings['SAMENSPEL_MAIL_FROM']}|{settings['SAMENSPEL_MAIL']}|account link jan@example.nl\n"
    assert done.stdout == said
    refused = subprocess.run(
        command, env=environment | {"SAMENSPEL_SETTINGS": "/nowhere"}, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "/nowhere" in refused.stderr
