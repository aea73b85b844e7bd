"""Make the backup that every later version must be able to put back: `.venv/bin/python -m tests.web.upkeep.keep`.

It holds the demo, with somebody halfway, somebody in the bin, a guide that was changed, and a link that tests know.
"""

import os
import tempfile
from importlib.metadata import version
from pathlib import Path

KEPT = Path(__file__).parent / "kept"
SECRET = "upgradedupgradedupgraded"
HALFWAY = "upgradedhalfwayupgrade22"
FAR = "2099-12-31T12:00:00+00:00"


def fill() -> None:
    """A database as people leave it when they upgrade. Uses only what the first version had too."""
    from datetime import datetime

    from samenspel.web import demo
    from samenspel.web.answering import services as answering
    from samenspel.web.conversations.models import KeptGuide
    from samenspel.web.parties import services as parties
    from samenspel.web.results.models import FindingJudgement, Publication
    from samenspel.web.rounds.models import Invitation, Link, Round
    from samenspel.web.shared.clock import now
    from samenspel.web.shared.codes import fingerprint

    account = demo.seed(now(), "nl")
    Round.objects.filter(door="personal").update(closes_at=datetime.fromisoformat(FAR))
    waiting = list(Invitation.objects.filter(answered=False).order_by("pk").select_related("round", "participant"))
    for invitation, secret in zip(waiting, (SECRET, HALFWAY), strict=False):
        Link.objects.create(round=invitation.round, invitation=invitation, hash=fingerprint(secret))
    answering.save(waiting[1], now=now(), key="halfway-upgrade", answers={"AMB-1": 4})
    parties.delete(waiting[2].participant, by=account, now=now())
    parties.add_party(waiting[0].round.network, by=account, now=now(), name="Zorgcoöperatie Ömerdal 🌱", sector="care")
    shown = Publication.objects.order_by("pk")[1]
    KeptGuide.objects.create(round=shown.round, minutes=60, edits={}, version=1)
    FindingJudgement.objects.create(
        publication=shown, finding="upgraded", choice="no", reason="Dat zien wij anders.", by=account, at=now()
    )


def main() -> None:
    """Write kept/VERSION.samenspel for the version that is installed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(SAMENSPEL_PROFILE="demo", SAMENSPEL_DATA=folder)
        from samenspel.web.config.load import load

        load()
        from samenspel.web.config.ready import migrate
        from samenspel.web.upkeep.backup import command

        migrate()
        fill()
        print(command(str(KEPT / f"{version('samenspel')}.samenspel"), keep=None, lang="en"))


if __name__ == "__main__":
    main()
