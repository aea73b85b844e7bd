"""What one person answered in one round."""

import uuid

from django.db import models


class Response(models.Model):
    """The answers of one person as one document, pinned to the instrument of the round. No moment of answering is kept.

    document: per item the value of a rating, the id of an option, a list of ids, or a text; null is "don't know · not
    for me"; an item that is absent was not answered yet.
    receipts: the keys of the saves that were taken in, so that a retry changes nothing.
    sent: whether the person sent it; only then it counts. may_quote: leave to show remarks in an open round.
    published: the document as it was when the release was made, or null.
    party_name, group_name: the groups of an imported response, which has no invitation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(
        "rounds.Invitation", null=True, on_delete=models.SET_NULL, related_name="response"
    )
    document = models.JSONField(default=dict)
    receipts = models.JSONField(default=list)
    sent = models.BooleanField(default=False)
    may_quote = models.BooleanField(null=True)
    published = models.JSONField(null=True)
    party_name = models.CharField(max_length=200, blank=True)
    group_name = models.CharField(max_length=200, blank=True)
