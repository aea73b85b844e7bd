"""Django's view of this part."""

from django.apps import AppConfig


class AnsweringConfig(AppConfig):
    """The part of the site called answering."""

    name = "samenspel.web.answering"
    label = "answering"
