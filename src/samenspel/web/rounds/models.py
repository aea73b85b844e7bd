"""A round, whom it asks, the links by which they come in, and the mails that went out."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.web.shared.codes import new_code

MOST_TRIES = 3
"""How often a mail is tried before somebody has to look at it."""


class Round(models.Model):
    """One time of asking an instrument of people in a network.

    The instrument is pinned: slug ("conditions+phase"), version and digest. What people were promised about visibility,
    breakdown and k is fixed from the moment the round opens.

    made_by: who prepared it; in whose name it invites.
    door: "personal" links, or one "open" link for a room, or "import" of answers from elsewhere.
    opens_at, closes_at: planned; opened_at, closed_at: what happened. A reopened round has no closed_at.
    remind: days before closing on which those who have not answered are reminded.
    show_participants: whether they may see the total with their own answers beside it.
    head_count: how many people the facilitator counted in the room (rule 7).
    invited: how many were asked, for an import.
    """

    VISIBILITIES: ClassVar = ("totals", "party")
    BREAKDOWNS: ClassVar = ("", "sector", "kind", "ring", "party")
    DOORS: ClassVar = ("personal", "open", "import")

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="rounds")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=120)
    instrument = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=700)
    form = models.CharField(max_length=40)
    visibility = models.CharField(max_length=8, choices=[(one, one) for one in VISIBILITIES], default="totals")
    breakdown = models.CharField(max_length=8, blank=True, choices=[(one, one) for one in BREAKDOWNS], default="")
    k = models.PositiveSmallIntegerField(default=5)
    door = models.CharField(max_length=8, choices=[(one, one) for one in DOORS], default="personal")
    message = models.TextField(max_length=4000, blank=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    remind = models.JSONField(default=list)
    show_participants = models.BooleanField(default=True)
    head_count = models.PositiveIntegerField(null=True)
    invited = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """One of "draft", "open", "closed"."""
        if self.opened_at is None:
            return "draft"
        return "open" if self.closed_at is None else "closed"


class Invitation(models.Model):
    """That someone was asked in a round. In a room nobody is known: no participant, perhaps a party that was chosen.
    Elsewhere nobody is who was erased: that somebody was asked still counts.

    party: for whom somebody answers, None for a resident. Until the round opens it follows the participant; then it is
    fixed, or who was moved to a party of their own afterwards would be read alone.
    answered: whether the answers were sent; when is not kept. out: "not-me" (this is not for them), "passed-on" (a
    colleague answers instead, see `passed_on_to`), "revoked" (the facilitator took the link back), or empty.
    passes: how often it was passed on, by others before too. mailed_to: the hash of the address that was written to
    first.
    """

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(
        "parties.Participant", null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    party = models.ForeignKey("parties.Party", null=True, on_delete=models.SET_NULL, related_name="invitations")
    answered = models.BooleanField(default=False)
    out = models.CharField(max_length=10, blank=True)
    passed_on_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="passed_on_by")
    passes = models.PositiveSmallIntegerField(default=0)
    mailed_to = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "participant"], condition=Q(participant__isnull=False), name="asked_once_per_round"
            ),
        )

    @property
    def waited_for(self) -> bool:
        """Whether an answer may still come from this person, who is not in the bin meanwhile."""
        there = self.participant is not None and self.participant.deleted_at is None
        return there and not self.out and not self.answered


class Link(models.Model):
    """A secret that lets one person in (`invitation`), or a whole room (`round` only); its hash is all that is kept.

    Every mail carries a new one; earlier ones stay valid. handed: somebody of the team has had it in hands (a list, a
    letter), so whoever comes in by it has not shown to be the person who answered before. When it was made is not kept:
    in a room that would be when somebody came in.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="links")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="links")
    hash = models.CharField(max_length=64, unique=True)
    revoked_at = models.DateTimeField(null=True)
    handed = models.BooleanField(default=False)


class Mailing(models.Model):
    """One time of writing to the people of a round: the invitation, a reminder, or that the result is there."""

    KINDS: ClassVar = ("invitation", "reminder", "result")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=12, choices=[(one, one) for one in KINDS])
    occasion = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round", "occasion"], name="one_mailing_per_occasion"),)


class Letter(models.Model):
    """One mail of a mailing to one person. Whoever was written to is not written to again, whatever dies in between.

    claimed_at: when a worker last took it up, so that no other does at the same moment. failed: why the last try did
    not succeed ("refused", "unreachable"), or empty.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="letters")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="letters")
    sent_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    failed = models.CharField(max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mailing", "invitation"], name="one_letter_per_mailing"),)
