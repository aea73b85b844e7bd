"""The door for participants, for other parts that have pages behind it."""

from samenspel.web.answering.doors import visited

__all__ = ["visited"]
