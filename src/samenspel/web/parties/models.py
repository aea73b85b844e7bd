"""Parties around a challenge, and the people who take part for them or for themselves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from samenspel.errors import LANGUAGES
from samenspel.web.shared.codes import new_code


class Party(models.Model):
    """An organisation or group. `code`: how other lists know it, as text. ring: 1 is the core, 4 stands outside."""

    SECTORS: ClassVar = (
        "municipality", "government", "care", "welfare", "housing", "residents", "education", "business", "nature",
        "other",
    )  # fmt: skip
    KINDS: ClassVar = ("organisation", "residents-group", "informal", "partnership")
    RINGS: ClassVar = (1, 2, 3, 4)

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in SECTORS])
    kind = models.CharField(max_length=20, blank=True, choices=[(one, one) for one in KINDS])
    ring = models.PositiveSmallIntegerField(null=True, choices=[(one, one) for one in RINGS])
    external_code = models.CharField(max_length=40, blank=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["network", "name"]),)

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """Someone who is asked. Without party: a resident, or anyone who takes part for themselves."""

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="participants")
    party = models.ForeignKey(Party, null=True, on_delete=models.SET_NULL, related_name="participants")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=[(lang, lang) for lang in LANGUAGES], default="nl")
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["network", "email"],
                condition=~Q(email="") & Q(deleted_at=None),
                name="one_participant_per_email",
            ),
        )

    def __str__(self) -> str:
        return self.name


class NotTheSame(models.Model):
    """Two parties with names that look alike, of which somebody said that they are two."""

    one = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["one", "other"], name="said_once"),)
