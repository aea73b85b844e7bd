"""Forms of privacy."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms

from samenspel.errors import UsageError
from samenspel.web.networks.queries import today_in
from samenspel.web.networks.services import check_keeping
from samenspel.web.shared.words import language, say

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network


class KeepingForm(forms.Form):
    """Who answers for what is kept of people, where they can ask about it, and until when it is kept."""

    responsible = forms.CharField(max_length=160, required=False)
    contact = forms.EmailField(max_length=254, required=False)
    keep_until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, data: Any, *, network: "Network", at: datetime) -> None:
        """Put the words of the page in the fields, and what the network has now."""
        super().__init__(data, initial={name: getattr(network, name) for name in self.base_fields})
        self.network, self.at = network, at
        for name, field in self.fields.items():
            field.label = say(f"privacy-field-{name.replace('_', '-')}")
            field.help_text = say(f"privacy-field-{name.replace('_', '-')}-help")
        self.fields["keep_until"].widget.attrs["min"] = today_in(network, at).isoformat()

    def clean_responsible(self) -> str:
        """A name on one line."""
        return " ".join(self.cleaned_data["responsible"].split())

    def clean_keep_until(self) -> date | None:
        """A day that can still be chosen, told together with what is wrong in other fields."""
        day: date | None = self.cleaned_data["keep_until"]
        if day != self.network.keep_until:
            try:
                check_keeping(self.network, day, self.at)
            except UsageError as error:
                raise forms.ValidationError(error.problems[0].say(language())) from error
        return day


class NameForm(forms.Form):
    """The name of what is thrown away, typed over, so that it is no slip of the hand."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        """Ask for this name."""
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["name"].label = say("privacy-network-gone-type", name=expected)

    def clean_name(self) -> str:
        """The same name; capitals and spaces do not matter."""
        typed = str(self.cleaned_data["name"])
        if " ".join(typed.split()).casefold() != " ".join(self.expected.split()).casefold():
            raise forms.ValidationError(say("privacy-network-gone-differs", name=self.expected))
        return typed
