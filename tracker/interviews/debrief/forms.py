"""The debrief: how an interview went, and every question that was asked in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.renderers import get_default_renderer
from django.http import QueryDict
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.fields import RowField
from tracker.interviews.models import (
    MOST_QUESTIONS,
    NOTE_LIMIT,
    QUESTION_LIMIT,
    TEXT_LIMIT,
    AskedQuestion,
    Interview,
    Went,
)
from tracker.shared.forms import DateInput, MultilineField, with_errors_hidden
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST
from tracker.stories.models import Story

PREFIX = "asked"
# How many empty rows wait where nothing is written down yet.
BLANK_ROWS = 3
MOST_OFFERED = 200
WENT = [(went.value, capfirst(went.label)) for went in Went]


class DebriefForm(forms.ModelForm[Interview]):
    """How it went, what to change, and whether thanks were sent."""

    no_thanks = forms.BooleanField(label=_("No thanks are needed"), required=False)

    class Meta:
        model = Interview
        fields = ["went", "went_note", "change", "thanked_on"]
        field_classes = {"went_note": MultilineField, "change": MultilineField}
        widgets = {
            "went": forms.RadioSelect,
            "went_note": forms.Textarea(attrs={"rows": 5}),
            "change": forms.Textarea(attrs={"rows": 3}),
            "thanked_on": DateInput,
        }
        help_texts = {
            "went_note": limit_text(NOTE_LIMIT),
            "change": format_lazy(
                "{} {}",
                _("What you do differently next time. The brief of the next round says it again."),
                limit_text(TEXT_LIMIT),
            ),
            "thanked_on": _("Left empty, This week reminds you."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        went = self.fields["went"]
        assert isinstance(went, forms.ChoiceField)
        went.choices = [("", pgettext_lazy("how an interview went", "Not said")), *WENT]
        self.initial["no_thanks"] = not self.instance.needs_thanks
        self.fields["thanked_on"].widget.attrs.update(
            min=EARLIEST.isoformat(), max=user.today.isoformat()
        )

    def clean_thanked_on(self) -> date | None:
        day: date | None = self.cleaned_data["thanked_on"]
        stays = day == self.initial.get("thanked_on")
        if day and not stays and not EARLIEST <= day <= self.user.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day


class AskedForm(forms.Form):
    """One question: nothing of it is kept while it has no words."""

    row_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Question"),
        max_length=QUESTION_LIMIT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write the question, or remove this row.")},
    )
    skill = RowField(label=_("Skill"), required=False)
    story = RowField(label=_("Story that I told"), required=False)
    went = forms.ChoiceField(
        label=_("The answer went"),
        required=False,
        choices=[("", pgettext_lazy("how an answer went", "not said")), *WENT],
    )

    def __init__(
        self, *args: Any, skills: Iterable[Skill], stories: Iterable[Story], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        skill, story = self.fields["skill"], self.fields["story"]
        assert isinstance(skill, RowField)
        assert isinstance(story, RowField)
        skill.offer(skills, pgettext_lazy("of a question", "none of these"))
        story.offer(stories, pgettext_lazy("of a story", "none"))

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question as it was typed: `pk` of the row that it stood in, None for a new one."""

    pk: int | None
    text: str
    skill: Skill | None
    story: Story | None
    went: str


class AskedFormSet(forms.BaseFormSet[AskedForm]):
    """The questions of one interview, in their order."""

    # What formset_factory would set, written out so that types see it.
    form = AskedForm
    extra = 0
    can_order = False
    can_delete = True
    can_delete_extra = True
    min_num = 0
    max_num = MOST_QUESTIONS
    absolute_max = MOST_QUESTIONS + 10
    validate_min = False
    validate_max = True
    edit_only = False
    renderer = get_default_renderer()

    def add_fields(self, form: AskedForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[forms.formsets.DELETION_FIELD_NAME].label = _("Remove this question")

    def clean(self) -> None:
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise ValidationError(_("The number of questions was not understood."))

    def hide_errors(self) -> None:
        """Show the questions as they were typed, before they are checked."""
        for form in self.forms:
            with_errors_hidden(form)
        self._errors: list[Any] = []
        self._non_form_errors = forms.utils.ErrorList()

    def rows(self) -> list[AskedRow]:
        """Return the questions that shall stand, in order."""
        kept = []
        for form in self.forms:
            typed = getattr(form, "cleaned_data", {})
            if typed.get("text") and not typed.get(forms.formsets.DELETION_FIELD_NAME):
                values = {name: typed[name] for name in ("text", "skill", "story", "went")}
                kept.append(AskedRow(pk=typed["row_id"], **values))
        return kept

    def removed(self) -> set[int]:
        """Return the keys of rows that are ticked to be removed."""
        keys = set()
        for form in self.forms:
            typed = getattr(form, "cleaned_data", {})
            if typed.get(forms.formsets.DELETION_FIELD_NAME) and typed.get("row_id"):
                keys.add(typed["row_id"])
        return keys


class Debrief:
    """The form and its questions, as one thing to show and to check."""

    def __init__(self, user: User, interview: Interview, data: QueryDict | None) -> None:
        asked = list(interview.asked.all())
        offered = {"skills": list(Skill.objects.all()), "stories": _stories(user, asked)}
        self.data = data
        self.form = DebriefForm(user, data, instance=interview)
        self.asked = AskedFormSet(data, prefix=PREFIX, initial=_initial(asked), form_kwargs=offered)
        self.asked.extra = max(BLANK_ROWS - len(asked), 0)

    def is_valid(self) -> bool:
        # Both are checked, so that every fault is shown at once.
        return all([self.form.is_valid(), self.asked.is_valid()])

    @property
    def is_refused(self) -> bool:
        """It was sent, checked, and something in it is wrong."""
        return self.form.is_bound and bool(self.form.errors or self.asked.total_error_count())

    def with_another_row(self) -> None:
        """Add one more empty row below what was typed, nothing checked yet."""
        assert self.data is not None
        data = self.data.copy()
        count = self.asked.total_form_count()
        data[f"{PREFIX}-TOTAL_FORMS"] = str(max(count, min(count + 1, MOST_QUESTIONS)))
        self.asked = AskedFormSet(
            data, prefix=PREFIX, initial=self.asked.initial, form_kwargs=self.asked.form_kwargs
        )
        with_errors_hidden(self.form)
        self.asked.hide_errors()


def _stories(user: User, asked: list[AskedQuestion]) -> list[Story]:
    """Return every story that can have been told: those that stand, and those told already."""
    told = {question.story_id for question in asked if question.story_id}
    own_stories = Story.objects.owned_by(user).filter(Q(deleted_at=None) | Q(pk__in=told))
    return list(own_stories.only("title").order_by("-updated_at", "-pk")[:MOST_OFFERED])


def _initial(asked: list[AskedQuestion]) -> list[dict[str, Any]]:
    rows = []
    for question in asked:
        values = {"row_id": question.pk, "text": question.text, "went": question.went}
        rows.append(values | {"skill": question.skill_id, "story": question.story_id})
    return rows
