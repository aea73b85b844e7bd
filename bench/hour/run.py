"""One run: start the site, let everyone in, watch, and count afterwards."""

import secrets
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.hour import facilitators, participants, passers_by, world
from bench.hour.desk import Town
from bench.hour.gauge import Gauge, Sample
from bench.hour.mail import Post, mail_server
from bench.hour.tally import Tally
from bench.hour.visitor import ADDRESS, Stage
from tests.web.force.served import SAMENSPEL, of_site, served
from tests.web.serving import Site

WORKERS = 2
PARTICIPANTS, FACILITATORS, GUESTS = 10, 3, 60
RATE = 12.0
SHARES = {"participants": 0.58, "facilitators": 0.2, "steward": 0.05, "guests": 0.05, "outsiders": 0.04, "bare": 0.08}
LOOK_EVERY = 10.0
BACKUPS, BACKUPS_KEPT = 6, 2
AFTERWARDS = 120.0
LOG_WORDS = {"database is locked": "a lock error", "Traceback": "an error in the log", " ERROR ": "an error in the log",
    "does not answer": "the database did not answer"}  # fmt: skip


@dataclass
class Found:
    """What came of a run."""

    seconds: float
    rate: float
    tally: Tally
    samples: list[Sample]
    receipts: participants.Receipts
    post: Post
    lost: list[str]
    left: dict[str, Any]
    backups: int


def run(folder: Path, seconds: float, rate: float, database: str, backups: int = BACKUPS) -> Found:
    """Serve the site in a folder and visit it for so long, with so many backups meanwhile."""
    with mail_server() as (post, mail):
        settings = {
            "PROFILE": "production", "ADDRESS": ADDRESS, "PROXIES": "1", "SECRET_KEY": secrets.token_urlsafe(60),
            "MAIL": mail, "MAIL_FROM": "Samenspel <samenspel@hour.example>",
        }  # fmt: skip
        settings |= {"DATABASE": database} if database else {}
        folder.chmod(0o700)
        command = ("serve", "--port", "PORT", "--workers", str(WORKERS))
        with served(folder, command, **settings) as site:
            site.call(world.accounts, FACILITATORS, GUESTS, facilitators.STEWARD)
            return _visited(site, folder, seconds, rate, post, backups)


def _visited(site: Site, folder: Path, seconds: float, rate: float, post: Post, backups: int) -> Found:
    stage = Stage(int(site.address.rpartition(":")[2]), Tally())
    town = Town(post, participants.Receipts(), [], [])
    gauge = Gauge(site.processes[0].pid, folder, min(LOOK_EVERY, max(1.0, seconds / 30)))
    crowd, preparing = _crowd(stage, rate, town)
    for one in crowd[:FACILITATORS]:
        one.start()
    preparing.wait()
    stage.tally.forget_times()
    gauge.start()
    for one in crowd[FACILITATORS:]:
        one.start()
    done = _until_over(site, folder, seconds, stage, backups)
    stage.over.set()
    for one in crowd:
        one.join()
    gauge.stop()
    left = _finished(site)
    _watch_over(site, stage.tally, gauge.samples)
    lost = not_as_acknowledged(town.receipts, site.call(world.answers))
    return Found(seconds, rate, stage.tally, gauge.samples, town.receipts, post, lost, left, done)


class _Barrier:
    """Told by each of so many that they are ready."""

    def __init__(self, many: int) -> None:
        self._left = threading.Semaphore(0)
        self._many = many

    def ready(self) -> None:
        self._left.release()

    def wait(self) -> None:
        for _ in range(self._many):
            self._left.acquire()


def _crowd(stage: Stage, rate: float, town: Town) -> tuple[list[threading.Thread], _Barrier]:
    """Everybody, facilitators first; each with a share of the requests."""
    preparing = _Barrier(FACILITATORS)
    guests = {f"guest-{number}@hour.example": world.PASSWORD for number in range(GUESTS)}

    def every(who: str, many: int = 1) -> float:
        return many / (rate * SHARES[who])

    parts: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
        (facilitators.facilitate, (stage, every("facilitators", FACILITATORS), f"facilitator-{n}@hour.example", town,
            preparing.ready))
        for n in range(FACILITATORS)
    ]  # fmt: skip
    answering = (stage, every("participants", PARTICIPANTS), town.post, town.rooms, town.receipts)
    parts += [(participants.answer_all, answering)] * PARTICIPANTS
    parts += [
        (passers_by.steward, (stage, every("steward"), facilitators.STEWARD, town.post, town.networks)),
        (passers_by.comings_and_goings, (stage, every("guests"), guests, town.post)),
        (passers_by.outsiders, (stage, every("outsiders"), town.networks)),
        (passers_by.sign_of_life, (stage, every("bare"))),
    ]
    return [threading.Thread(target=_told, args=(stage, part, given), daemon=True) for part, given in parts], preparing


def _told(stage: Stage, part: Callable[..., None], given: tuple[Any, ...]) -> None:
    """A visitor that falls over is something that went wrong."""
    try:
        part(*given)
    except Exception as error:
        stage.tally.mishap("a visitor fell over", f"{part.__name__} {type(error).__name__} {error}")


def _until_over(site: Site, folder: Path, seconds: float, stage: Stage, backups: int) -> int:
    """Wait, and make a backup now and then; how many there were."""
    end, done = time.monotonic() + seconds, 0
    for turn in range(1, backups + 1):
        time.sleep(max(0.0, end - seconds * (1 - turn / (backups + 1)) - time.monotonic()))
        done += _backed_up(site, folder / "backups", stage.tally)
    time.sleep(max(0.0, end - time.monotonic()))
    return done


def _backed_up(site: Site, into: Path, tally: Tally) -> bool:
    into.mkdir(exist_ok=True)
    words = [*SAMENSPEL, "backup", str(into), "--keep", str(BACKUPS_KEPT)]
    made = subprocess.run(words, env=site.environment, capture_output=True, text=True, check=False)
    if made.returncode:
        tally.mishap("a backup failed", (made.stderr or made.stdout).strip()[-300:])
    return made.returncode == 0


def _finished(site: Site) -> dict[str, Any]:
    """What is left for the background once it had time to finish."""
    end = time.monotonic() + AFTERWARDS
    while True:
        left: dict[str, Any] = site.call(world.left)
        if (not left["letters"] and not {"READY", "RUNNING"} & left["tasks"].keys()) or time.monotonic() > end:
            return left
        time.sleep(1)


def _watch_over(site: Site, tally: Tally, samples: list[Sample]) -> None:
    """What the log says, and whether every process still lives that lived at the start."""
    for line in site.log.read_text("utf-8").splitlines():
        sort = next((sort for words, sort in LOG_WORDS.items() if words in line), "")
        if sort:
            tally.mishap(sort, line[:300])
    if len(of_site(site, "worker")) != 1 or samples[0].memory.keys() != samples[-1].memory.keys():
        tally.mishap("a process died", f"{sorted(samples[0].memory)} became {sorted(samples[-1].memory)}")


def not_as_acknowledged(receipts: participants.Receipts, kept: list[list[Any]]) -> list[str]:
    """What was acknowledged and is not there as it was said, exactly once; and what is there and was never sent.

    What was under way when time was up may be there or not.
    """
    lost, seen = [], dict.fromkeys(receipts.of, 0)
    for code, document, sent in kept:
        if code not in receipts.of:
            if document or sent:
                lost.append(f"{code}: there, but never acknowledged")
            continue
        seen[code] += 1
        if other := receipts.of[code].agrees(document, sent):
            lost.append(f"{code}: differs in {', '.join(other)}")
    acknowledged = {code for code, one in receipts.of.items() if one.document or one.sent}
    return lost + [
        f"{code}: there {many} times" for code, many in seen.items() if many > 1 or (many == 0 and code in acknowledged)
    ]
