"""Tags that every template has: words in two languages, icons, dates, links that keep the query."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from lucide.templatetags.lucide import lucide

from samenspel.errors import Problem
from samenspel.present.words import date_long
from samenspel.web.shared import words

register = template.Library()


@register.simple_tag
def say(key: str, **values: Any) -> str:
    """{% say "rounds-title" name=round.title %}."""
    return words.say(key, **values)


@register.simple_tag
def counted(key: str, n: int, **values: Any) -> str:
    """{% counted "people" n %}: "1 persoon" or "3 personen"."""
    return words.counted(key, n, **values)


@register.filter
def said(key: str, section: str) -> str:
    """{{ round.state|said:"round-state" }}: the word for a value, by the key "round-state-open"."""
    return words.say(f"{section}-{key}") if key not in ("", None) else ""


@register.filter
def in_words(bilingual: Any) -> str:
    """{{ item.text|in_words }}: a text of the theory in the language of the page."""
    return str(bilingual[words.language()]) if bilingual else ""


@register.filter
def what(problem: Problem) -> str:
    """What is wrong, with its place before it."""
    where = problem.where.say(words.language())
    return f"{where}: {problem.what(words.language())}" if where else problem.what(words.language())


@register.filter
def remedy(problem: Problem) -> str:
    """What to do about it."""
    return problem.do(words.language())


@register.simple_tag
def icon(name: str) -> str:
    """{% icon "users" %}: an icon of Lucide as inline SVG; it is decoration, a word stands beside it."""
    return lucide(name, size=20, stroke_width=1.75, **{"aria-hidden": "true", "class": "icon"})


@register.filter
def day(moment: datetime | None) -> str:
    """A date in full, in the time zone of the page: "3 maart 2026"."""
    return date_long(timezone.localtime(moment).date(), words.language()) if moment else ""


@register.filter
def day_and_time(moment: datetime | None) -> str:
    """A date and a time: "3 maart 2026, 14:30"."""
    return f"{day(moment)}, {timezone.localtime(moment):%H:%M}" if moment else ""
