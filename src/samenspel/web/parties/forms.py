"""Forms of parties and people."""

from typing import TYPE_CHECKING, Any

from django import forms

from samenspel.exchange.people import Kind, fields_of
from samenspel.exchange.people.words import cleaned
from samenspel.web.parties import queries
from samenspel.web.parties.imports import Proposal
from samenspel.web.parties.models import Participant, Party
from samenspel.web.shared.words import language, say

if TYPE_CHECKING:
    from samenspel.web.networks.models import Network


class PartyForm(forms.Form):
    """One party."""

    name = forms.CharField(max_length=120)
    sector = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    ring = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    external_code = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the words of the page in the fields."""
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].label = say(f"parties-field-{name.replace('_', '-')}")
        for name in ("sector", "kind", "ring"):
            named = [(one, text[language()]) for one, text in queries.options(name).items()]
            self.fields[name].choices = [("", say("parties-unknown")), *named]  # type: ignore[attr-defined]
        self.fields["ring"].help_text = say("parties-field-ring-help")
        self.fields["external_code"].help_text = say("parties-field-external-code-help")

    def clean_name(self) -> str:
        """A name on one line, without signs that nobody sees."""
        return _named(self.cleaned_data["name"])

    @staticmethod
    def of(party: Party) -> dict[str, Any]:
        """What the form shows of a party that is there."""
        return {name: getattr(party, name) for name in ("name", "sector", "kind", "ring", "external_code")}


class PersonForm(forms.Form):
    """Someone who takes part."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(max_length=254, required=False)
    party = forms.ModelChoiceField(queryset=Party.objects.none(), required=False)
    language = forms.ChoiceField(choices=[("nl", "Nederlands"), ("en", "English")])

    def __init__(self, *args: Any, network: "Network", **kwargs: Any) -> None:
        """Put the words of the page and the parties of the network in the fields."""
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].label = say(f"people-field-{name}")
        self.fields["email"].help_text = say("people-field-email-help")
        party = self.fields["party"]
        party.queryset = network.parties.filter(deleted_at=None).order_by("name")  # type: ignore[attr-defined]
        party.empty_label = say("people-no-party")  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """A name on one line, without signs that nobody sees."""
        return _named(self.cleaned_data["name"])

    @staticmethod
    def of(person: Participant) -> dict[str, Any]:
        """What the form shows of a person who is there."""
        return {name: getattr(person, name) for name in ("name", "email", "party", "language")}


def _named(text: str) -> str:
    name = cleaned(text)
    if not name:
        raise forms.ValidationError(say("parties-name-empty"))
    return name


class ListForm(forms.Form):
    """A list to read in: a file, or text that was pasted."""

    file = forms.FileField(required=False, allow_empty_file=True)
    text = forms.CharField(required=False, max_length=500_000, strip=False, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the words of the page in the fields."""
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].label = say(f"lists-{name}")
            self.fields[name].help_text = say(f"lists-{name}-help")
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.xls,.ods,.txt,.tsv"

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        if not self.cleaned_data.get("file") and not (self.cleaned_data.get("text") or "").strip():
            raise forms.ValidationError(say("lists-nothing"))
        return self.cleaned_data


class ColumnsForm(forms.Form):
    """Which column holds which field; each can be corrected."""

    def __init__(self, data: Any, *, proposal: Proposal) -> None:
        """One select per field, as the list was read."""
        super().__init__(data)
        kind: Kind = proposal.kind
        columns = [("", say("lists-no-column"))]
        for number, header in enumerate(proposal.table.header):
            columns.append((str(number), header or say("lists-column", number=number + 1)))
        for name in offered(kind):
            place = proposal.matching.of(name)
            self.fields[name] = forms.TypedChoiceField(
                choices=columns,
                required=False,
                coerce=int,
                empty_value=None,
                label=say(f"lists-field-{name.replace('_', '-')}"),
                initial=place.column if place else "",
            )


def offered(kind: Kind) -> tuple[str, ...]:
    """The fields that a column can be chosen for: those that are kept."""
    return tuple(name for name in fields_of(kind) if name != "role")
