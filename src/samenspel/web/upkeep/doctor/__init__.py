"""`samenspel doctor`: what is configured, what is reachable, what is missing. It looks, and changes nothing."""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from samenspel.web.upkeep.doctor.finding import MARKS, Finding, word
from samenspel.web.upkeep.doctor.given import settings_as_given

WIDTH = 100
Examination = Callable[[], Iterable[Finding]]


def command(*, mail: str | None, lang: str) -> bool:
    """Print what was found, part by part; mail: an address to send a test mail to. Returns whether nothing is wrong."""
    counts = dict.fromkeys(MARKS, 0)
    with settings_as_given() as (found, wrong):
        for name, findings in _parts(found, wrong, mail, lang):
            print(word(name, lang))
            for one in findings:
                counts[one.mark] += 1
                print(_lines(one, lang), flush=True)
            print()
    print(word("all-well" if not counts["wrong"] else "not-well", lang, **counts))
    return not counts["wrong"]


def _parts(
    found: list[Finding], wrong: set[str], mail: str | None, lang: str
) -> Iterator[tuple[str, Iterable[Finding]]]:
    """Each part with its findings, one after the other: what a part finds wrong, the next ones do not build on."""
    from samenspel.web.upkeep.doctor import computer, database, folder, post, safety, settings, site, work

    def test_mail() -> Iterable[Finding]:
        return post.send(mail, lang) if mail else ()

    parts: tuple[tuple[str, tuple[str, ...], tuple[Examination, ...]], ...] = (
        ("computer", (), (computer.program, computer.clock)),
        ("settings", (), (lambda: found, lambda: settings.checks(wrong))),
        ("folder", ("DATA",), (folder.rights, folder.room, folder.static, folder.ledger, folder.set_aside)),
        ("database", ("DATABASE",), (database.database,)),
        ("work", ("DATABASE",), (work.worker, work.tasks, work.mails)),
        ("mail", ("MAIL", "MAIL_FROM"), (post.server, test_mail)),
        ("site", ("ADDRESS", "SECRET_KEY"), (site.at_its_address,)),
        ("documents", (), (computer.documents,)),
        ("safety", ("DATA",), (safety.backup,)),
    )
    for name, needs, examinations in parts:
        yield name, _examined(name, sorted(wrong & {f"SAMENSPEL_{need}" for need in needs}), examinations, wrong)


def _examined(
    name: str, missing: list[str], examinations: tuple[Examination, ...], wrong: set[str]
) -> Iterator[Finding]:
    """The findings of a part; only why not, when it builds on what is not in order."""
    if missing:
        yield Finding("skipped", {"names": ", ".join(missing)})
        return
    for one in chain.from_iterable(map(_safely, examinations)):
        if name == "database" and one.mark == "wrong":
            wrong.add("SAMENSPEL_DATABASE")
        yield one


def _safely(examine: Examination) -> Iterator[Finding]:
    """The findings of one examination. One that breaks off is told by its kind: its message could hold a secret."""
    try:
        yield from examine()
    except Exception as error:
        yield Finding("broke-off", {"kind": type(error).__name__})


def _lines(one: Finding, lang: str) -> str:
    """A finding with its mark, and what to do below it."""
    mark = f"  {word(one.mark, lang):<{max(len(word(each, lang)) for each in MARKS)}}  "
    return "\n".join([*_wrapped(mark, one.what(lang)), *_wrapped(f"{' ' * len(mark)}→ ", one.do(lang))])


def _wrapped(begin: str, text: str) -> list[str]:
    """A text on lines of WIDTH. A path or an address is not cut in two, for then it can no longer be copied."""
    below = " " * len(begin)
    return textwrap.wrap(
        text, WIDTH, initial_indent=begin, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
    )
