"""A release put away and taken out again: as plain JSON, unchanged, also when its answers were erased in between.

The shape follows from the fields of a release, so that no field can be forgotten. Another field is another shape and
so another `FORMAT`; `docs/reference/release-format.md` is something else, for programs that only read.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from samenspel.errors import Problem, ReleaseError
from samenspel.reading.release import Release, resealed
from samenspel.theory.instrument import Instrument

FORMAT = "samenspel.frozen/1"
_NOT_KEPT = {"instrument", "seal"}


def freeze(release: Release) -> dict[str, Any]:
    """The release as dicts, lists, strings, numbers, true, false and None, with every float exact.

    Of the instrument it holds slug, version and digest only. Mappings become lists of pairs, for their order is that of
    the pages and PostgreSQL sorts the keys of an object. The same release always gives the same JSON.
    """
    asked = release.instrument
    return {
        "format": FORMAT,
        "instrument": {"slug": asked.slug, "version": asked.version, "digest": asked.digest},
        "release": _frozen(Release, release),
    }


def thaw(frozen: Mapping[str, Any], instrument: Instrument) -> Release:
    """The release that was frozen, equal to what it was; `instrument` is the one that the round asked.

    Raises ReleaseError when it has another format, belongs to another instrument (by digest) or is not whole.
    """
    if frozen.get("format") != FORMAT:
        found = frozen.get("format") or "?"
        raise ReleaseError(Problem("release-frozen-format", values={"found": found, "expected": FORMAT}))
    try:
        _check_instrument(frozen["instrument"], instrument)
        return resealed(instrument, _thawed_fields(Release, frozen["release"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ReleaseError(Problem("release-frozen-damaged")) from error


def _check_instrument(asked: Mapping[str, Any], given: Instrument) -> None:
    if asked["digest"] != given.digest:
        values = {
            "slug": asked["slug"],
            "version": asked["version"],
            "digest": str(asked["digest"])[:12],
            "given": given.slug,
            "given_version": given.version,
            "given_digest": given.digest[:12],
        }
        raise ReleaseError(Problem("release-frozen-instrument", values=values))


@cache
def _fields(kind: type) -> dict[str, Any]:
    """The fields of a dataclass that are kept, each with its type."""
    types = get_type_hints(kind)
    return {one.name: types[one.name] for one in fields(kind) if one.name not in _NOT_KEPT}


def _frozen(kind: Any, value: Any) -> Any:
    """A value of this type as plain JSON. The type decides, so that numbers of numpy come out plain."""
    outer, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return {name: _frozen(one, getattr(value, name)) for name, one in _fields(kind).items()}
    if outer is UnionType:
        return None if value is None else _frozen(inner[0], value)
    if outer is Mapping:
        return [[key, _frozen(inner[1], one)] for key, one in value.items()]
    if outer is tuple:
        return [_frozen(one, part) for one, part in zip(_each(inner, len(value)), value, strict=True)]
    return str(value) if outer is Literal else kind(value)


def _thawed(kind: Any, value: Any) -> Any:
    """The value of this type that was frozen. Raises TypeError or ValueError when it cannot have been."""
    outer, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**_thawed_fields(kind, value))
    if outer is UnionType:
        return None if value is None else _thawed(inner[0], value)
    if outer is Mapping:
        found = {_thawed(str, key): _thawed(inner[1], one) for key, one in _of_type(list, value)}
        if len(found) < len(value):
            raise ValueError("one key more than once")
        return found
    if outer is tuple:
        parts = _of_type(list, value)
        return tuple(_thawed(one, part) for one, part in zip(_each(inner, len(parts)), parts, strict=True))
    if outer is Literal:
        return inner[inner.index(value)]
    # a database may write 4.0 as 4
    return float(value) if kind is float and type(value) is int else _of_type(kind, value)


def _thawed_fields(kind: Any, value: Any) -> dict[str, Any]:
    known = _fields(kind)
    if _of_type(dict, value).keys() != known.keys():
        raise ValueError(f"{kind.__name__}: {sorted(value.keys() ^ known.keys())}")
    return {name: _thawed(one, value[name]) for name, one in known.items()}


def _each(inner: tuple[Any, ...], count: int) -> tuple[Any, ...]:
    """The type of each part of a tuple with so many parts."""
    return inner[:1] * count if inner[-1] is Ellipsis else inner


def _of_type(kind: Any, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{type(value).__name__} where {kind.__name__} was kept")
    return value
