"""Who was forgotten, for as long as that stands only here."""

from django.db import models


class Unlisted(models.Model):
    """Somebody, or a network, that was forgotten and is not yet in the list outside the database (`shared.ledger`).

    It is noted in the transaction that forgets, so that whatever stops the process in between, nobody is missed.
    """

    kind = models.CharField(max_length=7)
    code = models.CharField(max_length=64)
