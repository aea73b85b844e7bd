"""The answers of the participant who looks, in words, to stand beside the total. They are shown to nobody else."""

from collections.abc import Mapping
from typing import Any

from samenspel.present.words import end
from samenspel.reading.release import Release
from samenspel.theory.instrument import Choice, Multiple, OpenText, Rating
from samenspel.web.shared.words import say


class Own:
    """One document beside a release; without a document every answer is empty."""

    def __init__(self, release: Release, document: Mapping[str, Any] | None, lang: str) -> None:
        """Keep the document and the words it needs."""
        self.instrument, self.document, self.lang = release.instrument, document, lang

    def of(self, item_id: str) -> str:
        """One answer in words: "5 (eens)", the options chosen, or that there was none; empty without a document."""
        if self.document is None:
            return ""
        if item_id not in self.document:
            return say("results-own-blank", self.lang)
        value, kind = self.document[item_id], self.instrument.item(item_id).kind
        if value is None:
            skip = getattr(kind, "skip", None)
            return str(skip[self.lang]) if skip else say("results-own-skipped", self.lang)
        match kind:
            case Rating(labels=labels):
                label = dict(labels).get(float(value))
                return f"{end(float(value), self.lang)} ({label[self.lang]})" if label else end(float(value), self.lang)
            case Choice() | Multiple():
                names = [option.name[self.lang] for option in kind.options if self.chose(item_id, option.id)]
                return "; ".join(names) or say("results-own-none", self.lang)
        return str(value)

    def chose(self, item_id: str, option: str) -> bool:
        """Whether this option was chosen or ticked."""
        value = (self.document or {}).get(item_id)
        return option in value if isinstance(value, list) else value == option

    def words(self) -> list[dict[str, str]]:
        """What was written in own words, per open question."""
        return [
            {"question": item.text[self.lang], "text": text}
            for item in self.instrument.of_kind(OpenText)
            if (text := (self.document or {}).get(item.id))
        ]
