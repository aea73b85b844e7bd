"""Django's view of this part."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The part of the site called rounds."""

    name = "samenspel.web.rounds"
    label = "rounds"
