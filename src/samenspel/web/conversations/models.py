"""What a conversation about a result is held with, what it led to, and what will be there when the work succeeds."""

from typing import ClassVar, get_args

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from samenspel.diagnosis.guide import LENGTHS
from samenspel.diagnosis.outcome import State
from samenspel.web.shared.codes import new_code


class KeptGuide(models.Model):
    """What facilitators chose and changed of the conversation guide of a round; the guide itself is computed.

    minutes: how long the conversation takes. edits: `Edits.form()`. version: counts the changes. before: minutes and
    edits as they were before the last change, so that it can be undone; empty when there is nothing to undo.
    """

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="guide")
    minutes = models.PositiveSmallIntegerField(default=90, choices=[(one, str(one)) for one in LENGTHS])
    edits = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict)


class Conversation(models.Model):
    """That a conversation about a round was held, and its one point of leverage."""

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="conversation")
    held_on = models.DateField(null=True)
    leverage = models.CharField(max_length=400, blank=True)


class Agreement(models.Model):
    """An action that was agreed in a conversation, and what came of it.

    who: a name as people wrote it. version and before: as in `KeptGuide`.
    """

    FIELDS: ClassVar = ("what", "who", "until", "state", "came_of_it")

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="agreements")
    what = models.CharField(max_length=300)
    who = models.CharField(max_length=160, blank=True)
    until = models.DateField(null=True)
    state = models.CharField(max_length=8, default="open", choices=[(one, one) for one in get_args(State)])
    came_of_it = models.TextField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    deleted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.what


class YieldLine(models.Model):
    """One line of "when this works, then …" (L-7): what will be there, and for whom.

    whom: "all", "citizens" or "party"; the party is None once it has gone. place: its order in the list.
    """

    WHOM: ClassVar = ("citizens", "party", "all")

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="yield_lines")
    what = models.CharField(max_length=300)
    whom = models.CharField(max_length=8, choices=[(one, one) for one in WHOM], default="citizens")
    party = models.ForeignKey("parties.Party", null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.PositiveIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.what


class Look(models.Model):
    """How far a line was when a round was talked about, and a story with it. Never a score."""

    STATES: ClassVar = ("not-yet", "beginning", "there")

    line = models.ForeignKey(YieldLine, on_delete=models.CASCADE, related_name="looks")
    round = models.ForeignKey("rounds.Round", on_delete=models.CASCADE, related_name="looks")
    state = models.CharField(max_length=9, choices=[(one, one) for one in STATES])
    story = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["line", "round"], name="one_look_per_round"),)
