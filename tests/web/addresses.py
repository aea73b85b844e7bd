"""Every address that the site answers to, for the tests that walk them all."""

import re

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"<(?:\w+:)?(\w+)>")


def patterns(resolver=None, before="", space=()):
    """The name and the route of every address, as ("rounds:round", "netwerken/<slug:network>/rondes/<slug:round>")."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            names = (*space, one.namespace) if one.namespace else space
            yield from patterns(one, before + str(one.pattern), names)
        elif isinstance(one, URLPattern):
            yield ":".join((*space, one.name or "")), before + str(one.pattern)


def private():
    """The addresses that belong to a network."""
    return [(name, route) for name, route in patterns() if route.startswith("netwerken/<slug:network>")]


def parts(route):
    """The parts of a route that differ from page to page."""
    return PART.findall(route)


def address(route, values):
    """The address of a route with values for its parts."""
    return "/" + PART.sub(lambda match: str(values[match[1]]), route)
