"""Forms about openings: what one is, where it stands, how it ended."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.openings.companies.forms import COMPANY_LIST, with_company_names
from tracker.openings.models import (
    TEXT_LIMIT,
    ClosedReason,
    Opening,
    OpeningQuerySet,
    OpeningStage,
)
from tracker.people.forms import PeopleField
from tracker.people.models import NAME_LIMIT, Person
from tracker.people.names import TypedPeople
from tracker.shared.database.names import NameFormField
from tracker.shared.forms import DateInput, MultilineField, still_to_come
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST, LATEST

STAGES = [(stage.value, capfirst(stage.label)) for stage in OpeningStage]


class OpeningForm(forms.ModelForm[Opening]):
    """What an opening is. The company and the people are typed by name, known or new."""

    company_name = NameFormField(
        label=_("Company"),
        required=False,
        max_length=NAME_LIMIT,
        widget=forms.TextInput(attrs={"list": COMPANY_LIST, "autocomplete": "off"}),
        help_text=_("Leave empty and tick the box below where it is inside your own."),
    )
    referrer_name = PeopleField(
        label=_("Who would refer me"), required=False, help_text=_("One name of your people.")
    )
    manager_name = PeopleField(
        label=_("Hiring manager"), required=False, help_text=_("One name of your people.")
    )

    class Meta:
        model = Opening
        fields = [
            "title",
            "is_inside",
            "level",
            "same_role",
            "link",
            "place",
            "seen_on",
            "closes_on",
            "next_step",
            "next_step_on",
            "note",
        ]
        field_classes = {"note": MultilineField}
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "seen_on": DateInput,
            "closes_on": DateInput,
            "next_step_on": DateInput,
            "note": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"next_step_on": pgettext_lazy("day of the next step", "Day of it")}
        help_texts = {
            "title": _("As the advert calls the job."),
            "next_step": _("From its day on it stands on This week."),
            "same_role": _("Then only the company would change."),
        }
        error_messages = {"title": {"required": _("Say what the job is called.")}}

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for name in ("referrer_name", "manager_name"):
            field = self.fields[name]
            assert isinstance(field, PeopleField)
            field.user = user
        for name in ("seen_on", "closes_on", "next_step_on"):
            self.fields[name].widget.attrs.update(min=EARLIEST.isoformat(), max=LATEST.isoformat())
        if self.instance.pk:
            self.initial["company_name"] = self.instance.company or ""
            self.initial["referrer_name"] = _label(self.instance.referrer)
            self.initial["manager_name"] = _label(self.instance.hiring_manager)
        else:
            self.initial.setdefault("seen_on", user.today)
        with_company_names(self, user)

    def clean_referrer_name(self) -> TypedPeople:
        return _one(self.cleaned_data["referrer_name"])

    def clean_manager_name(self) -> TypedPeople:
        return _one(self.cleaned_data["manager_name"])

    def clean_seen_on(self) -> date | None:
        return self._day("seen_on")

    def clean_closes_on(self) -> date | None:
        return self._day("closes_on")

    def clean_next_step_on(self) -> date | None:
        before = self.initial.get("next_step_on")
        return still_to_come(self._day("next_step_on"), self.user.today, before)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_inside, name = cleaned.get("is_inside"), cleaned.get("company_name")
        # One whose company is gone for good stays as it is.
        had_none = bool(self.instance.pk) and not self.initial["company_name"]
        if not is_inside and name == "" and not had_none:
            self.add_error("company_name", _("Name the company, or tick that it is your own."))
        if is_inside and name:
            self.add_error("is_inside", _("Inside your own company, or at the one you named?"))
        if cleaned.get("next_step_on") and not cleaned.get("next_step"):
            self.add_error("next_step", _("Say what is to be done on that day."))
        return cleaned

    def _day(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError(_("Choose a day after 1949."))
        return day


def _one(named: TypedPeople) -> TypedPeople:
    if len(named) > 1:
        raise ValidationError(_("Name one person."))
    return named


def _label(person: Person | None) -> str:
    return person.label if person and not person.deleted_at else ""


class CloseForm(forms.Form):
    """How it ended, and what it taught: a refusal is kept and learned from."""

    closed_reason = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(reason.value, capfirst(reason.label)) for reason in ClosedReason],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    learned = MultilineField(
        label=_("What it taught me"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What they asked that you could not show; what you would do differently."),
    )


class BothForm(forms.ModelForm[Opening]):
    """Why one goes for a new company and a new role at once."""

    class Meta:
        model = Opening
        fields = ["both_note"]
        widgets = {"both_note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"both_note": limit_text(TEXT_LIMIT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["both_note"].required = True


class OpeningFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("Every open one")), *STAGES]
    )

    def filter_queryset(self, openings: OpeningQuerySet) -> OpeningQuerySet:
        """Apply every filter that was understood; closed ones are shown only when asked for."""
        stage, words = self.cleaned_data.get("stage"), self.cleaned_data.get("q", "")
        if stage:
            openings = openings.live().filter(stage=stage)
        else:
            openings = openings.live() if words else openings.open()
        return openings.matching(words)

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
