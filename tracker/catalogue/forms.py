"""Choosing a task: as a field of other features' forms, and by filters on the list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.models import Area, Level, Task, TaskQuerySet
from tracker.shared.text.words import every_word

DATALIST = "task-titles"


class TaskField(forms.CharField):
    """A task by its title, searched as one types in the browser's own list, script or no script.

    Cleans to a Task or None. `also` is a retired task that may stay where it already is.
    `is_half` keeps it from being called optional where a title may stand instead.
    """

    is_half = True

    def __init__(self, *, retired_too: bool = False, **kwargs: Any) -> None:
        self.retired_too = retired_too
        super().__init__(
            max_length=200,
            widget=forms.TextInput(
                attrs={
                    "list": DATALIST,
                    "autocomplete": "off",
                    "placeholder": _("Search the tasks"),
                }
            ),
            **kwargs,
        )
        self.also: Task | None = None

    def clean(self, value: Any) -> Task | None:
        title = " ".join(super().clean(value).split())
        if not title:
            return None
        if self.also and title.casefold() == self.also.title.casefold():
            return self.also
        choices = Task.objects.for_page() if self.retired_too else Task.objects.published()
        task = choices.filter(title__iexact=title).first()
        if task is None:
            raise ValidationError(self._unknown(title))
        return task

    @staticmethod
    def _unknown(title: str) -> list[ValidationError]:
        """Return what is wrong, and the tasks that have the same words in their titles."""
        near = Task.objects.published().filter(every_word(title, "title"))[:3]
        sentence = _(
            "There is no task called “%(title)s”. Pick one from the list, or leave this empty and"
            " give the entry a title of your own."
        )
        errors = [ValidationError(sentence, code="unknown", params={"title": title})]
        for task in near:
            question = _("Did you mean “%(title)s”?")
            errors.append(ValidationError(question, params={"title": task.title}))
        return errors

    def prepare_value(self, value: Any) -> Any:
        return value.title if isinstance(value, Task) else value


class TaskFilterForm(forms.Form):
    """Filters of the task list; a value that is not on offer is an error beside its field."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    level = forms.ModelChoiceField(
        Level.objects.all(),
        label=_("Level"),
        to_field_name="number",
        required=False,
        empty_label=_("Every level"),
    )
    area = forms.ModelChoiceField(
        Area.objects.all(),
        label=_("Area"),
        to_field_name="slug",
        required=False,
        empty_label=_("Every area"),
    )
    effort = forms.ChoiceField(
        label=_("Effort"), required=False, choices=[("", _("Any effort")), *Task.Effort.choices]
    )
    cadence = forms.ChoiceField(
        label=_("Cadence"), required=False, choices=[("", _("Any cadence")), *Task.Cadence.choices]
    )
    untried = forms.BooleanField(label=_("Not tried yet"), required=False)

    def filter_queryset(self, tasks: TaskQuerySet, user: User) -> "QuerySet[Task]":
        """Apply every filter that was understood."""
        chosen = self.cleaned_data
        for name in ("level", "area", "effort", "cadence"):
            if chosen.get(name):
                tasks = tasks.filter(**{name: chosen[name]})
        if chosen.get("untried"):
            tasks = tasks.not_tried_by(user)
        return tasks.matching(chosen.get("q", ""))
