"""`samenspel instrument list | show | check`."""

import argparse
from pathlib import Path

from samenspel.cli.words import WORDS
from samenspel.theory.instrument import Choice, Instrument, Item, Multiple, Rating
from samenspel.theory.library import find_instrument, instrument_slugs, shipped_instrument
from samenspel.theory.read_instrument import read_instrument


def list(options: argparse.Namespace) -> None:
    """Print the instruments that come with Samenspel, a line each."""
    for slug in instrument_slugs():
        one = shipped_instrument(slug)
        print(f"{slug:<12} {len(one.items):>3} {WORDS['items'][options.lang]}  {one.name[options.lang]}")


def show(options: argparse.Namespace) -> None:
    """Print an instrument: what it is for, its forms, and every question with its answers."""
    one, lang = find_instrument(options.name), options.lang
    print(f"{one.name[lang]} ({one.slug}, {one.version})\n{one.purpose[lang]}\n\n{one.intro[lang]}\n")
    for form in one.forms:
        print(f"  {form.id}: {form.name[lang]}, {len(form.items)} {WORDS['items'][lang]}")
    heading = ""
    for item in one.items:
        scale = one.scale_of(item.id)
        if scale and scale.id != heading:
            heading = scale.id
            print(f"\n{scale.name[lang]}")
        print(f"  {item.id:<10} {item.text[lang]}{_answers(item, lang)}")


def check(options: argparse.Namespace) -> None:
    """Say that an instrument file is in order. Raises TheoryError with everything that is wrong with it."""
    one: Instrument = read_instrument(Path(options.file))
    counts = (len(part) for part in (one.items, one.scales, one.forms))
    print(WORDS["good"][options.lang].format(options.file, *counts))


def _answers(item: Item, lang: str) -> str:
    match item.kind:
        case Rating(low=low, high=high, labels=labels):
            words = "; ".join(f"{value:g} = {label[lang]}" for value, label in labels)
            return f"\n             {low:g}–{high:g}  {words}"
        case Choice(options=choices) | Multiple(options=choices):
            return "".join(f"\n             · {option.name[lang]}" for option in choices)
        case _:
            return ""
