"""Forms of rounds."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from samenspel.reading.disclosure import DEFAULT_K, SMALLEST_K
from samenspel.web.parties.queries import participants_of
from samenspel.web.rounds.fields import MomentField
from samenspel.web.rounds.keeping import beyond_keeping
from samenspel.web.rounds.models import Round
from samenspel.web.rounds.pinned import joined, shelf, size_of
from samenspel.web.rounds.services.drafts import LARGEST_K, REMIND_DAYS
from samenspel.web.shared.codes import ALPHABET
from samenspel.web.shared.words import counted, language, say

if TYPE_CHECKING:
    from datetime import datetime

    from samenspel.web.networks.models import Network
    from samenspel.web.parties.models import Participant

TWO_WEEKS = timedelta(days=14)
FORMS = ("full", "short", "pulse")
DOORS = ("personal", "open")
HELPED = (
    "instruments", "form", "door", "breakdown", "k", "message", "opens_at", "closes_at", "remind", "show_participants",
)  # fmt: skip


class Label(str):
    """A word for a choice, with what it means."""

    meaning: str

    def __new__(cls, word: str, meaning: str = "") -> "Label":
        """A word, and its meaning beside it."""
        label = super().__new__(cls, word)
        label.meaning = meaning
        return label


def tidy(text: str) -> str:
    """Text without what no database keeps: NUL characters and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def by_party(people: Iterable["Participant"]) -> list[tuple[str, list["Participant"]]]:
    """People under the name of their party; those without one come last, under an empty name."""
    groups: dict[str, list[Participant]] = {}
    for person in people:
        groups.setdefault(person.party.name if person.party else "", []).append(person)
    return sorted(groups.items(), key=lambda one: (not one[0], one[0].casefold()))


class PeopleForm(forms.Form):
    """Which people to ask, ticked by name under their party."""

    participants = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, network: "Network", besides: Iterable[int] = (), **kwargs: Any) -> None:
        """People of the network, but for those whose numbers are in `besides`."""
        super().__init__(*args, **kwargs)
        self.network = network
        taken = set(besides)
        self.people = [person for person in participants_of(network) if person.pk not in taken]
        self._by_code = {person.code: person for person in self.people}
        self.fields["participants"].choices = [(code, one.name) for code, one in self._by_code.items()]  # type: ignore[attr-defined]
        self.fields["participants"].label = say("rounds-form-participants")
        self.fields["participants"].error_messages["invalid_choice"] = say("rounds-form-person-gone")

    def clean_participants(self) -> list["Participant"]:
        """The people themselves."""
        return [self._by_code[code] for code in self.cleaned_data["participants"]]

    def groups(self) -> list[tuple[str, list["Participant"]]]:
        """The people to choose from, by party."""
        return by_party(self.people)

    def ticked(self) -> set[str]:
        """The codes of the people that are ticked now."""
        value = self["participants"].value()
        return set(value or ())


class RoundForm(PeopleForm):
    """Everything that is chosen about a round before it opens."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    title = forms.CharField(max_length=120)
    instruments = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    form = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    door = forms.ChoiceField(widget=forms.RadioSelect)
    visibility = forms.ChoiceField(widget=forms.RadioSelect)
    breakdown = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    k = forms.IntegerField(min_value=SMALLEST_K, max_value=LARGEST_K)
    message = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    opens_at = MomentField(required=False)
    closes_at = MomentField(required=False)
    remind = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    show_participants = forms.BooleanField(required=False)

    def __init__(self, *args: Any, now: "datetime", **kwargs: Any) -> None:
        """Put the words of the page in the fields."""
        super().__init__(*args, **kwargs)
        self.now = now
        for name in self.fields.keys() - {"code"}:
            self.fields[name].label = say(f"rounds-form-{name.replace('_', '-')}")
        for name in HELPED:
            self.fields[name].help_text = say(f"rounds-form-{name.replace('_', '-')}-help")
        for name, choices in _choices().items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        wrong_k = say("rounds-form-k-range", least=SMALLEST_K, most=LARGEST_K)
        self.fields["k"].error_messages |= dict.fromkeys(("min_value", "max_value", "invalid", "required"), wrong_k)

    def clean(self) -> dict[str, Any]:
        """Choices that do not go together are told at the field."""
        data = super().clean() or self.cleaned_data
        if data.get("visibility") == "party":
            data["breakdown"] = ""
            if data.get("door") == "open":
                self.add_error("door", say("rounds-form-room-totals"))
        if data.get("door") == "open":
            data["participants"], data["remind"] = [], []
        self._clean_times(data)
        return data

    def _clean_times(self, data: dict[str, Any]) -> None:
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and opens <= self.now:
            self.add_error("opens_at", say("rounds-form-opens-past"))
        if closes and closes <= max(self.now, opens or self.now):
            self.add_error("closes_at", say("rounds-form-closes-early"))
        if data.get("door") == "personal" and not closes and "closes_at" not in self.errors:
            self.add_error("closes_at", say("rounds-form-closes-missing"))
        name = "closes_at" if closes else "opens_at"
        for problem in beyond_keeping(self.network, closes or opens or self.now):
            self.add_error(name, problem.say(language()))

    def clean_title(self) -> str:
        """A title on one line."""
        return tidy(" ".join(self.cleaned_data["title"].split()))

    def clean_message(self) -> str:
        """A message of plain text."""
        return tidy(self.cleaned_data["message"]).replace("\r\n", "\n").strip()

    def clean_code(self) -> str:
        """The code that the empty form came with; anything else is none."""
        code = str(self.cleaned_data["code"])
        return code if len(code) == 12 and set(code) <= set(ALPHABET) else ""

    def clean_form(self) -> str:
        """The form; instruments with one form only are asked whole."""
        slugs = self.cleaned_data.get("instruments") or []
        return self.cleaned_data["form"] or "full" if "conditions" in slugs else "full"

    def plan(self) -> dict[str, Any]:
        """The fields of `services.Plan`."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("instruments", "code")}
        return data | {"instrument": joined(self.cleaned_data["instruments"])}


def initial_of(round: Round) -> dict[str, Any]:
    """A draft as the form shows it."""
    names = ("title", "form", "door", "visibility", "breakdown", "k", "message", "opens_at", "closes_at", "remind")
    asked = round.invitations.filter(participant__isnull=False).values_list("participant__code", flat=True)
    return {name: getattr(round, name) for name in names} | {
        "instruments": round.instrument.split("+"),
        "show_participants": round.show_participants,
        "participants": list(asked),
    }


def initial_of_new(network: "Network", code: str, now: "datetime") -> dict[str, Any]:
    """What most rounds start from: everyone is asked, and has two weeks."""
    closes = timezone.localtime(now + TWO_WEEKS).replace(hour=17, minute=0)
    people = participants_of(network).values_list("code", flat=True)
    return {
        "code": code, "instruments": ["conditions"], "form": "full", "door": "personal", "visibility": "totals",
        "breakdown": "", "k": DEFAULT_K,
        "closes_at": closes, "remind": [3, 1], "show_participants": True, "participants": list(people),
    }  # fmt: skip


def _choices() -> dict[str, list[tuple[Any, str]]]:
    """The options of every field, in words."""
    lang = language()
    return {
        "instruments": [(one.slug, Label(one.name[lang], one.purpose[lang])) for one in shelf()],
        "form": [(form, _form_in_words(form)) for form in FORMS],
        "door": [(one, Label(say(f"rounds-door-{one}"), say(f"rounds-door-means-{one}"))) for one in DOORS],
        "visibility": [
            (one, Label(say(f"rounds-visibility-{one}"), say(f"rounds-visibility-means-{one}")))
            for one in Round.VISIBILITIES
        ],
        "breakdown": [(one, Label(say(f"rounds-breakdown-{one or 'none'}"))) for one in Round.BREAKDOWNS],
        "remind": [(days, counted("rounds-days", days)) for days in REMIND_DAYS],
    }


def _form_in_words(form: str) -> Label:
    questions, minutes = size_of("conditions", form)
    size = say("rounds-size", questions=questions, minutes=minutes)
    return Label(say(f"rounds-form-name-{form}"), f"{size}. {say(f'rounds-form-means-{form}')}")


class ClosingForm(forms.Form):
    """When a round closes, and when it reminds."""

    closes_at = MomentField(required=False)
    remind = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, round: Round, now: "datetime", reminders: bool = True, **kwargs: Any) -> None:
        """For a round; without reminders where it has none to send."""
        super().__init__(*args, **kwargs)
        self.round, self.now = round, now
        self.fields["remind"].choices = _choices()["remind"]  # type: ignore[attr-defined]
        self.fields["remind"].help_text = say("rounds-form-remind-help")
        self.fields["closes_at"].help_text = say("rounds-form-closes-at-help")
        for name in self.fields:
            self.fields[name].label = say(f"rounds-form-{name.replace('_', '-')}")
        if not reminders:
            del self.fields["remind"]
            self.fields["closes_at"].required = True

    def clean_closes_at(self) -> "datetime | None":
        """A moment to come."""
        closes: datetime | None = self.cleaned_data["closes_at"]
        if closes is None and self.round.door == "personal":
            raise forms.ValidationError(say("rounds-form-closes-missing"))
        if closes and closes <= self.now:
            raise forms.ValidationError(say("rounds-form-closes-early"))
        if closes and (problems := beyond_keeping(self.round.network, closes)):
            raise forms.ValidationError([problem.say(language()) for problem in problems])
        return closes
