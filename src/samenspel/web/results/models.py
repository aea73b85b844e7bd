"""What was released of a round, and the reports made of it."""

from typing import ClassVar

from django.db import models

from samenspel.web.shared.codes import new_code


class Publication(models.Model):
    """The frozen release of a round. A round has one; a renewed release takes its place.

    closing: the moment of closing that was last taken into account. course: "first" when the round was closed once,
    "renewed" or "stayed" when it was opened again and the release was then replaced or not (rule 5).
    """

    COURSES: ClassVar = ("first", "renewed", "stayed")

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="publication")
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    closing = models.DateTimeField()
    course = models.CharField(max_length=8, choices=[(one, one) for one in COURSES], default="first")
    frozen = models.JSONField()


class Report(models.Model):
    """A PDF of a publication, made in the background. state: "waiting", "making", "ready" or "failed".

    number: that of the publication it was made of. kind: "whole" or "one-page". step: what is being done now.
    """

    KINDS: ClassVar = ("whole", "one-page")

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS])
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, default="waiting")
    step = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    file = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["publication", "number", "kind", "language"], name="one_report_of_a_kind"),
        )
