"""Forms about people, and the field in which other features' forms name them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from tracker.accounts.models import User
from tracker.employments.forms import EmploymentFilterField, offer_employments
from tracker.employments.models import Employment
from tracker.people.models import (
    MOST_WEEKS,
    NAME_LIMIT,
    NOTE_LIMIT,
    Person,
    PersonKind,
    PersonQuerySet,
    Vouch,
)
from tracker.people.names import AmbiguousNameError, TypedPeople, read_names
from tracker.people.ways import makes_a_circle
from tracker.shared.database.names import NameFormField
from tracker.shared.forms import DateInput, MultilineField, still_to_come
from tracker.shared.http import SEARCH_LIMIT
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST

MOST_PEOPLE = 20
DATALIST = "people-names"


class PeopleField(NameFormField):
    """Any number of people by their names, with commas between them. Cleans to TypedPeople.

    `user` decides whose people they are and must be set before the form is checked.
    """

    user: User

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=MOST_PEOPLE * NAME_LIMIT,
            widget=forms.TextInput(
                attrs={"list": DATALIST, "autocomplete": "off", "data-people": ""}
            ),
            **kwargs,
        )

    def clean(self, value: Any) -> TypedPeople:
        try:
            typed = read_names(self.user, super().clean(value))
        except AmbiguousNameError as error:
            labels = [person.label for person in error.people]
            raise ValidationError(
                _("You know more than one %(name)s: write %(labels)s, or merge them."),
                params={"name": error.name, "labels": " / ".join(labels)},
            ) from error
        if len(typed) > MOST_PEOPLE:
            raise ValidationError(_("An entry holds at most twenty people."))
        for name in typed.new:
            if len(name) > NAME_LIMIT:
                raise ValidationError(
                    _("A name has at most %(limit)d characters."), params={"limit": NAME_LIMIT}
                )
        return typed


class PersonForm(forms.ModelForm[Person]):
    through = PeopleField(
        label=_("Known through"),
        required=False,
        help_text=_("Who could introduce you. Leave empty if they know you themselves."),
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "kind",
            "role",
            "company",
            "employment",
            "how_met",
            "former_role",
            "works_on",
            "through",
            "links",
            "time_zone",
            "note",
        ]
        field_classes = {"note": MultilineField, "links": MultilineField}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "links": forms.Textarea(attrs={"rows": 2, "inputmode": "url"}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "time_zone": forms.TextInput(
                attrs={"autocomplete": "off", "placeholder": "Europe/Dublin"}
            ),
        }
        error_messages = {"name": {"required": _("Give at least a name.")}}
        help_texts = {
            "kind": _("Product managers of your own company stand on the map."),
            "note": format_lazy("{} {}", _("For you alone."), limit_text(NOTE_LIMIT)),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["through"]
        assert isinstance(field, PeopleField)
        field.user = user
        self._offer_earlier_companies()
        if self.instance.pk and (through := self.instance.through):
            self.initial["through"] = "" if through.deleted_at else through.label

    def _offer_earlier_companies(self) -> None:
        """Ask where somebody is known from only where there is more than one answer."""
        earlier = Employment.objects.owned_by(self.user).for_list().exclude(last_on=None)
        nowhere = _("my present company, or none of mine")
        choices: list[tuple[str, StrOrPromise]] = [("", nowhere)]
        for employment in earlier:
            choices.append((str(employment.pk), f"{employment}, {employment.time}"))
        if len(choices) == 1:
            del self.fields["employment"]
            return
        field = self.fields["employment"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = earlier
        field.choices = choices

    def clean_through(self) -> Person | None:
        typed: TypedPeople = self.cleaned_data["through"]
        if typed.new:
            raise ValidationError(
                _("There is no %(name)s among your people. Add them first."),
                params={"name": typed.new[0]},
            )
        if len(typed) > 1:
            raise ValidationError(_("Name one person; that one may be known through another."))
        if not typed.known:
            return None
        through = typed.known[0]
        if self.instance.pk:
            people = Person.objects.owned_by(self.user).live().in_bulk()
            if through == self.instance or makes_a_circle(self.instance, through, people):
                raise ValidationError(_("That would lead back to the same person."))
        return through

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == PersonKind.PM and cleaned.get("company"):
            self.add_error(
                "company", _("Leave this empty for your own company, or choose another kind.")
            )
        return cleaned


class TouchForm(forms.ModelForm[Person]):
    """When you talked last, when and about what you want to talk next, and how often."""

    rhythm_weeks = forms.IntegerField(
        label=_("Stay in touch every … weeks"),
        required=False,
        min_value=0,
        max_value=MOST_WEEKS,
        help_text=format_lazy(
            _(
                "From 1 to {most}; empty or 0 for no rhythm. It starts again with every talk and"
                " every entry with them, and begins with the first."
            ),
            most=MOST_WEEKS,
        ),
    )

    class Meta:
        model = Person
        fields = ["touched_on", "next_touch_on", "next_touch_about", "rhythm_weeks"]
        widgets = {"touched_on": DateInput, "next_touch_on": DateInput}
        help_texts = {"touched_on": _("Talks that you log with this person count by themselves.")}

    def clean_touched_on(self) -> Any:
        day = self.cleaned_data["touched_on"]
        if day and not EARLIEST <= day <= self.instance.owner.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day

    def clean_rhythm_weeks(self) -> int | None:
        return self.cleaned_data["rhythm_weeks"] or None

    def clean_next_touch_on(self) -> Any:
        day = self.cleaned_data["next_touch_on"]
        if day and day < EARLIEST:
            raise ValidationError(_("Choose a date from 1950 on."))
        owner = self.instance.owner
        return still_to_come(day, owner.today, self.initial.get("next_touch_on"))


class VouchForm(forms.ModelForm[Person]):
    class Meta:
        model = Person
        fields = ["vouch", "vouch_for", "asked_on"]
        widgets = {"asked_on": DateInput}
        help_texts = {"vouch_for": _("The work that they saw and would speak about.")}

    def clean_asked_on(self) -> Any:
        day = self.cleaned_data["asked_on"]
        if day and not EARLIEST <= day <= self.instance.owner.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("vouch") == Vouch.AGREED and not cleaned.get("vouch_for"):
            self.add_error("vouch_for", _("Say for what: a reference speaks about work."))
        return cleaned


class PeopleFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Everybody")), *PersonKind.choices]
    )
    stage = forms.TypedChoiceField(
        label=_("State"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any state")), *Person.Stage.choices],
    )
    company = forms.CharField(label=_("Company"), required=False, max_length=NAME_LIMIT)
    employment = EmploymentFilterField()
    due = forms.BooleanField(
        label=pgettext_lazy("a talk that was wanted by now", "Due"), required=False
    )
    losing_touch = forms.BooleanField(label=_("Losing touch"), required=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        offer_employments(self, user)

    def filter_queryset(self, people: PersonQuerySet) -> PersonQuerySet:
        """Apply every filter that was understood."""
        chosen = self.cleaned_data
        employment: Employment | None = chosen.get("employment")
        if employment and employment.is_present:
            people = people.at_present_company()
        elif employment:
            people = people.filter(employment=employment)
        if chosen.get("kind"):
            people = people.filter(kind=chosen["kind"])
        if chosen.get("stage") is not None:
            people = people.filter(kind=PersonKind.PM, stage=chosen["stage"])
        if chosen.get("company"):
            people = people.filter(company__finds=chosen["company"])
        if chosen.get("due"):
            people = people.filter(due_on__lte=self.user.today)
        if chosen.get("losing_touch"):
            people = people.losing_touch(self.user.today)
        return people.matching(chosen.get("q", ""))

    @property
    def in_use(self) -> bool:
        in_use = set(self.cleaned_data.values()) - {None, "", False}
        return bool(in_use)
