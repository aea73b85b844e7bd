"""Open remarks as they were released: words of people, without a name and never as markup."""

from typing import Any

from samenspel.present.printable import runs_right_to_left
from samenspel.present.words import say
from samenspel.reading.release import Release
from samenspel.theory.instrument import OpenText

Content = dict[str, Any]


def remarks_of(release: Release, scale: str | None, lang: str) -> list[Content]:
    """Per open question about this scale (None: about no scale) its remarks, in the order of the release."""
    found = []
    for item in release.instrument.of_kind(OpenText):
        about = release.instrument.scale_of(item.id)
        said = [remark.text for remark in release.remarks if remark.item == item.id]
        if said and (about.id if about else None) == scale:
            found.append(
                {
                    "heading": item.short[lang],
                    "question": say("report-own-words-asked", lang, question=item.text[lang]),
                    "remarks": [{"text": text, "rtl": runs_right_to_left(text)} for text in said],
                }
            )
    return found
