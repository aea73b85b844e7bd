"""Files while they are looked at, and what was learned about the columns of a network's files."""

from django.conf import settings
from django.db import models

from samenspel.web.shared.codes import new_code


class Upload(models.Model):
    """A file that somebody is importing. It is gone once the import is done, or after a day.

    purpose: "parties", "people" or "answers". choices: what was chosen so far, such as instrument and columns.
    """

    code = models.SlugField(max_length=12, unique=True, default=new_code, editable=False)
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    at = models.DateTimeField()
    purpose = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    choices = models.JSONField(default=dict)


class RememberedColumns(models.Model):
    """What a header meant the last time, per network and purpose ("people", "answers:conditions")."""

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="remembered_columns")
    purpose = models.CharField(max_length=80)
    meanings = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["network", "purpose"], name="one_memory_per_purpose"),)
