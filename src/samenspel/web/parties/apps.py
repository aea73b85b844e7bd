"""Django's view of this part."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """The part of the site called parties."""

    name = "samenspel.web.parties"
    label = "parties"
