"""Django's view of this part."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """The part of the site called shared."""

    name = "samenspel.web.shared"
    label = "shared"
