"""The log form: one entry and any number of quotes, checked and handed over together."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.forms.renderers import get_default_renderer
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.forms import TaskField
from tracker.catalogue.models import Area
from tracker.journal import models as limits
from tracker.journal.models import Activity, ActivityQuerySet, Quote
from tracker.journal.points import fingerprint
from tracker.people import steps
from tracker.people.forms import PeopleField
from tracker.people.models import Person
from tracker.people.names import TypedPeople, in_words
from tracker.projects.fields import ProjectField
from tracker.projects.models import Project
from tracker.shared.forms import (
    DateInput,
    MultilineField,
    NoConstraintQueryForm,
    with_errors_hidden,
)
from tracker.shared.weeks import EARLIEST

PREFIX = "quotes"


class ActivityForm(NoConstraintQueryForm[Activity]):
    """The entry itself. `user` decides which day is today."""

    task = TaskField(label=_("Task"), required=False)
    people = PeopleField(
        label=_("People"),
        required=False,
        help_text=_("Who was there, with commas between them. A new name is added to your people."),
    )
    project = ProjectField()
    # Asked for by the map: what saving this entry moves these people on to.
    step = forms.ChoiceField(required=False, choices=[("", ""), *steps.CHOICES])
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=limits.MOST_MINUTES,
        error_messages={
            "min_value": _("Minutes start at 1."),
            "max_value": _("A day has 1,440 minutes."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("1 to 1,440. Leave empty if you did not count."),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    # When the entry that is edited was last saved: somebody's other tab must not be overwritten.
    edit_token = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Activity
        fields = ["task", "title", "project", "date", "minutes", "notes", "lesson"]
        field_classes = {"notes": MultilineField, "lesson": MultilineField}
        error_messages = {"date": {"required": _("Say on which day it was.")}}
        labels = {"lesson": _("Lesson")}
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "date": DateInput,
            "notes": forms.Textarea(attrs={"rows": 3}),
            "lesson": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "title": _("What it was, in your words. Needed only where no task fits."),
            "notes": _("Markdown works. At most 20,000 characters."),
            "lesson": _(
                "What went wrong or surprised you, and what you do differently since."
                " At most 2,000 characters."
            ),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        entry = self.instance
        people_field = self.fields["people"]
        assert isinstance(people_field, PeopleField)
        people_field.user = user
        project_field = self.fields["project"]
        assert isinstance(project_field, ProjectField)
        project_field.offer_to(user)
        self.initial.setdefault("client_id", entry.client_id)
        if entry.pk:
            self.initial["edit_token"] = entry.updated_at.isoformat()
            people = entry.people.live().order_by("name", "pk")
            self.initial["people"] = in_words(list(people))
        if not entry.pk:
            self.initial.setdefault("date", user.today)
            if not self.initial.get("task"):
                self.fields["task"].widget.attrs["autofocus"] = True
        elif entry.task:
            self.initial["task"] = entry.task
            task_field = self.fields["task"]
            assert isinstance(task_field, TaskField)
            task_field.also = entry.task
        self.fields["date"].widget.attrs.update(
            max=user.today.isoformat(), min=EARLIEST.isoformat()
        )

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
        unnamed = not cleaned.get("task") and not cleaned.get("title")
        if unnamed and not {"task", "title"} & self.errors.keys():
            self.add_error("task", _("Pick a task, or give the entry a title of your own."))
        return cleaned

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
    def asked_step(self) -> tuple[str, str] | None:
        """The step that is asked for, and the state as it is shown."""
        asked = self["step"].value()
        return next(((value, str(name)) for value, name in steps.CHOICES if value == asked), None)

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
        """The entry with what was typed, not saved: tracker.journal.actions does that."""
        if not self.instance.pk:
            self.instance.client_id = self.cleaned_data["client_id"]
        return self.instance


class QuoteForm(NoConstraintQueryForm[Quote]):
    quote_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Quote
        fields = ["text", "speaker", "customer", "setting", "theme", "shareable"]
        field_classes = {"text": MultilineField}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
        labels = {
            "text": _("Quote"),
            "speaker": _("Who said it"),
            "customer": _("Customer"),
            "setting": _("Where"),
            "theme": _("Theme"),
            "shareable": _("May be shown to others"),
        }
        help_texts = {
            "text": _("Exact words, no tidying. At most 2,000 characters."),
            "speaker": _("A role says more than a name."),
        }
        error_messages = {
            "text": {"required": _("Write the customer’s words, or remove this quote.")}
        }

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if text and not fingerprint(text):
            raise ValidationError(_("There is not a word in this quote."))
        return text

    def clean(self) -> dict[str, Any]:
        # As in ActivityForm: the fields have checked every limit.
        return self.cleaned_data


class QuoteFormSet(forms.BaseFormSet[QuoteForm]):
    """The quotes of one entry: `stood` on it already, by primary key, or `gone` from it since."""

    # What formset_factory would set, written out so that types see it.
    form = QuoteForm
    extra = 0
    can_order = False
    can_delete = True
    can_delete_extra = True
    min_num = 0
    max_num = limits.MOST_QUOTES
    absolute_max = limits.MOST_QUOTES + 10
    validate_min = False
    validate_max = True
    edit_only = False
    renderer = get_default_renderer()

    def __init__(
        self, *args: Any, stood: dict[int, Quote], gone: frozenset[int] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stood = stood
        self.gone = gone

    def add_fields(self, form: QuoteForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[forms.formsets.DELETION_FIELD_NAME].label = _("Remove this quote")

    def clean(self) -> None:
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise ValidationError(_("The number of quotes was not understood."))
        seen: set[int] = set()
        for form in self.forms:
            pk = getattr(form, "cleaned_data", {}).get("quote_id")
            if pk in self.gone:  # taken off in another tab: here it is wanted, as a new one
                pk = form.cleaned_data["quote_id"] = None
            if pk is None:
                continue
            if pk not in self.stood or pk in seen:
                raise ValidationError(
                    _("A quote here does not belong to this entry. Open the entry again.")
                )
            seen.add(pk)

    def values(self) -> list[Quote]:
        """The quotes that shall stand on the entry, in order; none of them saved."""
        kept = []
        for form in self.forms:
            typed = getattr(form, "cleaned_data", {})
            if not typed.get("text") or typed.get(forms.formsets.DELETION_FIELD_NAME):
                continue
            quote = self.stood.get(typed.get("quote_id") or 0, Quote())
            kept.append(construct_instance(form, quote, QuoteForm.Meta.fields))
        return kept


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
        own = list(activity.quotes.order_by("position", "pk")) if activity else []
        stood = [quote for quote in own if quote.deleted_at is None]
        self.data = data
        self.form = ActivityForm(user, data, instance=activity, initial=initial)
        self.quotes = QuoteFormSet(
            data,
            prefix=PREFIX,
            stood={quote.pk: quote for quote in stood},
            gone=frozenset(quote.pk for quote in own if quote.deleted_at),
            initial=[forms.model_to_dict(quote) | {"quote_id": quote.pk} for quote in stood],
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

    @property
    def values(self) -> tuple[Activity, list[Quote], TypedPeople, str]:
        """What tracker.journal.actions takes: the entry, its quotes, its people and their step."""
        typed = self.form.cleaned_data
        return self.form.save_values(), self.quotes.values(), typed["people"], typed["step"]

    def says_the_same_as(self, activity: Activity) -> bool:
        """Whether it holds just what `activity` already does, and that one still stands."""
        entry, quotes, people, _step = self.values
        stood = activity.quotes.live().order_by("position", "pk")
        return (
            not people.new
            and set(people.known) == set(activity.people.live())
            and activity.deleted_at is None
            and forms.model_to_dict(entry, ActivityForm.Meta.fields)
            == forms.model_to_dict(activity, ActivityForm.Meta.fields)
            and [forms.model_to_dict(quote, QuoteForm.Meta.fields) for quote in quotes]
            == [forms.model_to_dict(quote, QuoteForm.Meta.fields) for quote in stood]
        )

    def with_another_quote(self) -> None:
        """One more empty quote below what was typed, nothing checked yet."""
        data = self.data.copy()
        count = self.quotes.total_form_count()
        data[f"{PREFIX}-TOTAL_FORMS"] = str(max(count, min(count + 1, limits.MOST_QUOTES)))
        self.quotes = QuoteFormSet(
            data, prefix=PREFIX, stood=self.quotes.stood, gone=self.quotes.gone
        )
        with_errors_hidden(self.form)
        for form in self.quotes.forms:
            with_errors_hidden(form)
        self.quotes._errors, self.quotes._non_form_errors = [], forms.utils.ErrorList()  # type: ignore[attr-defined]


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
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person"), required=False, widget=forms.HiddenInput
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), required=False, widget=forms.HiddenInput
    )
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("person", Person), ("project", Project)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = model.objects.owned_by(user).live()

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())

    @property
    def narrows(self) -> bool:
        """Whether anything but the search line is in use, or wrong."""
        return bool(self.errors) or any(
            self.cleaned_data.get(name) for name in self.fields if name != "q"
        )

    def filter_queryset(self, entries: ActivityQuerySet) -> ActivityQuerySet:
        """Apply every filter that was understood."""
        chosen = self.cleaned_data
        if chosen.get("area"):
            entries = entries.filter(task__area=chosen["area"])
        if chosen.get("task"):
            entries = entries.filter(task=chosen["task"])
        if chosen.get("person"):
            entries = entries.filter(people=chosen["person"])
        if chosen.get("project"):
            entries = entries.filter(project=chosen["project"])
        if chosen.get("since"):
            entries = entries.filter(date__gte=chosen["since"])
        if chosen.get("until"):
            entries = entries.filter(date__lte=chosen["until"])
        return entries.matching(chosen.get("q", ""))
