"""`samenspel demo`: the site with an example network on this computer; or with --scan the scan of the example."""

import argparse
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from urllib.request import urlopen

from samenspel.cli.serve import free, ready_apart, serve
from samenspel.cli.words import WORDS

NAME = "Demo"
LOOPBACK = ("127.0.0.1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")
PATIENCE = 60.0


def demo(options: argparse.Namespace) -> None:
    """Serve the example, and print the links by which to come in once the site answers."""
    if options.scan:
        scan_example(options)
        return
    free(options.host, options.port)
    folder = Path(options.into).resolve()
    host = _own_address() if options.host in EVERYWHERE else options.host
    address = f"http://{host}:{options.port}"
    os.environ |= {"SAMENSPEL_PROFILE": "demo", "SAMENSPEL_DATA": str(folder), "SAMENSPEL_ADDRESS": address}
    ready_apart(options.lang)
    links = _seed(options.lang, phone=options.host not in LOOPBACK)
    told = _told(options.lang, address, str(folder), links)
    say = threading.Thread(
        target=_when_it_answers, args=(f"http://{_near(options.host)}:{options.port}", told), daemon=True
    )
    serve(options, say.start)


def _seed(lang: str, phone: bool) -> dict[str, str]:
    """The links, and the example network when it is not there yet: made by a process of its own."""
    command = [sys.executable, "-m", "samenspel.web.demo", lang, *(["--phone"] if phone else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    links: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return links


def _told(lang: str, address: str, folder: str, links: Mapping[str, str]) -> str:
    told = WORDS["demo-ready"][lang].format(address=address, name=NAME, link=links["login"], folder=folder)
    if links["answering"]:
        told += "\n" + WORDS["demo-phone"][lang].format(name=links["person"], link=links["answering"])
    return told + "\n" + WORDS["demo-stop"][lang]


def _when_it_answers(address: str, told: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(f"{address}/status", timeout=2):
                print(told, flush=True)
                return
        except OSError:
            time.sleep(0.1)


def _near(host: str) -> str:
    return "127.0.0.1" if host in EVERYWHERE else host


def _own_address() -> str:
    """The address of this computer on the local network, as it would be used to reach others; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
            return str(one.getsockname()[0])
        except OSError:
            return LOOPBACK[0]


def scan_example(options: argparse.Namespace) -> None:
    """Scan the second round of the example and leave report, one page and JSON in the folder asked for."""
    from samenspel.cli import parser
    from samenspel.cli.scan import scan

    into = Path(options.into)
    with as_file(files("samenspel.examples")) as examples:
        arguments = [
            "scan", str(examples / "langer-thuis-wonen-2.csv"),
            "--lang", options.lang,
            "--instrument", "conditions+phase",
            "--by", "party", "--party", "Organisatie",
            "--invited", "44",
            "--map", str(examples / "langer-thuis-wonen-map.toml"),
            "--remarks", str(examples / "langer-thuis-wonen-2-remarks.csv"),
            "--title", "Langer thuis wonen",
            "--pdf", str(into / "report.pdf"),
            "--one-page", str(into / "one-page.pdf"),
            "--json", str(into / "release.json"),
        ]  # fmt: skip
        scan(parser(options.lang).parse_args(arguments))
