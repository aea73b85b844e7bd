"""What people agree upon though it is low, and what they fall apart over, one statement at a time (P-2).

Both need the bands of a statement, so they are told from ten answers on, and not where answers are too much alike.
"""

from collections.abc import Callable, Collection, Sequence

from samenspel.diagnosis.caution import HARDLY_ANYONE, depth_sureness, is_low
from samenspel.diagnosis.finding import Evidence, Finding, Sureness, finding, item_evidence, item_names, listed
from samenspel.diagnosis.level import band_widths, item_level
from samenspel.diagnosis.uneven_attention import CONDITIONS
from samenspel.reading.release import Release
from samenspel.theory.words import Bilingual

SCALES = (*CONDITIONS, "CHA")
MOST = 3
"""A conversation can hold a few statements; the others stand in the evidence."""
MIXED = 0.05
"""How often a group that answers evenly at random may be taken for one that falls apart, over all statements."""
LOW_END, HIGH_END = Bilingual("laag", "low"), Bilingual("hoog", "high")


def agreed_and_low(release: Release, spoken_of: Collection[str] = ()) -> tuple[Finding, ...]:
    """The statements that people answer low and alike; one finding, or nothing. spoken_of: items to leave out."""
    items = [item for item in _statements(release) if item not in spoken_of and _is_agreed_and_low(release, item)]
    if not items:
        return ()
    levels = {item: level for item in items if (level := item_level(release, item))}
    named = _first(items, lambda item: levels[item].value)
    sureness = depth_sureness(*(levels[item] for item in named))
    statements = listed(item_names(release, *named))
    return (finding("agreed-and-low", tuple(items), item_evidence(release, *items), sureness, statements=statements),)


def divided_view(release: Release, spoken_of: Collection[str] = ()) -> tuple[Finding, ...]:
    """The statements that people fall apart over; one finding, or nothing. spoken_of: items to leave out."""
    items = [item for item in _statements(release) if item not in spoken_of and fell_apart(release, item)]
    if not items:
        return ()
    named = _first(items, lambda item: _middle(release, item))
    clear = all(split_sureness(release, item) == "clear" for item in named)
    evidence = [line for item in items for line in split_evidence(release, item)]
    statements = listed(item_names(release, *named))
    sureness: Sureness = "clear" if clear else "indication"
    return (finding("divided-view", tuple(items), evidence, sureness, statements=statements),)


def fell_apart(release: Release, item: str) -> bool:
    """Whether people clearly fall apart into low and high on an item: not where they are spread all over.

    At least a quarter on either side (the released word), and fewer in the middle than even answers leave there by
    chance. False where bands were not released.
    """
    from scipy.special import bdtr

    one = release.ratings.get(item)
    if one is None or one.bands is None or one.agreement is None or one.agreement.word != "divided":
        return False
    low, middle, high = band_widths(release, item)
    return bool(bdtr(one.bands[1], one.n, middle / (low + middle + high)) <= MIXED / len(_statements(release)))


def split_sureness(release: Release, item: str) -> Sureness:
    """Clear where hardly anyone answers in the middle."""
    return "clear" if _middle(release, item) <= HARDLY_ANYONE else "indication"


def split_evidence(release: Release, item: str) -> tuple[Evidence, ...]:
    """How many answer low, and how many high: a mean would lie where nobody is."""
    one = release.ratings[item]
    assert one.bands is not None
    (name,) = item_names(release, item)
    return tuple(
        Evidence(Bilingual(f"{name.nl} · {end.nl}", f"{name.en} · {end.en}"), one.n, share=(count, one.n))
        for end, count in ((LOW_END, one.bands[0]), (HIGH_END, one.bands[2]))
    )


def _is_agreed_and_low(release: Release, item: str) -> bool:
    one, scale = release.ratings[item], release.instrument.scale_of(item)
    assert one.bands is not None
    # a low answer to a reversed item is good news
    if scale is None or item in scale.reversed or one.agreement is None or one.agreement.word != "close":
        return False
    return is_low(item_level(release, item)) and one.bands[2] <= HARDLY_ANYONE * one.n


def _statements(release: Release) -> list[str]:
    """The items of the conditions and of the challenge of which bands were released, in the instrument's order."""
    items = [item for scale in release.instrument.scales if scale.id in SCALES for item in scale.items]
    return [item for item in items if item in release.ratings and release.ratings[item].bands is not None]


def _middle(release: Release, item: str) -> float:
    bands = release.ratings[item].bands
    assert bands is not None
    return bands[1] / sum(bands)


def _first(items: Sequence[str], height: Callable[[str], float]) -> list[str]:
    """The few that stand out most, in the order of the items."""
    most = sorted(items, key=height)[:MOST]
    return [item for item in items if item in most]
