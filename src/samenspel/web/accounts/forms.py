"""Forms of accounts. Labels are in the language of the page."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from samenspel.web.accounts.models import Account, tidy_email
from samenspel.web.accounts.services import tidy_name
from samenspel.web.shared.words import say

LONGEST_PASSWORD = 256


class WordedForm(forms.Form):
    """A form whose labels are the words of accounts, by the name of the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the words of the page in the fields."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = say(f"accounts-field-{name}")


def _password(autocomplete: str, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(max_length=LONGEST_PASSWORD, strip=False, widget=widget, **options)


class EmailForm(WordedForm):
    """The address to which a link goes."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"}))

    def clean_email(self) -> str:
        """The address as it is kept."""
        return tidy_email(self.cleaned_data["email"])


class PasswordLogInForm(EmailForm):
    """Address and password."""

    password = _password("current-password")


class CodeForm(WordedForm):
    """The code of an authenticator app, or else a recovery code."""

    code = forms.CharField(required=False, max_length=12)
    recovery = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, with_recovery: bool = True, **kwargs: Any) -> None:
        """Set the fields; without recovery only the app counts."""
        super().__init__(*args, **kwargs)
        code = {"autocomplete": "one-time-code", "inputmode": "numeric"}
        self.fields["code"].widget.attrs.update(code)
        self.fields["recovery"].widget.attrs.update({"autocomplete": "off", "autocapitalize": "none"})
        if not with_recovery:
            del self.fields["recovery"]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given = self.cleaned_data
        if not given.get("code") and not given.get("recovery") and not self.errors:
            self.add_error("code", say("accounts-code-empty"))
        return given


class DetailsForm(WordedForm):
    """Name, and the language of pages and mail."""

    name = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(choices=[("nl", "Nederlands"), ("en", "English")])

    def clean_name(self) -> str:
        """A name on one line."""
        return tidy_name(self.cleaned_data["name"])


class ProofForm(WordedForm):
    """A form that asks for the current password, unless its owner just came in by a link."""

    current = _password("current-password")

    def __init__(self, *args: Any, account: Account, proof: str, **kwargs: Any) -> None:
        """Ask for the current password only where that is the proof."""
        super().__init__(*args, **kwargs)
        self.account = account
        if proof != "password":
            del self.fields["current"]

    def clean_current(self) -> str:
        """The password that the account has now."""
        current: str = self.cleaned_data["current"]
        if not self.account.check_password(current):
            raise ValidationError(say("accounts-current-wrong"))
        return current


class PasswordForm(ProofForm):
    """A new password, twice."""

    new = _password("new-password")
    again = _password("new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what a password must be like."""
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = say("accounts-new-help")

    def clean_new(self) -> str:
        """A password that is hard to guess."""
        new: str = self.cleaned_data["new"]
        try:
            validate_password(new, self.account)
        except ValidationError as error:
            raise ValidationError([say(f"accounts-weak-{one.code}") for one in error.error_list]) from error
        return new

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        given = self.cleaned_data
        if "new" in given and "again" in given and given["new"] != given["again"]:
            self.add_error("again", say("accounts-again-differs"))
        return given


class NewEmailForm(ProofForm):
    """A new address for the account."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    field_order = ("email", "current")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say that it is the new address that is asked."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = say("accounts-email-new")

    def clean_email(self) -> str:
        """An address that is not the one the account has."""
        email = tidy_email(self.cleaned_data["email"])
        if email == self.account.email:
            raise ValidationError(say("accounts-email-same"))
        return email
