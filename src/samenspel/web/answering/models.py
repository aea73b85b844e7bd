"""What one person answered in one round."""

import uuid

from django.db import models

MIXED = "mixed"
"""The seat of a response that came from more than one place."""


class Response(models.Model):
    """The answers of one person as one document, pinned to the instrument of the round. No moment of answering is kept.

    document: per item the value of a rating, the id of an option, a list of ids, or a text; null is "don't know · not
    for me"; an item that is absent was not answered yet.
    receipts: per device that saved, per item the highest number of a save that was taken in (item "" is for the leave
    to show remarks): a retry, however late, changes nothing.
    sent: whether the person sent it; only then it counts. may_quote: leave to show remarks in a round by party.
    published: the document as it was when the release was made, or null.
    seat: from where it was answered: the hash of what one device remembers, when its link has been in other hands;
    empty by links that have not; "mixed" when it came from more than one place, which may be more than one person.
    party_name, group_name: the groups of an imported response, which has no invitation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(
        "rounds.Invitation", null=True, on_delete=models.SET_NULL, related_name="response"
    )
    document = models.JSONField(default=dict)
    receipts = models.JSONField(default=dict)
    sent = models.BooleanField(default=False)
    may_quote = models.BooleanField(null=True)
    published = models.JSONField(null=True)
    seat = models.CharField(max_length=64, blank=True)
    party_name = models.CharField(max_length=200, blank=True)
    group_name = models.CharField(max_length=200, blank=True)


class Entrance(models.Model):
    """That a form at the door of a room was handed in: its key, and who came in by it, so that twice is once."""

    key = models.CharField(max_length=64, unique=True)
    link = models.ForeignKey("rounds.Link", on_delete=models.CASCADE, related_name="entrances")
    invitation = models.ForeignKey("rounds.Invitation", null=True, on_delete=models.CASCADE, related_name="entrances")
