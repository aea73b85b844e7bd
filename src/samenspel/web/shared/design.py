"""What the living page of components shows: a form with every kind of field, in every state."""

from typing import Any

from django import forms

from samenspel.errors import Problem, Where
from samenspel.present.palette import CONDITIONS
from samenspel.web.shared.words import say

PROBLEMS = (
    Problem("answers-empty-file", Where(file="mensen.csv")),
    Problem("too-often", values={"minutes": 4}),
)
"""Two errors as the library tells them: one with a place, one without."""


class EveryField(forms.Form):
    """One field of each kind."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField()
    challenge = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    sector = forms.ChoiceField()
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    list = forms.FileField(required=False)
    agree = forms.BooleanField()
    off = forms.CharField(required=False, disabled=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the words of the page in the fields."""
        super().__init__(*args, **kwargs)
        choices = [
            ("one", say("design-choice-one")),
            ("two", say("design-choice-two")),
            ("long", say("design-long-word")),
        ]
        for name, field in self.fields.items():
            field.label = say(f"design-field-{name}")
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        self.fields["email"].help_text = say("design-help")
        self.fields["kind"].help_text = say("design-help-kind")
        self.fields["off"].initial = say("design-off")


def every_state() -> dict[str, object]:
    """What the page needs: the form as it opens and as it comes back with mistakes, problems, and the conditions."""
    wrong = EveryField({"wrong-name": say("design-long-word"), "wrong-email": "pim@"}, prefix="wrong")
    wrong.add_error(None, say("design-error"))
    return {
        "form": EveryField(prefix="fresh"),
        "wrong": wrong,
        "problems": PROBLEMS,
        "scales": tuple(CONDITIONS["light"]),
    }
