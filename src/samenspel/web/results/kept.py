"""What was worked out of releases lately, kept by each process: a frozen release tells the same for ever."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from samenspel.web.results.models import Publication

T = TypeVar("T")
MOST = 64
"""What people of a site look at in a day. Each takes about a tenth of a megabyte, in every process."""
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def stamp_of(publication: "Publication") -> Hashable:
    """What is the same for the same release, and for no other."""
    return publication.pk, publication.number, publication.made_at


def kept(key: Hashable, make: Callable[[], T]) -> T:
    """What was made under this key; made now when it is not there. What was not asked for longest makes room."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            found: T = _kept[key]
            return found
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def is_kept(key: Hashable) -> bool:
    """Whether something was made under this key lately."""
    with _lock:
        return key in _kept


def forget() -> None:
    """Begin anew, as where another database takes the place of this one."""
    with _lock:
        _kept.clear()
