"""The log form: one entry and any number of quotes, checked and handed over together."""

import uuid
from datetime import date
from typing import Any, TypedDict

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.forms import TaskField
from tracker.catalogue.models import Task
from tracker.catalogue.slug_lists import slugs_of
from tracker.journal.columns.impact import (
    IMPACT_MISSING,
    IMPACT_PROOF_LIMIT,
    PROOF_MISSING,
    Impact,
)
from tracker.journal.forms.quotes import QuoteFormSet
from tracker.journal.forms.skills import ChoosesSkills
from tracker.journal.models import (
    LESSON_LIMIT,
    MOST_MINUTES,
    MOST_QUOTES,
    NOTES_LIMIT,
    TITLE_LIMIT,
    Activity,
    Quote,
)
from tracker.people.forms import PeopleField
from tracker.people.names import TypedPeople, in_words
from tracker.people.steps import PeopleStep
from tracker.projects.fields import ProjectField
from tracker.projects.models import Project
from tracker.shared.forms import (
    DateInput,
    MultilineField,
    NoConstraintQueryForm,
    holds_any,
    with_errors_hidden,
)
from tracker.shared.limits import limit_text, with_commas
from tracker.shared.weeks import EARLIEST

PREFIX = "quotes"
MINUTES_RANGE = format_lazy(_("1 to {most}"), most=with_commas(MOST_MINUTES))
# What few entries need: folded away where nothing is in it.
FOLDED = ("title", "people", "project", "lesson", "impact", "impact_proof")


class ActivityForm(ChoosesSkills, NoConstraintQueryForm[Activity]):
    """The entry itself. `user` decides which day is today."""

    task = TaskField(label=_("Task"), required=False)
    people = PeopleField(
        label=_("People"),
        required=False,
        help_text=_("Who was there, with commas between them. A new name is added to your people."),
    )
    project = ProjectField()
    # Asked for by the map: what saving this entry moves these people on to.
    step = forms.TypedChoiceField(
        required=False,
        choices=[("", ""), *PeopleStep.choices],
        coerce=PeopleStep,
        empty_value=None,
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "min_value": _("Minutes start at 1."),
            "max_value": format_lazy(
                _("A day has {most} minutes."), most=with_commas(MOST_MINUTES)
            ),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": MINUTES_RANGE}),
        help_text=MINUTES_RANGE,
    )
    impact = forms.ChoiceField(
        label=_("Impact"),
        required=False,
        choices=[("", _("Not said")), *Impact.choices],
        help_text=_("What it changed, for a customer, the product or the team."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    # When the entry that is edited was last saved: somebody's other tab must not be overwritten.
    edit_token = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = Activity.WRITTEN_FIELDS
        field_classes = {"notes": MultilineField, "lesson": MultilineField}
        error_messages = {"date": {"required": _("Say on which day it was.")}}
        labels = {"lesson": _("Lesson"), "impact_proof": _("How you know")}
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "date": DateInput,
            "notes": forms.Textarea(attrs={"rows": 2}),
            "lesson": forms.Textarea(attrs={"rows": 2}),
            "impact_proof": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "title": _("What it was, in your words. Needed only where no task fits."),
            "notes": format_lazy("{} {}", _("Markdown works."), limit_text(NOTES_LIMIT)),
            "lesson": format_lazy(
                "{} {}",
                _("What went wrong or surprised you, and what you do differently since."),
                limit_text(LESSON_LIMIT),
            ),
            "impact_proof": format_lazy(
                "{} {}",
                _("A sentence: who said so, or what can be counted. Needed where it is real."),
                limit_text(IMPACT_PROOF_LIMIT),
            ),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        people, project = self.fields["people"], self.fields["project"]
        assert isinstance(people, PeopleField)
        assert isinstance(project, ProjectField)
        people.user = user
        project.offer_to(user)
        self.fields["task"].widget.attrs["placeholder"] = _("A task, or your own words")
        self.initial.setdefault("client_id", self.instance.client_id)
        if self.instance.pk:
            self._begin_with_saved()
        else:
            self.initial.setdefault("date", user.today)
            if not self.is_bound and not self.initial.get("task"):
                self.fields["task"].widget.attrs["autofocus"] = True
        self.fields["date"].widget.attrs.update(
            max=user.today.isoformat(), min=EARLIEST.isoformat()
        )

    def _begin_with_saved(self) -> None:
        """Start with what a saved entry holds beside its own columns."""
        activity = self.instance
        self.initial["edit_token"] = activity.updated_at.isoformat()
        self.begin_with_skills(activity)
        self.initial["people"] = in_words(list(activity.people.live().order_by("name", "pk")))
        if activity.task:
            self.initial["task"] = activity.task
            task = self.fields["task"]
            assert isinstance(task, TaskField)
            task.also = activity.task

    def clean_project(self) -> Project | None:
        chosen: Project | None = self.cleaned_data["project"]
        before = self.instance.project
        # One that is deleted cannot be chosen, and keeps its entries.
        return before if not chosen and before and before.deleted_at else chosen

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        # A day that was today somewhere else may be tomorrow here: what stands may stay.
        stays = self.instance.pk and day == self.initial["date"]
        if day > self.user.today and not stays:
            raise ValidationError(
                _("%(day)s has not come yet: in %(zone)s it is %(today)s."),
                params={
                    "day": date_format(day),
                    "zone": self.user.time_zone,
                    "today": date_format(self.user.today),
                },
            )
        if day < EARLIEST:
            raise ValidationError(_("Choose a date from 1950 on."))
        return day

    def clean(self) -> dict[str, Any]:
        # Not super().clean(): it would ask the database about each limit that a field has checked.
        cleaned = self.cleaned_data
        if self.has_error("task", "unknown") and not cleaned.get("title"):
            self._take_as_title()
        unnamed = not cleaned.get("task") and not cleaned.get("title")
        if unnamed and not {"task", "title"} & self.errors.keys():
            self.add_error("task", _("Pick a task, or give the entry a title of your own."))
        self._clean_impact(cleaned)
        if "own_skills" in cleaned and "skills_shown" in cleaned:
            before = self.instance.own_skills
            cleaned["own_skills"] = self.skills_chosen(cleaned.get("task"), before)
        return cleaned

    def _take_as_title(self) -> None:
        """Take own words for the title where nobody can have meant a task: nothing is like them."""
        words = " ".join(self.data.get(self.add_prefix("task"), "").split())
        is_like_a_task = len(self.errors["task"]) > 1 or Task.objects.filter(title__iexact=words)
        if len(words) <= TITLE_LIMIT and not is_like_a_task:
            del self.errors["task"]
            self.cleaned_data |= {"task": None, "title": words}

    def _clean_impact(self, cleaned: dict[str, Any]) -> None:
        if {"impact", "impact_proof"} & self.errors.keys():
            return
        if cleaned["impact"] == Impact.REAL and not cleaned["impact_proof"]:
            self.add_error("impact_proof", PROOF_MISSING)
        elif cleaned["impact_proof"] and not cleaned["impact"]:
            self.add_error("impact", IMPACT_MISSING)

    def clean_edit_token(self) -> str:
        typed: str = self.cleaned_data["edit_token"]
        if self.instance.pk and typed != self.initial["edit_token"]:
            self.refuse_stale(self.initial["edit_token"])
        return typed

    @property
    def offers_project(self) -> bool:
        """Whether there is one to choose: nobody sees an empty list."""
        field = self.fields["project"]
        assert isinstance(field, ProjectField)
        return bool(field.offered)

    @property
    def shows_more(self) -> bool:
        """Whether the folded fields are open: one says something, or no task fits so far."""
        return bool(self["task"].errors) or holds_any(self, FOLDED) or self.shows_skills

    @property
    def shows_skills(self) -> bool:
        """Whether the boxes are open: some are ticked that the task does not tick by itself."""
        chosen = set(self["own_skills"].value() or [])
        shown = set(slugs_of(self["skills_shown"].value() or ""))
        return self.instance.own_skills is not None or chosen != shown

    @property
    def asked_step(self) -> PeopleStep | None:
        """The step that is asked for."""
        asked = self["step"].value()
        return PeopleStep(asked) if asked in PeopleStep.values else None

    def refuse_stale(self, edit_token: str) -> None:
        """Say that the entry was changed meanwhile; what is sent next replaces that one."""
        self._replace_typed("edit_token", edit_token)
        self.add_error(
            None,
            _(
                "This entry was changed in another tab or on another device since you opened it."
                " Look at it there first; saving again here replaces it."
            ),
        )

    def begin_another(self) -> None:
        """Give what was typed a new identity: sent again, it makes an entry of its own."""
        self._replace_typed("client_id", str(uuid.uuid4()))

    def _replace_typed(self, name: str, value: str) -> None:
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data[name] = value

    def save_values(self) -> Activity:
        """Return the entry with what was typed, not saved: tracker.journal.actions does that."""
        if not self.instance.pk:
            self.instance.client_id = self.cleaned_data["client_id"]
        return self.instance


class EntryValues(TypedDict):
    """What tracker.journal.actions takes: an entry, its quotes, its people and their step."""

    activity: Activity
    quotes: list[Quote]
    people: TypedPeople
    step: PeopleStep | None


class EntryForm:
    """An activity form and its quote forms, as one thing to show and to check."""

    def __init__(
        self,
        user: User,
        data: Any = None,
        *,
        activity: Activity | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        stood: dict[int, Quote] = {}
        gone: set[int] = set()
        initial_quotes = []
        for quote in activity.quotes.order_by("position", "pk") if activity else ():
            if quote.deleted_at:
                gone.add(quote.pk)
            else:
                stood[quote.pk] = quote
                initial_quotes.append(forms.model_to_dict(quote) | {"quote_id": quote.pk})
        self.data = data
        self.form = ActivityForm(user, data, instance=activity, initial=initial)
        self.quotes = QuoteFormSet(
            data, prefix=PREFIX, stood=stood, gone=gone, initial=initial_quotes
        )
        if not stood:
            self.quotes.extra = 1

    def is_valid(self) -> bool:
        # Both are checked, so that every fault is shown at once.
        return all([self.form.is_valid(), self.quotes.is_valid()])

    @property
    def is_refused(self) -> bool:
        """It was sent, checked, and something in it is wrong."""
        return self.form.is_bound and bool(self.form.errors or self.quotes.total_error_count())

    def cleaned(self) -> EntryValues:
        """Return what was typed, unsaved; for a form that is valid."""
        typed = self.form.cleaned_data
        return {
            "activity": self.form.save_values(),
            "quotes": self.quotes.values(),
            "people": typed["people"],
            "step": typed["step"],
        }

    def says_the_same_as(self, activity: Activity) -> bool:
        """Return whether it holds just what `activity` already does, and that one still stands."""
        people: TypedPeople = self.form.cleaned_data["people"]
        return (
            activity.stands_as(self.form.save_values())
            and not people.new
            and set(people.known) == set(activity.people.live())
            and self.quotes.say_the_same_as(activity.quotes.live().order_by("position", "pk"))
        )

    def with_another_quote(self) -> None:
        """Add one more empty quote below what was typed, nothing checked yet."""
        data = self.data.copy()
        count = self.quotes.total_form_count()
        data[f"{PREFIX}-TOTAL_FORMS"] = str(max(count, min(count + 1, MOST_QUOTES)))
        self.quotes = QuoteFormSet(
            data, prefix=PREFIX, stood=self.quotes.stood, gone=self.quotes.gone
        )
        with_errors_hidden(self.form)
        self.quotes.hide_errors()
