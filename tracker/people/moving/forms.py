"""A new employment, and who comes along to it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.employments.forms import EmploymentForm
from tracker.employments.models import Employment
from tracker.people.models import Person, PersonKind
from tracker.shared.forms import DateInput
from tracker.shared.weeks import EARLIEST

# Whom one goes on talking to wherever one works.
COME_ALONG = {PersonKind.MENTOR, PersonKind.HIRING, PersonKind.RECRUITER, PersonKind.CUSTOMER}


class AlongField(forms.MultipleChoiceField):
    """People of the present company, ticked where they come along. Cleans to primary keys."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Who stays with you?"),
            help_text=_(
                "Tick those whom you go on counting among your own: a mentor, somebody who changes"
                " with you. The others stay readable with the company that you leave."
            ),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def offer(self, user: User) -> None:
        rows = Person.objects.owned_by(user).at_present_company()
        choices, ticked = [], []
        for person in rows.only("name", "kind", "employment").order_by("kind", "name", "pk"):
            choices.append((str(person.pk), f"{person.name}, {person.get_kind_display()}"))
            if person.kind in COME_ALONG:
                ticked.append(str(person.pk))
        self.choices, self.initial = choices, ticked

    def clean(self, value: Any) -> list[int]:
        return [int(key) for key in super().clean(value)]


class StartForm(EmploymentForm):
    """The new employment; it has begun, and the map begins anew."""

    along = AlongField()

    class Meta(EmploymentForm.Meta):
        fields = ["company", "role", "first_on", "has_pms"]
        help_texts = {
            **EmploymentForm.Meta.help_texts,
            "first_on": _("The present one ends the day before."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["first_on"].required = True
        self.initial.setdefault("first_on", user.today)
        offer_people(self, user)

    def refuse_day(self) -> None:
        self.add_error(
            "first_on", _("Your present employment begins on that day or later: change that first.")
        )

    def clean_first_on(self) -> date | None:
        day: date | None = self.cleaned_data["first_on"]
        if day and not EARLIEST <= day <= self.user.today:
            raise ValidationError(
                _("Start it on its first day: until then you work with your present map.")
            )
        return day


class LeaveForm(forms.Form):
    """The end of the present employment, with none to follow."""

    last_on = forms.DateField(label=_("Last day"), widget=DateInput)
    along = AlongField()

    def __init__(self, user: User, present: Employment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.present = user, present
        self.fields["last_on"].initial = user.today
        self.fields["last_on"].widget.attrs["max"] = user.today.isoformat()
        offer_people(self, user)

    def clean_last_on(self) -> date:
        day: date = self.cleaned_data["last_on"]
        if not EARLIEST <= day <= self.user.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        if self.present.first_on and day < self.present.first_on:
            raise ValidationError(_("The last day is before the first one."))
        return day


def offer_people(form: forms.BaseForm, user: User) -> None:
    """Ask who comes along; nobody is there, nothing is asked."""
    field = form.fields["along"]
    assert isinstance(field, AlongField)
    field.offer(user)
    if not field.choices:
        del form.fields["along"]
