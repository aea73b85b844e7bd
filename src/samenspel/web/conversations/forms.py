"""Forms of conversations."""

import datetime
from typing import TYPE_CHECKING, Any, ClassVar, get_args

from django import forms

from samenspel.diagnosis.outcome import State
from samenspel.web.conversations.models import Look, YieldLine
from samenspel.web.parties.queries import by_name, parties_of
from samenspel.web.shared.codes import ALPHABET, new_code
from samenspel.web.shared.words import say

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network

MOST_MINUTES, MOST_QUESTIONS, LONGEST_QUESTION = 240, 12, 300
CODE = rf"^[{ALPHABET}]{{12}}$"
FIRST_YEAR, LAST_YEAR = 2000, 2100


def lines(text: str) -> str:
    """Text with the line ends that are kept, whatever the browser sends."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def one_line(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


class WordedForm(forms.Form):
    """A form with its words: label and help of every field stand in a section of words.

    on_one_line: the fields that are kept on one line. helped: those with a help text.
    """

    section = ""
    on_one_line: ClassVar[tuple[str, ...]] = ()
    helped: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Label the fields in the language of the page."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                field.label = say(f"conversations-form-{self.section}-{name.replace('_', '-')}")
            if name in self.helped:
                field.help_text = say(f"conversations-form-{self.section}-{name.replace('_', '-')}-help")

    def clean(self) -> dict[str, Any]:
        """Text as it is kept, and days that can be."""
        given = super().clean() or self.cleaned_data
        for name, value in list(given.items()):
            if isinstance(value, str):
                given[name] = one_line(value) if name in self.on_one_line else lines(value)
            elif isinstance(value, datetime.date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
                self.add_error(name, say("conversations-wrong-day"))
        return given


def day_field() -> forms.DateField:
    """A day that may stay open."""
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def long_text(length: int, rows: int, *, required: bool = False) -> forms.CharField:
    """Text of more than one line."""
    return forms.CharField(max_length=length, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class PartForm(WordedForm):
    """One part of the programme: how long, what happens, and what is asked."""

    section = "part"
    on_one_line: ClassVar[tuple[str, ...]] = ("title",)
    helped: ClassVar[tuple[str, ...]] = ("questions",)

    title = forms.CharField(max_length=160)
    minutes = forms.IntegerField(min_value=1, max_value=MOST_MINUTES)
    text = long_text(3000, 5)
    questions = long_text(MOST_QUESTIONS * (LONGEST_QUESTION + 2), 5)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say of minutes what they can be, whatever is wrong with them."""
        super().__init__(*args, **kwargs)
        wrong = say("conversations-wrong-minutes", most=MOST_MINUTES)
        self.fields["minutes"].error_messages |= dict.fromkeys(("min_value", "max_value", "invalid", "required"), wrong)

    def clean_questions(self) -> tuple[str, ...]:
        """The questions, each on its own line."""
        found = tuple(one for line in lines(self.cleaned_data["questions"]).split("\n") if (one := one_line(line)))
        if len(found) > MOST_QUESTIONS:
            raise forms.ValidationError(say("conversations-wrong-questions", most=MOST_QUESTIONS))
        if any(len(one) > LONGEST_QUESTION for one in found):
            raise forms.ValidationError(say("conversations-wrong-question", most=LONGEST_QUESTION))
        return found

    @staticmethod
    def of(part: Any) -> dict[str, Any]:
        """What the form shows of a part."""
        shown = {name: getattr(part, name) for name in ("title", "minutes", "text")}
        return shown | {"questions": "\n".join(part.questions)}


class NewPartForm(PartForm):
    """A part of our own."""

    code = forms.RegexField(CODE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a few minutes."""
        kwargs.setdefault("initial", {"code": new_code(), "minutes": 10})
        super().__init__(*args, **kwargs)


class ConversationForm(WordedForm):
    """When a conversation was held, and its point of leverage."""

    section = "outcome"
    on_one_line: ClassVar[tuple[str, ...]] = ("leverage",)
    helped: ClassVar[tuple[str, ...]] = ("leverage",)

    held_on = day_field()
    leverage = long_text(400, 3)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Know which day it is: a conversation that was held was not tomorrow."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["held_on"].widget.attrs["max"] = today.isoformat()

    def clean_held_on(self) -> datetime.date | None:
        """A day that was."""
        day: datetime.date | None = self.cleaned_data["held_on"]
        if day and day > self.today:
            raise forms.ValidationError(say("conversations-wrong-held-on"))
        return day


class AgreementForm(WordedForm):
    """An action: what, who, until when. Who: any words, with the parties of the network offered."""

    section = "agreement"
    on_one_line: ClassVar[tuple[str, ...]] = ("what", "who")
    helped: ClassVar[tuple[str, ...]] = ("who",)

    what = long_text(300, 2, required=True)
    who = forms.CharField(max_length=160, required=False, widget=forms.TextInput(attrs={"list": "who-may"}))
    until = day_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class NewAgreementForm(AgreementForm):
    """A new action."""

    code = forms.RegexField(CODE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the action its code, so that sending twice is sending once."""
        kwargs.setdefault("initial", {"code": new_code()})
        super().__init__(*args, **kwargs)


class CourseForm(WordedForm):
    """What came of an action."""

    section = "agreement"
    helped: ClassVar[tuple[str, ...]] = ("came_of_it",)

    state = forms.ChoiceField(widget=forms.RadioSelect)
    came_of_it = long_text(1000, 3)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the states in words."""
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one, say(f"conversations-state-{one}")) for one in get_args(State)]  # type: ignore[attr-defined]


class KnownAgreementForm(AgreementForm, CourseForm):
    """Everything of an action that is there."""

    helped: ClassVar[tuple[str, ...]] = ("who", "came_of_it")
    field_order = ("what", "who", "until", "state", "came_of_it", "seen")


class LineForm(WordedForm):
    """One line of what will be there: what, and for whom. whom: a word, or "party:" with the code of a party."""

    section = "line"
    on_one_line: ClassVar[tuple[str, ...]] = ("what",)
    helped: ClassVar[tuple[str, ...]] = ("what",)

    what = long_text(300, 2, required=True)
    whom = forms.ChoiceField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, network: "Network", **kwargs: Any) -> None:
        """Offer the parties of the network."""
        super().__init__(*args, **kwargs)
        self.parties = {f"party:{one.code}": one for one in by_name(parties_of(network))}
        for_all = [(one, say(f"conversations-whom-{one}")) for one in ("citizens", "all")]
        named = [(code, one.name) for code, one in self.parties.items()]
        self.fields["whom"].choices = [*for_all, *([(say("conversations-whom-party"), named)] if named else [])]  # type: ignore[attr-defined]

    def fields_given(self) -> dict[str, Any]:
        """What `services.add_line` and `change_line` ask for."""
        party = self.parties.get(self.cleaned_data["whom"])
        whom = "party" if party else self.cleaned_data["whom"]
        return {"what": self.cleaned_data["what"], "whom": whom, "party": party}

    @staticmethod
    def of(line: YieldLine) -> dict[str, Any]:
        """What the form shows of a line."""
        whom = f"party:{line.party.code}" if line.whom == "party" and line.party else line.whom
        return {"what": line.what, "whom": whom}


class NewLineForm(LineForm):
    """A new line."""

    code = forms.RegexField(CODE, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the line its code, so that sending twice is sending once."""
        kwargs.setdefault("initial", {"code": new_code()})
        super().__init__(*args, **kwargs)


class LookForm(WordedForm):
    """How far a line is now, and a story with it."""

    section = "look"
    helped: ClassVar[tuple[str, ...]] = ("story",)

    state = forms.ChoiceField(widget=forms.RadioSelect)
    story = long_text(1000, 4)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the states in words."""
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one, say(f"conversations-looked-{one}")) for one in Look.STATES]  # type: ignore[attr-defined]
