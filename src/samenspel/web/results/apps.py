"""Django's view of this part."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """The part of the site called results."""

    name = "samenspel.web.results"
    label = "results"
