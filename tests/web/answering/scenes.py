"""Rounds to answer: made from models, so that a test says what matters to it."""

import datetime
import json
import re

from django.test import Client

from samenspel.theory.library import find_instrument
from samenspel.web.rounds import services as rounds
from samenspel.web.rounds.models import Invitation, Round
from samenspel.web.shared.clock import now
from samenspel.web.shared.words import texts

HOUR = datetime.timedelta(hours=1)


def open_round(network, *, instrument="conditions", form="short", **values) -> Round:
    """A round that opened an hour ago and closes next week."""
    shelf = find_instrument(instrument)
    given = {
        "title": "Hoe gaat het samen?",
        "version": shelf.version,
        "digest": shelf.digest,
        "opened_at": now() - HOUR,
        "closes_at": now() + 7 * 24 * HOUR,
        **values,
    }
    return Round.objects.create(network=network, instrument=instrument, form=form, **given)


def invite(round: Round, participant=None) -> tuple[Invitation, str]:
    """An invitation with the secret of its link."""
    invitation = Invitation.objects.create(
        round=round, participant=participant, party=participant and participant.party
    )
    return invitation, rounds.new_link(invitation)


def post_answers(client: Client, secret: str, key: str, answers: dict, **more):
    """What the script of the page posts."""
    body = json.dumps({"key": key, "answers": answers, **more})
    return client.post(f"/d/{secret}/antwoord", body, content_type="application/json")


def text_of(response) -> str:
    """What can be read on a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def said(key: str, lang: str = "nl") -> str:
    """The fixed part of a text, up to its first place to fill."""
    return texts()[key][lang].split("{")[0]
