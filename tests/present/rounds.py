"""Rounds made up for the tests of this room: a story in the numbers, the same for the same seed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from samenspel.reading.answers import BLANK, Answers, Groups
from samenspel.reading.release import Policy, Release, release, remarks_to_read
from samenspel.reading.score import read
from samenspel.theory.instrument import Choice, Form, Instrument, Item, Multiple, OpenText, Rating, Scale
from samenspel.theory.library import find_instrument
from samenspel.theory.words import Bilingual

PARTIES = (
    "Bewonersraad Noord",
    "Bibliotheek",
    "Buurtbus",
    "Corporatie Oost",
    "Gemeente Hallum",
    "Gemeente Ommerdal",
    "Huisartsenkring",
    "Mantelzorgsteunpunt",
    "Provincie",
    "ROC Salland",
    "Seniorenbond",
    "Thuiszorg De Brug",
    "Welzijn Samen",
    "Woonstede",
)
SECTORS = ("bewoners", "overheid", "wonen", "zorg en welzijn")
STORY = {"AMB": 5.9, "INT": 3.9, "REL": 5.2, "ORG": 4.3, "PRO": 4.0, "CHA": 4.9}
REMARKS = (
    "Laten we eerst eens bij elkaar over de vloer komen; dan pas snappen we waar de ander mee zit.",
    "Er wordt veel vergaderd. Wie besluit er eigenlijk?",
    "Dat ouderen in ons dorp kunnen blijven wonen, ook als er iets gebeurt.",
    "Korte lijnen. Ik weet inmiddels wie ik moet bellen en dat scheelt dagen.",
    "We praten over bewoners, maar er zit er maar één aan tafel.",
    "Minder plannen, meer doen. Begin met die ene straat en kijk wat er gebeurt. Als het werkt, doen we de volgende.",
    "Vertrouwen is er wel, maar als het om geld gaat kijkt iedereen weg.",
)

_released: dict[str, Release] = {}


def a_release(
    instrument: str | Instrument = "conditions",
    *,
    people: int = 38,
    invited: int | None = 44,
    visibility: str = "totals",
    breakdown: bool = False,
    remarks: Sequence[str] = REMARKS,
    form: str = "full",
    seed: int = 1,
    story: Mapping[str, float] = STORY,
    parties: Sequence[str] = PARTIES,
    spread: float = 1.2,
) -> Release:
    """What may be seen of a made-up round: the same release for the same words."""
    asked = find_instrument(instrument) if isinstance(instrument, str) else instrument
    how = (asked, people, invited, remarks, form, seed, story, parties, spread, breakdown)
    known = repr((how, visibility))
    if known not in _released:
        policy = Policy(visibility="party" if visibility == "party" else "totals")
        reading = read(some_answers(*how))
        _released[known] = release(reading, policy, remarks=remarks_to_read(reading, policy))
    return _released[known]


def some_answers(instrument, people, invited, remarks, form, seed, story, parties, spread, breakdown) -> Answers:
    rng = np.random.default_rng(seed)
    asked = [instrument.item(item) for one in instrument.forms if one.id == form for item in one.items]
    party = np.arange(people) % len(parties)
    lean = rng.normal(0, 0.5, len(parties))[party]
    codes, picks, texts = {}, {}, {}
    for item in asked:
        match item.kind:
            case Rating() as kind:
                codes[item.id] = _points(kind, _level(item, instrument, story), lean, spread, rng)
            case Choice(options=options):
                codes[item.id] = rng.choice(len(options), people, p=_weights(len(options))).astype(np.int16)
            case Multiple(options=options):
                picks[item.id] = (rng.random((people, len(options))) < np.linspace(0.8, 0.2, len(options))).astype(
                    np.int16
                )
            case OpenText():
                texts[item.id] = _texts(remarks, people, rng)
    return Answers(
        instrument,
        people,
        codes,
        picks,
        texts,
        party=Groups.of([parties[place] for place in party]),
        breakdown=Groups.of([SECTORS[place % len(SECTORS)] for place in party]) if breakdown else None,
        breakdown_name="sector" if breakdown else None,
        invited=invited,
        may_quote=rng.random(people) < 0.8,
    )


def _level(item: Item, instrument: Instrument, story: Mapping[str, float]) -> float | None:
    scale = instrument.scale_of(item.id)
    if scale is None or scale.id not in story:
        return None
    return story[scale.id] + (-0.5, 0.1, 0.4, 0.0)[scale.items.index(item.id) % 4]


def _points(kind: Rating, level, lean, spread, rng) -> np.ndarray:
    middle = (kind.low + kind.high) / 2 if level is None else level
    values = rng.normal(middle, spread * (kind.high - kind.low) / 6, len(lean)) + lean
    step = (kind.high - kind.low) / (kind.points - 1)
    codes = np.clip(np.rint((values - kind.low) / step), 0, kind.points - 1).astype(np.int16)
    codes[rng.random(len(codes)) < 0.04] = BLANK
    return codes


def _weights(options: int) -> np.ndarray:
    weights = 1.0 / (1 + np.abs(np.arange(options) - options / 3))
    return weights / weights.sum()


def _texts(remarks: Sequence[str], people: int, rng) -> tuple[str, ...]:
    if not remarks:
        return ("",) * people
    return tuple(remarks[i % len(remarks)] if rng.random() < 0.3 else "" for i in rng.permutation(people))


def an_instrument(
    like: Instrument | None = None,
    asked: Sequence[str] = (),
    *,
    scales: int = 3,
    items: int = 5,
    high: int = 7,
    name: str = "Schaal {}",
) -> Instrument:
    """An instrument of so many scales S0, S1 …; or one `like` another whose full form asks only these items."""
    if like is not None:
        return replace(like, forms=(Form("full", like.name, tuple(asked)),))
    kind = Rating(1, high, high)
    made = tuple(
        Item(
            f"S{scale}-{item}",
            kind,
            _same(f"Uitspraak {item} over onderwerp {scale}."),
            _same(f"Uitspraak {scale}.{item}"),
        )
        for scale in range(scales)
        for item in range(items)
    )
    kept = tuple(
        Scale(
            f"S{scale}",
            _same(name.format(scale)),
            _same(name.format(scale)),
            tuple(item.id for item in made if item.id.startswith(f"S{scale}-")),
            reversed=("S1-0",) if scale == 1 else (),
        )
        for scale in range(scales)
    )
    forms = (Form("full", _same("Volledig"), tuple(item.id for item in made)),)
    words = [_same(text) for text in ("Mijn vragenlijst", "Waarom", "Welkom", "Dank")]
    return Instrument("mijn", 1, "abc", "participant", *words, made, kept, forms)


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
