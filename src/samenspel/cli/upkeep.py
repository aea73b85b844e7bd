"""`samenspel backup | restore | doctor | person`: keep the site safe, see how it is, and forget people on request."""

from __future__ import annotations

from samenspel.cli.serve import site
from samenspel.cli.words import WORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def backup(options: argparse.Namespace) -> None:
    """Everything in the database in one file."""
    site()
    from samenspel.web.upkeep import backup

    print(backup.command(options.into, keep=options.keep, lang=options.lang))


def restore(options: argparse.Namespace) -> None:
    """A backup back into an empty database, or in the place of the one that is there."""
    site()
    from samenspel.web.upkeep import restore

    print(restore.command(options.file, replace=options.replace, lang=options.lang))


def doctor(options: argparse.Namespace) -> None:
    """What is configured, reachable and missing, in words; ends with 1 when something must be mended."""
    from samenspel.web.upkeep import doctor

    if not doctor.command(mail=options.mail, lang=options.lang):
        raise SystemExit(1)


def person(options: argparse.Namespace) -> None:
    """What is known of somebody: shown, handed over, or forgotten."""
    site()
    from samenspel.web.privacy import commands

    match options.action:
        case "show":
            print(commands.show(options.email, language=options.lang))
        case "export":
            print(commands.export(options.email, into=options.file, language=options.lang))
        case "forget":
            sure = options.yes or commands.is_sure(options.email, language=options.lang)
            print(
                commands.forget(options.email, language=options.lang)
                if sure
                else WORDS["nothing-changed"][options.lang]
            )
