"""`samenspel serve | web | worker | ready | migrate | account`: the site, its background work, and what these need."""

from __future__ import annotations

import os
import socket
import subprocess

from samenspel.errors import Problem, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import NoReturn

THREADS = 2  # more workers serve more people; more threads in one only wait for each other


def serve(options: argparse.Namespace, when_started: Callable[[], object] | None = None) -> None:
    """Web and worker under one parent, which starts them again when they die."""
    from samenspel.cli.keeper import command, keep

    free(options.host, options.port)
    fill_in(options)
    ready_apart(options.lang)
    lang = ("--lang", options.lang)
    place = ("--host", options.host, "--port", str(options.port), "--workers", str(options.workers))
    if when_started is None:
        from samenspel.cli.words import WORDS

        print(WORDS["listening"][options.lang].format(host=options.host, port=options.port), flush=True)
    keep([command("web", "--ready", *place, *lang), command("worker", *lang)], when_started)


def web(options: argparse.Namespace) -> None:
    """The pages, served by as many processes as asked for."""
    _follow_keeper()
    if not options.ready:
        free(options.host, options.port)
        fill_in(options)
        ready_apart(options.lang)
    # Nothing of Django is loaded here: processes that start from this one would share its connections.
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "samenspel.web.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
        log_access=False,  # addresses of participants hold their secret
    ).serve()


def worker(options: argparse.Namespace) -> None:
    """Tasks and the clock. A process that has grown large puts a fresh one in its place."""
    keeper = _follow_keeper()
    site()
    from samenspel.web.config.ready import require_tables
    from samenspel.web.shared.worker import run

    require_tables()
    if run():
        _begin_anew(("worker", "--lang", options.lang), keeper)


def _begin_anew(words: tuple[str, ...], keeper: str | None) -> NoReturn:
    from samenspel.cli.keeper import KEEPER, command

    given = command(*words)
    os.execve(given[0], given, {**os.environ, **({KEEPER: keeper} if keeper else {})})


def migrate(options: argparse.Namespace) -> None:
    """Bring the database up to date."""
    site()
    from samenspel.cli.words import WORDS
    from samenspel.web.config.ready import migrate as bring_up_to_date

    done = bring_up_to_date()
    print(WORDS["migrated" if done else "up-to-date"][options.lang].format(done))


def account(options: argparse.Namespace) -> None:
    """Make an account, or print a link that lets one in."""
    site()
    from samenspel.web.accounts import commands

    if options.action == "add":
        name = options.name or options.email.partition("@")[0]
        print(commands.add(options.email, name=name, admin=options.admin, language=options.lang))
    elif options.action == "second-step-off":
        print(commands.second_step_off(options.email, language=options.lang))
    else:
        print(commands.link(options.email, language=options.lang))


def site() -> None:
    """Load the site into this process. Raises SamenspelError for settings that do not hold."""
    from samenspel.web.config.load import load

    load()


def ready(options: argparse.Namespace) -> None:
    """What must be done before the site can be served."""
    site()
    from samenspel.web.config.ready import make_ready

    make_ready()


def ready_apart(lang: str) -> None:
    """The same in a process of its own, so that this one stays small; ends this one with its code when it fails."""
    from samenspel.cli.keeper import command

    done = subprocess.run(command("ready", "--lang", lang), check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def free(host: str, port: int) -> None:
    """Raise UsageError when somebody else listens there: on Linux two servers would each get a part of the visitors."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError as error:
            raise UsageError(Problem("port-taken", values={"host": host, "port": port})) from error


def fill_in(options: argparse.Namespace) -> None:
    """A demo knows its address from where it is served."""
    if os.environ.get("SAMENSPEL_PROFILE") == "demo":
        os.environ.setdefault("SAMENSPEL_ADDRESS", f"http://127.0.0.1:{options.port}")


def _follow_keeper() -> str | None:
    """Follow the process that keeps this one going, if there is one; its number as it was given."""
    from samenspel.cli.keeper import KEEPER

    if keeper := os.environ.pop(KEEPER, None):
        from samenspel.web.config.lifeline import follow

        follow(int(keeper))
    return keeper
