"""Forms of results."""

import datetime
from collections.abc import Collection
from typing import Any

from django import forms

from samenspel.errors import LANGUAGES
from samenspel.exchange import Import
from samenspel.reading.redaction import redacted
from samenspel.theory.instrument import Instrument, Multiple
from samenspel.web.results.models import FindingJudgement, ReadRemark, Report
from samenspel.web.shared.words import say


class HeadCountForm(forms.Form):
    """How many people were counted in the room."""

    count = forms.IntegerField(min_value=0, max_value=100_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Label the field in the language of the page."""
        super().__init__(*args, **kwargs)
        self.fields["count"].label = say("results-count")
        self.fields["count"].help_text = say("results-count-help")


class ReportForm(forms.Form):
    """Which report, in which language."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in Report.KINDS])
    language = forms.ChoiceField(choices=[(lang, lang) for lang in LANGUAGES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Label the fields in the language of the page."""
        super().__init__(*args, **kwargs)
        self.fields["language"].label = say("results-report-language")
        self.fields["language"].choices = [(lang, say(f"results-language-{lang}")) for lang in LANGUAGES]  # type: ignore[attr-defined]


class JudgementForm(forms.Form):
    """What the group makes of something that stands out: hold on to it, set it aside, or say it in other words.

    seen: what is said of it as it is, in each language: those are not other words.
    """

    finding = forms.CharField(max_length=400, widget=forms.HiddenInput)
    choice = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, seen: Collection[str] = (), **kwargs: Any) -> None:
        """Label the fields in the language of the page."""
        super().__init__(*args, **kwargs)
        self.seen = seen
        self.fields["choice"].choices = [(one, say(f"results-judge-{one}")) for one in FindingJudgement.CHOICES]  # type: ignore[attr-defined]
        for name in ("choice", "words", "reason"):
            self.fields[name].label = say(f"results-judge-{name}")

    def clean(self) -> dict[str, Any]:
        """Other words need words, and what is set aside a reason."""
        given = super().clean() or self.cleaned_data
        if given.get("choice") == "rephrase" and not given.get("words"):
            self.add_error("words", say("results-judge-no-words"))
        elif given.get("choice") == "rephrase" and " ".join(given["words"].split()) in self.seen:
            self.add_error("words", say("results-judge-same-words"))
        if given.get("choice") == "dismiss" and not given.get("reason"):
            self.add_error("reason", say("results-judge-no-reason"))
        return given


class RemarkForm(forms.Form):
    """Whether an open remark may be shown, and in which words."""

    choice = forms.ChoiceField(choices=[(one, one) for one in ReadRemark.CHOICES])
    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, original: str, longest: int, **kwargs: Any) -> None:
        """Label the field in the language of the page; the words are those of `original`, and no more than may be."""
        super().__init__(*args, **kwargs)
        self.original, self.longest = original, longest
        self.fields["text"].label = say("results-read-field")
        self.fields["text"].help_text = say("results-read-field-help")

    def clean_text(self) -> str:
        """The words with line ends as they were written."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if len(text) > self.longest:
            raise forms.ValidationError(say("results-read-long", longest=self.longest))
        return text

    def clean(self) -> dict[str, Any]:
        """What is shown has words, and no others than were written."""
        given = super().clean() or self.cleaned_data
        text = given.get("text")
        if given.get("choice") == "show" and text is not None:
            if text == "":
                self.add_error("text", say("results-read-empty"))
            elif redacted(self.original, text) is None:
                self.add_error("text", say("results-read-others"))
        return given


class ImportForm(forms.Form):
    """How a round went that was asked elsewhere: its name, when, how many were invited, and what people knew."""

    title = forms.CharField(max_length=120)
    closed_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    invited = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
    visibility = forms.ChoiceField(widget=forms.RadioSelect)
    knew = forms.BooleanField(required=False)
    breakdown = forms.ChoiceField(required=False)
    skip = forms.BooleanField(required=False)

    def __init__(self, *args: Any, preview: Import | None, problems: bool, today: datetime.date, **kwargs: Any) -> None:
        """Offer only what the columns of the file allow."""
        kwargs.setdefault("initial", {"closed_on": today, "visibility": "totals"})
        super().__init__(*args, **kwargs)
        self.problems, self.today = problems, today
        self.people = preview.answers.people if preview else 0
        by_party = preview is not None and preview.answers.party is not None
        split = preview is not None and preview.answers.breakdown is not None
        seen = ["totals", *(["party"] if by_party else [])]
        kinds = ["", *(["party"] if by_party else []), *(["sector", "kind", "ring"] if split else [])]
        self.fields["visibility"].choices = [(one, say(f"results-visibility-{one}")) for one in seen]  # type: ignore[attr-defined]
        self.fields["breakdown"].choices = [(one, say(f"results-breakdown-{one or 'none'}")) for one in kinds]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.label = say(f"results-field-{name.replace('_', '-')}")
        for name in ("closed_on", "invited", "visibility", "breakdown"):
            self.fields[name].help_text = say(f"results-help-{name.replace('_', '-')}")
        self.fields["closed_on"].widget.attrs["max"] = today.isoformat()
        self.offers_party, self.offers_breakdown = by_party, len(kinds) > 1

    def clean_title(self) -> str:
        """A title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_closed_on(self) -> datetime.date:
        """A day that was."""
        day: datetime.date = self.cleaned_data["closed_on"]
        if day > self.today or day.year < 1990:
            raise forms.ValidationError(say("results-wrong-day"))
        return day

    def clean_invited(self) -> int | None:
        """No fewer than answered."""
        invited: int | None = self.cleaned_data["invited"]
        if invited is not None and invited < self.people:
            raise forms.ValidationError(say("results-wrong-invited", people=self.people))
        return invited

    def clean(self) -> dict[str, Any]:
        """Openness must have been agreed beforehand, and rows with mistakes are left out only when that was said."""
        given = super().clean() or self.cleaned_data
        if given.get("visibility") == "party" and not given.get("knew"):
            self.add_error("knew", say("results-wrong-knew"))
        if self.problems and not given.get("skip"):
            self.add_error("skip", say("results-wrong-skip"))
        return given


def target_choices(instrument: Instrument, lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column can be, in groups: something about the person, or a question."""
    roles = [(role, say(f"results-role-{role}")) for role in ("party", "breakdown", "may-quote")]
    questions = []
    for item in instrument.items:
        questions.append((item.id, item.short[lang]))
        if isinstance(item.kind, Multiple):
            questions += [
                (f"{item.id}[{option.id}]", f"{item.short[lang]} · {option.name[lang]}") for option in item.kind.options
            ]
    return [(say("results-about-person"), roles), (say("results-questions"), questions)]
