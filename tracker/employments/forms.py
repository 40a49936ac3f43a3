"""An employment, and the filter by one that long lists have."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from tracker.accounts.models import User
from tracker.employments.models import NAME_LIMIT, Employment
from tracker.shared.forms import DateInput
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST

MIN_TO_FILTER = 2
ANSWERS = [("yes", _("Yes")), ("no", pgettext_lazy("answer", "No")), ("", _("I do not know yet"))]
SAID = {True: "yes", False: "no"}
MEANT = {"yes": True, "no": False}


class HasPmsField(forms.TypedChoiceField):
    """Yes, no, or not known. Cleans to True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Does the company have product managers?"))
        super().__init__(
            choices=ANSWERS,
            coerce=lambda said: MEANT.get(said, said),  # an initial value is no text
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        if value is None:
            return ""
        return SAID[value] if isinstance(value, bool) else value


class EmploymentForm(forms.ModelForm[Employment]):
    """One employment; without a last day it is the present one."""

    has_pms = HasPmsField()

    class Meta:
        model = Employment
        fields = ["company", "role", "first_on", "last_on", "has_pms"]
        widgets = {
            "company": forms.TextInput(attrs={"autocomplete": "organization"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "first_on": DateInput,
            "last_on": DateInput,
        }
        help_texts = {
            "company": format_lazy("{} {}", _("You may leave it unnamed."), limit_text(NAME_LIMIT)),
            "role": _("What is on your contract: test lead, support engineer …"),
            "first_on": _("As well as you remember: entries and quotes are found by it."),
            "last_on": _("Empty while you work there."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instance.owner = user
        if self.instance.pk and self.instance.is_present:
            # It ends where its people are asked about: tracker.people.moving.
            del self.fields["last_on"]
        elif self.instance.pk:
            self.fields["last_on"].required = True
            self.fields["last_on"].help_text = ""
        for name in {"first_on", "last_on"} & set(self.fields):
            limits = {"max": user.today.isoformat(), "min": EARLIEST.isoformat()}
            self.fields[name].widget.attrs.update(limits)

    def clean_first_on(self) -> date | None:
        return self._past_day("first_on")

    def clean_last_on(self) -> date | None:
        return self._past_day("last_on")

    def _past_day(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        # A day that was today somewhere else may be tomorrow here: what stands may stay.
        stays = day == self.initial.get(name)
        if day and not stays and not EARLIEST <= day <= self.user.today:
            raise ValidationError(
                _("Choose a day between 1950 and today: write down what is to come once it is.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and first > last:
            self.add_error("last_on", _("The last day is before the first one."))
        if not self.instance.pk and "last_on" in cleaned and last is None:
            self._refuse_second_present()
        return cleaned

    def _refuse_second_present(self) -> None:
        if Employment.objects.owned_by(self.user).present().exists():
            self.add_error(
                "last_on",
                _("You have a present employment. Say when this one ended, or start a new one."),
            )


class EmploymentFilterField(forms.ChoiceField):
    """Narrows a list to the time or the people of one employment. Cleans to Employment or None."""

    def __init__(self) -> None:
        super().__init__(label=_("Employment"), required=False)
        self.employments: dict[str, Employment] = {}

    def offer(self, employments: list[Employment]) -> None:
        self.employments = {str(employment.pk): employment for employment in employments}
        choices: list[tuple[str, StrOrPromise]] = [("", _("All of them"))]
        for key, employment in self.employments.items():
            choices.append((key, f"{employment}, {employment.time}"))
        self.choices = choices

    def clean(self, value: Any) -> Employment | None:
        return self.employments.get(super().clean(value))


def offer_employments(form: forms.BaseForm, user: User) -> None:
    """Fill the filter "employment" of a form; with one employment alone there is none."""
    employments = list(Employment.objects.owned_by(user).for_list())
    field = form.fields["employment"]
    assert isinstance(field, EmploymentFilterField)
    if len(employments) < MIN_TO_FILTER:
        del form.fields["employment"]
    else:
        field.offer(employments)
