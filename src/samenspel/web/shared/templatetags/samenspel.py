"""Tags that every template has: words in two languages, icons, dates, the mark, what the frame of a page asks."""

from datetime import date, datetime
from importlib.metadata import version as installed_version
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from lucide.templatetags.lucide import lucide

from samenspel.errors import Problem
from samenspel.present.charts.mark import mark as drawn_mark
from samenspel.present.words import date_long
from samenspel.web.shared import tabs as places
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
    return words.say("-".join((section, str(key)))) if key not in ("", None) else ""


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
def day(moment: date | None) -> str:
    """A date in full, of a moment the one in the time zone of the page: "3 maart 2026"."""
    shown = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return date_long(shown, words.language()) if shown else ""


@register.filter
def day_and_time(moment: datetime | None) -> str:
    """A date and a time: "3 maart 2026, 14:30"."""
    return f"{day(moment)}, {timezone.localtime(moment):%H:%M}" if moment else ""


@register.simple_tag
def mark() -> str:
    """The mark of Samenspel, in the colours of the page."""
    return mark_safe(f'<span class="mark">{drawn_mark()}</span>')


@register.simple_tag
def version() -> str:
    """The version of Samenspel that makes this page."""
    return installed_version("samenspel")


@register.filter
def initials(account: object) -> str:
    """The first letters of the first and the last word of a name: "Marieke van der Veen" is MV."""
    names = str(account).split()
    return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


@register.filter
def undo(message: Message) -> str:
    """Where a message can be undone: its extra tag "undo:<address>"; empty when it cannot."""
    marker, _, address = (message.extra_tags or "").partition(":")
    return address if marker == "undo" else ""


@register.filter
def wrong_fields(form: BaseForm) -> list[BoundField]:
    """The fields of a form that something is wrong with."""
    return [field for field in form.visible_fields() if field.errors]


@register.simple_tag(takes_context=True)
def way_back(context: Context) -> str:
    """The page of this site that the visitor came from; empty when that is unknown."""
    request = context["request"]
    came_from = request.headers.get("referer", "")
    return came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()) else ""


@register.simple_tag(takes_context=True)
def place(context: Context) -> str:
    """Which tab of the network this page belongs to."""
    return places.place_of(context["request"].path)


@register.inclusion_tag("components/tabs.html", takes_context=True)
def tabs(context: Context) -> dict[str, object]:
    """The tabs of the network of the page, for the role of who looks."""
    request = context["request"]
    return {"tabs": places.tabs_of(request.network, request.role), "here": places.place_of(request.path)}
