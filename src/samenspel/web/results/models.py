"""What was released of a round, and the reports made of it."""

from django.db import models

from samenspel.web.shared.codes import new_code


class Publication(models.Model):
    """The frozen release of a round. A round has one; a renewed release takes its place."""

    round = models.OneToOneField("rounds.Round", on_delete=models.CASCADE, related_name="publication")
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    frozen = models.JSONField()


class Report(models.Model):
    """A PDF of a publication, made in the background. state: "waiting", "making", "ready" or "failed"."""

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, default="waiting")
    step = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    file = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["publication", "number", "kind", "language"], name="one_report_of_a_kind"),
        )
