"""Networks, and who works in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from samenspel.errors import LANGUAGES
from samenspel.web.shared.codes import new_code


class Role(models.TextChoices):
    """What someone may do in a network. Whoever may more may also do all that comes before."""

    VIEWER = "viewer"
    FACILITATOR = "facilitator"
    STEWARD = "steward"


class Network(models.Model):
    """People and parties around one challenge. kind: what sort of collaboration it is (N-13), or empty.

    responsible, contact: which organisation answers for what is kept of people, and where it hears of it.
    keep_until: the last day on which names and answers are kept; None while nobody said. warned_at: when the stewards
    were told that the day comes near. forgotten_at: when names and answers were forgotten because the day was over.
    """

    KINDS: ClassVar = ("partnership", "chain", "learning", "challenge")

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=120)
    challenge = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, blank=True, choices=[(kind, kind) for kind in KINDS])
    language = models.CharField(max_length=2, choices=[(lang, lang) for lang in LANGUAGES], default="nl")
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)
    responsible = models.CharField(max_length=160, blank=True)
    contact = models.EmailField(blank=True)
    keep_until = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """The role of an account in a network; of an external facilitator it ends after a date."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    until = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["network", "account"], name="one_role_per_network"),)
