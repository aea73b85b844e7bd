"""`python -m bench.pace`: how long the forms take somebody who reads every word and taps every answer.

Reading goes at 200 words a minute, slow for an adult, so that nobody is promised less than it takes. The intro and each
new scale are read once; the choices of a rating are known after the first. A sentence is thought over for as long as it
takes to weigh it; an open question is answered by some with one sentence and left empty by most.
"""

from dataclasses import dataclass

from samenspel.theory.instrument import Choice, Form, Instrument, Item, Multiple, OpenText, Rating
from samenspel.theory.library import find_instrument, instrument_slugs

WORDS_A_MINUTE = 200
TAP = 1.2
"""Seconds to move a thumb and hit a key, with the pause before the next question."""
WEIGHING = {Rating: 6.0, Choice: 10.0, Multiple: 15.0, OpenText: 8.0}
"""Seconds to make up one's mind once it was read."""
WRITTEN = 0.5
"""The share of open questions that get an answer."""
SENTENCE = 12
"""Words in an answer of one sentence."""
TYPED_A_MINUTE = 35
"""Words a minute with two thumbs."""


@dataclass(frozen=True)
class Pace:
    """What a form takes, in seconds."""

    read: float
    weighed: float
    tapped: float
    typed: float

    @property
    def minutes(self) -> float:
        return (self.read + self.weighed + self.tapped + self.typed) / 60


def words_of(item: Item, lang: str) -> int:
    """The words of a question as they stand on the screen; the ends of a rating are read as a picture."""
    texts = [item.text[lang], item.help[lang] if item.help else ""]
    if isinstance(item.kind, Choice | Multiple):
        for option in item.kind.options:
            texts += [option.name[lang], option.help[lang] if option.help else ""]
    return sum(len(text.split()) for text in texts)


def pace(instrument: Instrument, form: Form, lang: str) -> Pace:
    """How long a form takes in one language."""
    items = [instrument.item(one) for one in form.items]
    words = len(instrument.intro[lang].split()) + sum(words_of(item, lang) for item in items)
    texts = sum(isinstance(item.kind, OpenText) for item in items)
    taps = sum(1 if isinstance(item.kind, Rating) else 2 for item in items) + 2
    return Pace(
        read=words / WORDS_A_MINUTE * 60,
        weighed=sum(WEIGHING[type(item.kind)] for item in items),
        tapped=taps * TAP,
        typed=texts * WRITTEN * SENTENCE / TYPED_A_MINUTE * 60,
    )


def main() -> None:
    """Print what every form takes beside what it says it takes."""
    print(f"{'form':<22}{'questions':>10}{'says':>7}{'nl':>7}{'en':>7}   (minutes)")
    for slug in instrument_slugs():
        instrument = find_instrument(slug)
        for form in instrument.forms:
            took = "".join(f"{pace(instrument, form, lang).minutes:>7.1f}" for lang in ("nl", "en"))
            print(f"{slug + '/' + form.id:<22}{len(form.items):>10}{form.minutes or '':>7}{took}")


if __name__ == "__main__":
    main()
