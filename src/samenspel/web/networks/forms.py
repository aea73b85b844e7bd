"""Forms of networks."""

from datetime import date
from typing import Any

from django import forms

from samenspel.errors import Problem
from samenspel.theory.instrument import Choice
from samenspel.theory.library import shipped_instrument
from samenspel.web.networks.models import Network, Role
from samenspel.web.networks.queries import time_zones
from samenspel.web.networks.services import two_years_after
from samenspel.web.shared.words import language, say


def kinds() -> list[tuple[str, str]]:
    """The kinds of collaboration (N-13) as people choose them, with their meaning; the words of the instrument."""
    kind = shipped_instrument("kind").item("KIND-is").kind
    assert isinstance(kind, Choice)
    return [(one.id, ": ".join(said[language()] for said in (one.name, one.help) if said)) for one in kind.options]


class NetworkForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, challenge in a sentence, kind, language and time zone."""

    kind = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    language = forms.ChoiceField(choices=[("nl", "Nederlands"), ("en", "English")])
    time_zone = forms.ChoiceField()

    class Meta:
        model = Network
        fields = ("name", "challenge", "kind", "language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the words of the page in the fields."""
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].label = say(f"networks-field-{name.replace('_', '-')}")
        self.fields["challenge"].help_text = say("networks-field-challenge-help")
        self.fields["challenge"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
        self.fields["kind"].choices = [*kinds(), ("", say("networks-kind-unknown"))]  # type: ignore[attr-defined]
        self.fields["time_zone"].choices = [(zone, zone.replace("_", " ")) for zone in time_zones()]  # type: ignore[attr-defined]
        self.fields["time_zone"].initial = Network._meta.get_field("time_zone").default
        self.fields["time_zone"].help_text = say("networks-field-time-zone-help")

    def clean_name(self) -> str:
        """A name on one line."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_challenge(self) -> str:
        """A challenge on one line."""
        return " ".join(self.cleaned_data["challenge"].split())


class NewNetworkForm(NetworkForm):
    """The same, with until when names and answers are kept; in a network that is there that has a page of its own."""

    keep_until = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Suggest two years."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["keep_until"].initial = two_years_after(today)
        self.fields["keep_until"].widget.attrs["min"] = today.isoformat()
        self.fields["keep_until"].help_text = say("networks-field-keep-until-help")

    def clean_keep_until(self) -> date:
        """A day that is not past."""
        day: date = self.cleaned_data["keep_until"]
        if day < self.today:
            raise forms.ValidationError(Problem("keeping-past").say(language()))
        return day


class MemberForm(forms.Form):
    """Whom to ask to work along, in which role, until when."""

    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=120)
    role = forms.ChoiceField(widget=forms.RadioSelect)
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, existing: bool = False, **kwargs: Any) -> None:
        """Put the words of the page in the fields; of an existing member only role and last day can be changed."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["role"].choices = [(role, say(f"networks-role-{role}-help")) for role in Role.values]  # type: ignore[attr-defined]
        if existing:
            del self.fields["email"], self.fields["name"]
        for name in self.fields:
            self.fields[name].label = say(f"networks-member-{name}")
        self.fields["until"].help_text = say("networks-member-until-help")

    def clean_until(self) -> date | None:
        """A day that is not past."""
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise forms.ValidationError(say("networks-member-until-past"))
        return until
