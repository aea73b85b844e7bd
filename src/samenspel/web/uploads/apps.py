"""Django's view of this part."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """The part of the site called uploads."""

    name = "samenspel.web.uploads"
    label = "uploads"
