"""What participants fill in besides their answers."""

from typing import Any

from django import forms

from samenspel.web.answering.documents import printable
from samenspel.web.shared.words import say


class NewLinkForm(forms.Form):
    """The address to which a fresh link goes."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Label in the language of the page."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = say("answering-your-email")


class PassOnForm(forms.Form):
    """The colleague who answers instead."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels in the language of the page."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = say("answering-colleague-name")
        self.fields["email"].label = say("answering-colleague-email")

    def clean_name(self) -> str:
        """The name on one line."""
        return " ".join(printable(self.cleaned_data["name"]).split())
