"""The files of deploy/ and the pages about them name what there is: commands, settings, folders, addresses."""

import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from samenspel.cli import parser
from samenspel.web.upkeep.doctor.given import SETTINGS
from tests.deploy.behind_nginx import DEPLOY, ROOT, example_settings, line_of, needed

PROGRAM = "/srv/samenspel/.venv/bin/samenspel"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service")) + sorted(path.name for path in DEPLOY.glob("*.timer"))
PAGES = [ROOT / "docs" / "how-to" / name for name in ("install-on-a-server.md", "upgrade.md", "back-up-and-restore.md")]
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
CADDY = (DEPLOY / "Caddyfile").read_text("utf-8")


def commands_in(page: Path) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]


def understood(words: list[str]) -> None:
    """A command of ours is one that the command line takes."""
    parser("en").parse_args(words)


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_finds_nothing_wrong_in_a_unit(unit, tmp_path):
    analyze = needed("systemd-analyze")
    program = tmp_path / "samenspel"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8").replace(PROGRAM, str(program))
        (tmp_path / name).write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE), "utf-8")
    done = subprocess.run([analyze, "verify", tmp_path / unit], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "samenspel" in line]
    assert said == [], said


@pytest.mark.parametrize("unit", ["samenspel.service", "samenspel-backup.service"])
def test_a_unit_gives_a_command_that_there_is_and_closes_the_same_doors(unit):
    program, *words = shlex.split(line_of(unit, "ExecStart"))
    assert program == PROGRAM
    understood(words)
    text = (DEPLOY / unit).read_text("utf-8")
    for door in (
        "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes",
        "CapabilityBoundingSet=", "StateDirectory=samenspel", "MemoryDenyWriteExecute=yes", "User=samenspel",
    ):  # fmt: skip
        assert re.search(rf"^{re.escape(door)}$", text, flags=re.MULTILINE), door
    assert f"file://{PROGRAM.removesuffix('/.venv/bin/samenspel')}/docs/" in text
    assert (ROOT / re.search(r"^Documentation=file:///srv/samenspel/(.*)$", text, flags=re.MULTILINE)[1]).is_file()


def test_the_example_settings_are_known_and_complete():
    given = example_settings()
    assert {name.removeprefix("SAMENSPEL_") for name in given} - {"SECRET_KEY_FILE"} <= set(SETTINGS)
    assert {f"SAMENSPEL_{name}" for name in ("DATA", "ADDRESS", "SECRET_KEY_FILE", "MAIL", "MAIL_FROM")} <= set(given)
    assert given["SAMENSPEL_PROXIES"] == "1"
    lines = [line for line in (DEPLOY / "samenspel.env").read_text("utf-8").splitlines() if "SAMENSPEL_" in line]
    assert [line for line in lines if not re.fullmatch(r"#?SAMENSPEL_\w+='[^']*'", line) and line[0] != "#"] == []


def test_both_proxies_overwrite_what_a_visitor_claims_and_log_no_request():
    assert "proxy_add_x_forwarded_for" not in NGINX
    assert "$http_" not in NGINX
    assert NGINX.count("access_log off;") == NGINX.count("server {") == 2
    assert set(re.findall(r"error_log \S+ (\w+);", NGINX)) == {"emerg"}
    assert "header_up X-Forwarded-For {remote_host}" in CADDY
    assert "exclude http.log.error" in CADDY
    port = line_of("samenspel.service", "ExecStart").split("--port ")[1].split()[0]
    assert f"127.0.0.1:{port}" in NGINX
    assert f"127.0.0.1:{port}" in CADDY


def test_nginx_knows_the_doors_that_the_site_has():
    from django.urls import resolve

    doors = re.search(r"location ~ \^/\(([^)]+)\)", NGINX)[1].split("|")
    assert doors
    for door in doors:
        assert resolve(f"/{door}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_on_a_page_is_one_that_there_is(page):
    ours = [line for line in commands_in(page) if re.search(r"(^|\s)samenspel (?!-)", line)]
    for line in ours:
        words = shlex.split(line.replace('"$newest"', "FILE"))
        if "samenspel" in words and not {"useradd", "createuser", "createdb"} & set(words):
            understood(words[words.index("samenspel") + 1 :])
    targets = set(re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    for line in commands_in(page):
        if found := re.match(r"make -C \S+ (\S+)", line):
            assert found[1] in targets
        for name in re.findall(r"(?:^|[\s/])deploy/([\w.*-]+)", line):
            assert list(DEPLOY.glob(name)), line


def test_the_pages_put_every_file_of_deploy_in_its_place():
    said = "\n".join(line for page in PAGES for line in commands_in(page))
    assert [path.name for path in DEPLOY.iterdir() if f"deploy/{path.name}" not in said] == []


def test_the_packages_of_the_page_are_enough_for_the_python_that_is_asked_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert asked == ">=3.11"  # Debian 12 has 3.11; with a later one the page must say where to get it
    assert "python3-venv" in PAGES[0].read_text("utf-8")


def test_the_command_of_the_administrator_may_be_run():
    assert os.access(DEPLOY / "samenspel", os.X_OK)
