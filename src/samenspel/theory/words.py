"""Words that exist in two languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bilingual:
    """One text in Dutch and in English."""

    nl: str
    en: str

    def __getitem__(self, lang: str) -> str:
        """The text in `lang` ("nl" or "en"); KeyError for any other."""
        if lang == "nl":
            return self.nl
        if lang == "en":
            return self.en
        raise KeyError(lang)

    def fill(self, **values: object) -> "Bilingual":
        """The same text with its {places} filled."""
        return Bilingual(self.nl.format(**values), self.en.format(**values))
