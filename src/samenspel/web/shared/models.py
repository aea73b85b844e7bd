"""What the site keeps about itself: the audit trail, counts for limits, signs of life of workers, mail of a demo."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who did what, and when. `subject` is a kind and a code ("round:abc"), never a name; answers never appear."""

    at = models.DateTimeField(db_index=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    network = models.ForeignKey("networks.Network", null=True, on_delete=models.CASCADE)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["network", "-at"]),)


class Attempts(models.Model):
    """How often a door was tried by one visitor in one window of time, until that is over."""

    door = models.CharField(max_length=40)
    visitor = models.CharField(max_length=64)
    over = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["door", "visitor", "over"], name="one_count_per_window"),)


class SignOfLife(models.Model):
    """When a background worker was last heard of."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()


class DemoMail(models.Model):
    """A mail of the demo: not sent, but to be read in the site."""

    at = models.DateTimeField(auto_now_add=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
