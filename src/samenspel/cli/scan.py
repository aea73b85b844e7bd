"""`samenspel scan`: from a file with answers to a result on the screen, a report and a data file."""

import argparse
import datetime
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from samenspel.cli.imported import import_notes, matching_notes
from samenspel.cli.progress import Progress
from samenspel.cli.writing import write_all
from samenspel.diagnosis.finding import Finding
from samenspel.diagnosis.stands_out import stands_out
from samenspel.errors import AnswersError, Problem, UsageError
from samenspel.exchange.answers import Import, read_answers
from samenspel.exchange.mapping import read_map
from samenspel.exchange.matching import Matching
from samenspel.exchange.remarks import read_remarks, remarks_file
from samenspel.present.json_form import release_form
from samenspel.present.result import Result
from samenspel.present.terminal import print_summary
from samenspel.reading.cells import Policy
from samenspel.reading.release import Release, release, remarks_to_read
from samenspel.reading.score import Reading, read
from samenspel.theory.library import find_instrument


@dataclass(frozen=True)
class Scanned:
    """A scan up to the release: how answers came in, and what may be seen."""

    imported: Import
    reading: Reading
    policy: Policy
    release: Release
    findings: tuple[Finding, ...]


def scan(options: argparse.Namespace) -> None:
    """Read, release, show and write what the options ask for. Raises SamenspelError with everything that is wrong."""
    date = _checked(options)
    matched: list[Matching] = []
    try:
        with Progress(options.lang) as progress:
            scanned = _scanned(options, progress, matched)
            made = _made(options, scanned, date, progress)
    except AnswersError:
        for matching in matched:
            notes = matching_notes(matching, Path(options.answers).name, options.instrument, options.lang)
            print(*notes, sep="\n", file=sys.stderr)
        raise
    write_all(made)
    screen = sys.stderr if options.json == "-" else sys.stdout
    if options.json == "-":
        print(_json(scanned))
    notes = import_notes(scanned.imported, options.instrument, options.lang)
    if scanned.imported.matching.missing:  # what is missing colours all that follows, so it comes first
        print("", *notes, sep="\n", file=screen)
        notes = ()
    print_summary(scanned.release, scanned.findings, _title(options), options.lang, screen, notes, tuple(made))


def _checked(options: argparse.Namespace) -> datetime.date:
    problems = []
    if options.by == "party" and not options.party:
        problems.append(Problem("usage-by-party-without-column"))
    if options.by == "party" and options.breakdown:
        problems.append(Problem("usage-one-breakdown"))
    try:
        date = datetime.date.fromisoformat(options.date) if options.date else datetime.date.today()
    except ValueError:
        problems.append(Problem("usage-date", values={"date": options.date}))
    if problems:
        raise UsageError(*problems)
    return date


def _scanned(options: argparse.Namespace, progress: Progress, matched: list[Matching]) -> Scanned:
    """The scan; `matched` holds how columns were recognised when the cells in them are refused."""
    policy = Policy(options.by, options.k, open_link=options.room is not None, head_count=options.room)
    instrument = find_instrument(options.instrument)
    mapping = read_map(Path(options.map), instrument) if options.map else None
    progress.step("reading-file")
    imported = read_answers(
        Path(options.answers),
        instrument,
        mapping=mapping,
        party=options.party,
        breakdown=options.breakdown,
        invited=options.invited,
        sheet=options.sheet,
        skip_bad_rows=options.skip_bad_rows,
        progress=progress.rows,
        matched=matched.append,
    )
    matched.clear()
    progress.step("computing")
    reading = read(imported.answers)
    remarks = read_remarks(Path(options.remarks)) if options.remarks else None
    released = release(reading, policy, remarks=remarks)
    return Scanned(imported, reading, policy, released, stands_out(released))


def _made(options: argparse.Namespace, scanned: Scanned, date: datetime.date, progress: Progress) -> dict[Path, bytes]:
    """Every file asked for, made in full before one is written."""
    made: dict[Path, bytes] = {}
    if options.json and options.json != "-":
        made[Path(options.json)] = (_json(scanned) + "\n").encode()
    if options.remarks_out:
        separator = ";" if options.lang == "nl" else ","  # what Excel in that language cuts cells at
        remarks = remarks_to_read(scanned.reading, scanned.policy)
        made[Path(options.remarks_out)] = remarks_file(remarks, separator, options.lang)
    if options.pdf or options.one_page:
        from samenspel.present.report import one_page_pdf, report_pdf

        result = Result(scanned.release, scanned.findings, _title(options), options.lang, date)
        for target, make in ((options.pdf, report_pdf), (options.one_page, one_page_pdf)):
            if target:
                progress.step("making-report")
                made[Path(target)] = make(result)
    return made


def _json(scanned: Scanned) -> str:
    return json.dumps(release_form(scanned.release, scanned.findings), ensure_ascii=False, indent=1)


def _title(options: argparse.Namespace) -> str:
    return str(options.title or Path(options.answers).stem.replace("_", " ").replace("-", " ").strip().capitalize())
