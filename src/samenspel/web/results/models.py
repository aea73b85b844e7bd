"""What was released of a round, what the group made of it, and the files made of that."""

from typing import ClassVar

from django.conf import settings
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


class FindingJudgement(models.Model):
    """What the group made of one thing that stands out. It outlives a renewed release, in which the key is the same.

    finding: the key of the finding. choice: "keep", "dismiss" or "rephrase". words: how the group says it itself.
    """

    CHOICES: ClassVar = ("keep", "dismiss", "rephrase")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="judgements")
    finding = models.CharField(max_length=400)
    choice = models.CharField(max_length=8, choices=[(one, one) for one in CHOICES])
    reason = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["publication", "finding"], name="one_judgement_of_a_finding"),)


class ReadRemark(models.Model):
    """What somebody of the team decided about an open remark after reading it for names. It knows no writer.

    digest: of the question and the words as they were written, so that a remark that is erased or changed is not found
    again. text: as it may be shown, with names taken out; empty where it stays closed. Who erases a person's answers
    must delete what has the digests of their remarks (`remarks.digest_of`) and take those out of the release.
    """

    CHOICES: ClassVar = ("show", "hide")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="read_remarks")
    item = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    choice = models.CharField(max_length=4, choices=[(one, one) for one in CHOICES])
    text = models.TextField(blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["publication", "digest"], name="one_decision_on_a_remark"),)


class Report(models.Model):
    """A file made of a publication in the background. state: "waiting", "making", "ready" or "failed".

    number: that of the publication it was made of. kind: the report, one page, slides or a sheet with the numbers.
    step: what is being done now.
    """

    KINDS: ClassVar = ("whole", "one-page", "slides", "sheet")

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
