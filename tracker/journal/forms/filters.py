"""Which entries the journal shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.forms import TaskField
from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Area
from tracker.catalogue.slug_lists import LIST_LIMIT, slugs_of
from tracker.employments.forms import EmploymentFilterField, offer_employments
from tracker.journal.columns.impact import Impact
from tracker.journal.models import ActivityQuerySet
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.shared.forms import DateInput

# What each field asks of an activity; the search line asks for words.
LOOKUPS = {
    "area": "task__area",
    "task": "task",
    "tasks": "task__slug__in",
    "person": "people",
    "project": "project",
    "impact": "impact",
    "since": "date__gte",
    "until": "date__lte",
}


class JournalFilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    area = forms.ModelChoiceField(
        Area.objects.all(),
        label=_("Area"),
        to_field_name="slug",
        required=False,
        empty_label=_("Every area"),
    )
    task = TaskField(label=_("Task"), required=False, retired_too=True)
    # A few tasks together, by their slugs: links name them, no control offers them.
    tasks = forms.CharField(
        label=_("Tasks"), required=False, max_length=LIST_LIMIT, widget=forms.HiddenInput
    )
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), required=False, widget=forms.HiddenInput
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), required=False, widget=forms.HiddenInput
    )
    employment = EmploymentFilterField()
    skill = forms.ModelChoiceField(
        Skill.objects.all(),
        label=_("Skill"),
        to_field_name="slug",
        required=False,
        empty_label=_("Every skill"),
    )
    impact = forms.ChoiceField(
        label=_("Impact"), required=False, choices=[("", _("Any impact")), *Impact.choices]
    )
    since = forms.DateField(
        label=pgettext_lazy("first day", "From"), required=False, widget=DateInput
    )
    until = forms.DateField(label=pgettext_lazy("last day", "To"), required=False, widget=DateInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("person", Person), ("project", Project)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = model.objects.owned_by(user).live()
        offer_employments(self, user)

    def clean_tasks(self) -> list[str]:
        return slugs_of(self.cleaned_data["tasks"])

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())

    @property
    def narrows(self) -> bool:
        """Whether anything but the search line is in use, or wrong."""
        chosen = {name for name, value in self.cleaned_data.items() if value}
        return bool(self.errors) or bool(chosen - {"q"})

    def filter_queryset(self, activities: ActivityQuerySet) -> ActivityQuerySet:
        """Apply every filter that was understood."""
        for name, lookup in LOOKUPS.items():
            if chosen := self.cleaned_data.get(name):
                activities = activities.filter(**{lookup: chosen})
        if employment := self.cleaned_data.get("employment"):
            activities = activities.filter(employment.covers("date"))
        if skill := self.cleaned_data.get("skill"):
            activities = activities.practising(skill.slug)
        return activities.matching(self.cleaned_data.get("q", ""))
