"""The terminal: parse, call, print. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import argparse
import os
import sys

from samenspel.cli.words import ARGPARSE_NL, WORDS

# not the one of typing: importing that takes a tenth of the whole start
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

SITE = ("serve", "web", "worker", "ready", "migrate", "account")
UPKEEP = ("backup", "restore", "doctor", "person")
USAGE = 2
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """argparse in the language of the user."""

    lang = "nl"

    def error(self, message: str) -> NoReturn:
        if self.lang == "nl":
            for english, dutch in ARGPARSE_NL:
                message = message.replace(english, dutch)
        self.exit(USAGE, f"{self.prog}: {message}\n{WORDS['see-help'][self.lang].format(self.prog)}\n")

    def _get_formatter(self) -> argparse.HelpFormatter:
        """The usual one, told how wide the screen is: it would import shutil to find out."""
        return argparse.HelpFormatter(self.prog, width=_screen_width() - 2)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", WORDS["usage"][self.lang], 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser(_language(given)).parse_args(given)
    try:
        code = _run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(WORDS["interrupted"][options.lang], file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # who reads along has seen enough: samenspel instrument show conditions | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run(options: argparse.Namespace) -> int:
    from samenspel.cli.exit_codes import exit_code
    from samenspel.errors import SamenspelError

    try:
        if options.command == "scan":
            from samenspel.cli.scan import scan

            scan(options)
        elif options.command == "demo":
            from samenspel.cli.demo import demo

            demo(options)
        elif options.command in SITE:
            from samenspel.cli import serve

            getattr(serve, options.command)(options)
        elif options.command in UPKEEP:
            from samenspel.cli import upkeep

            getattr(upkeep, options.command)(options)
        else:
            from samenspel.cli import instrument

            getattr(instrument, options.action)(options)
    except SamenspelError as error:
        print(harmless(error.say(options.lang)), file=sys.stderr)
        return exit_code(error)
    return 0


COMMANDS = ("Cc", "Cf", "Cs")
"""Kinds of signs that are not read but obeyed."""


def harmless(text: str) -> str:
    """Text for a terminal without the signs that command it: what stood in a file may be in it."""
    from unicodedata import category

    return "".join("\N{REPLACEMENT CHARACTER}" if category(one) in COMMANDS and one != "\n" else one for one in text)


def _language(given: Sequence[str]) -> str:
    """The language asked for, before the rest is parsed: help and mistakes must be in it too."""
    for place, word in enumerate(given):
        if word == "--lang=en" or given[place : place + 2] == ["--lang", "en"]:
            return "en"
    return "nl"


def parser(lang: str) -> argparse.ArgumentParser:
    """The whole command line, described in `lang`."""

    def say(key: str) -> str:
        return WORDS[key][lang]

    def new(name: str, about: str) -> _Parser:
        one = commands.add_parser(name, help=say(about), description=say(about), add_help=False)
        one.epilog = say("exit-codes")
        return _common(one, say, lang)

    def below(name: str) -> Callable[[str, str], _Parser]:
        actions = new(name, name).add_subparsers(dest="action", required=True, metavar=say("command"))
        return lambda action, about: _below(actions, action, about, lang)

    _Parser.lang = lang
    top = _Parser(prog="samenspel", description=say("about"), epilog=say("exit-codes"), add_help=False)
    _common(top, say, lang)
    top.add_argument("--version", action="version", version=_version, help=say("version"))
    commands = top.add_subparsers(dest="command", required=True, title=say("commands"), metavar=say("command"))
    _scan_options(new("scan", "scan"), say)
    demo = new("demo", "demo")
    _place_options(demo, say)
    demo.add_argument("--into", default="demo", metavar="DIR", help=say("into"))
    demo.add_argument("--scan", action="store_true", help=say("demo-scan"))
    for name in SITE[:-1]:
        _site_options(name, new(name, name), say)
    _account_options(below("account"), say)
    for name in UPKEEP[:-1]:
        _upkeep_options(name, new(name, name), say)
    _person_options(below("person"), say)
    _instrument_options(below("instrument"), say)
    return top


def _below(actions: argparse._SubParsersAction[_Parser], name: str, about: str, lang: str) -> _Parser:
    words = WORDS[about][lang]
    one = actions.add_parser(name, help=words, description=words, add_help=False)
    return _common(one, lambda key: WORDS[key][lang], lang)


def _place_options(one: _Parser, say: Callable[[str], str]) -> None:
    one.add_argument("--host", default="127.0.0.1", help=say("host"))
    one.add_argument("--port", type=int, default=8000, help=say("port"))
    one.add_argument("--workers", type=int, default=2, metavar="N", help=say("workers"))


def _site_options(name: str, one: _Parser, say: Callable[[str], str]) -> None:
    if name in ("serve", "web"):
        _place_options(one, say)
    if name == "web":
        one.add_argument("--ready", action="store_true", help=say("is-ready"))


def _account_options(new: Callable[[str, str], _Parser], say: Callable[[str], str]) -> None:
    add, link, off = (new(name, f"account-{name}") for name in ("add", "link", "second-step-off"))
    for one in (add, link, off):
        one.add_argument("email", help=say("email"))
    add.add_argument("--name", help=say("account-name"))
    add.add_argument("--admin", action="store_true", help=say("admin"))


def _upkeep_options(name: str, one: _Parser, say: Callable[[str], str]) -> None:
    if name == "backup":
        one.add_argument("into", metavar="PLACE", help=say("backup-into"))
        one.add_argument("--keep", type=int, metavar="N", help=say("backup-keep"))
    if name == "restore":
        one.add_argument("file", metavar="FILE", help=say("restore-file"))
        one.add_argument("--replace", action="store_true", help=say("restore-replace"))
    if name == "doctor":
        one.add_argument("--mail", metavar="ADDRESS", help=say("doctor-mail"))


def _person_options(new: Callable[[str, str], _Parser], say: Callable[[str], str]) -> None:
    show, export, forget = (new(name, f"person-{name}") for name in ("show", "export", "forget"))
    for one in (show, export, forget):
        one.add_argument("email", help=say("email"))
    export.add_argument("file", metavar="OUT", help=say("person-file"))
    forget.add_argument("--yes", action="store_true", help=say("person-yes"))


def _instrument_options(new: Callable[[str, str], _Parser], say: Callable[[str], str]) -> None:
    new("list", "list")
    for name, argument in (("show", "name"), ("check", "file")):
        new(name, name).add_argument(argument, help=say(argument))


def _common(one: _Parser, say: Callable[[str], str], lang: str) -> _Parser:
    one._positionals.title, one._optionals.title = say("arguments"), say("options")
    one.add_argument("-h", "--help", action="help", help=say("help"))
    one.add_argument("--lang", choices=("nl", "en"), default=lang, help=say("lang"))
    return one


def _scan_options(scan: _Parser, say: Callable[[str], str]) -> None:
    scan.add_argument("answers", metavar="ANSWERS", help=say("answers"))
    scan.add_argument("--instrument", default="conditions", help=say("with-instrument"))
    scan.add_argument("--party", metavar="COLUMN", help=say("party"))
    scan.add_argument("--by", choices=("totals", "party"), default="totals", help=say("by"))
    scan.add_argument("--breakdown", metavar="COLUMN", help=say("breakdown"))
    scan.add_argument("--invited", metavar="N", type=int, help=say("invited"))
    scan.add_argument("--map", metavar="FILE", help=say("map"))
    scan.add_argument("--sheet", metavar="NAME", help=say("sheet"))
    scan.add_argument("--title", metavar="TEXT", help=say("title"))
    scan.add_argument("--date", metavar="DATE", help=say("date"))
    scan.add_argument("--k", metavar="K", type=int, default=5, help=say("k"))
    scan.add_argument("--room", metavar="N", type=int, help=say("room"))
    scan.add_argument("--json", metavar="OUT", help=say("json"))
    scan.add_argument("--pdf", metavar="OUT", help=say("pdf"))
    scan.add_argument("--one-page", metavar="OUT", help=say("one-page"))
    scan.add_argument("--remarks-out", metavar="OUT", help=say("remarks-out"))
    scan.add_argument("--remarks", metavar="FILE", help=say("remarks"))
    scan.add_argument("--skip-bad-rows", action="store_true", help=say("skip-bad-rows"))


def _screen_width() -> int:
    try:
        return int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (AttributeError, OSError, ValueError):
        return 80


class _Version(str):
    """The version, looked up only when somebody asks."""

    def __mod__(self, _: object) -> str:
        from importlib.metadata import version

        return version("samenspel")


_version = _Version("%(prog)s")
