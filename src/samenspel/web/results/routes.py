"""Reading routes (L-6): how much of a result somebody has time for, and what they find then."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Route:
    """A way through a result. name: what stands in the address. shows: which parts there are beside the flower."""

    name: str
    shows: frozenset[str]


_TEN = frozenset({"matter", "found", "apart", "phases", "changes"})
MINUTE = Route("minuut", frozenset({"minute"}))
TEN = Route("tien", _TEN)
ALL = Route("alles", _TEN | {"all"})
STUCK = Route("vast", frozenset({"stuck"}))

OF_TEAM = (MINUTE, TEN, ALL, STUCK)
OF_PARTICIPANTS = (MINUTE, TEN, ALL)


def route_of(asked: str | None, routes: Sequence[Route], usual: Route) -> Route:
    """The route with this name; the usual one when there is none."""
    return next((route for route in routes if route.name == asked), usual)
