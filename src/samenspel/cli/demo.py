"""`samenspel demo`: the scan on the example that comes with Samenspel, as a facilitator would run it."""

import argparse
from importlib.resources import as_file, files
from pathlib import Path

from samenspel.cli import parser
from samenspel.cli.scan import scan


def demo(options: argparse.Namespace) -> None:
    """Scan the second round of the example and leave report, one page and JSON in the folder asked for."""
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
