"""A practice as it is sent: by the page, or later by the device that kept it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.fields import RowField
from tracker.interviews.practice.models import CLEAREST, MOST_SECONDS, NOTE_LIMIT, Practice
from tracker.openings.models import Opening
from tracker.shared.forms import MultilineField
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST
from tracker.stories.models import Story

MOST_OFFERED = 200
CLEAR = [
    (1, _("1, lost the thread")),
    (2, _("2, too long or too vague")),
    (3, _("3, it held")),
    (4, _("4, clear")),
    (5, _("5, clear and to the point")),
]


class PracticeForm(forms.ModelForm[Practice]):
    """A question, how clear the answer was, and a note."""

    skill = RowField(label=_("Skill"), required=False)
    story = RowField(label=_("Story that I told"), required=False)
    opening = RowField(required=False, widget=forms.HiddenInput)
    clarity = forms.TypedChoiceField(
        label=_("How clear was it?"),
        coerce=int,
        choices=CLEAR,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how clear it was, from 1 to 5.")},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    # The day on the device, for one that is sent later; without a script it is today.
    day = forms.DateField(required=False, widget=forms.HiddenInput)
    seconds = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_SECONDS, widget=forms.HiddenInput
    )

    class Meta:
        model = Practice
        fields = ["question", "seconds", "clarity", "note"]
        field_classes = {"note": MultilineField}
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "note": format_lazy(
                "{} {}", _("What to say sooner, what to leave out."), limit_text(NOTE_LIMIT)
            )
        }
        error_messages = {"question": {"required": _("Write the question that you answered.")}}

    field_order = ["question", "skill", "clarity", "note", "story"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.stories = list(
            Story.objects.owned_by(user)
            .live()
            .with_skills()
            .order_by("-updated_at", "-pk")[:MOST_OFFERED]
        )
        own_openings = Opening.objects.owned_by(user).live().only("title")
        self._offer("skill", Skill.objects.all(), pgettext_lazy("of a question", "none of these"))
        self._offer("story", self.stories, pgettext_lazy("of a story", "none"))
        self._offer("opening", own_openings.order_by("-pk")[:MOST_OFFERED], "")

    def _offer(self, name: str, rows: Any, nothing: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, RowField)
        field.offer(rows, nothing)

    def take_late(self) -> None:
        """Take what a device kept for a while: what it names may be gone by now."""
        for name in ("skill", "story", "opening"):
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.is_lenient = True

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())

    def clean_day(self) -> date:
        """Return the day of it: today for one of a zone that is a day ahead, or of no day."""
        day: date | None = self.cleaned_data["day"]
        today = self.user.today
        return day if day and EARLIEST <= day <= today else today

    def practice(self) -> Practice:
        """Return what was typed, unsaved; for a form that is valid."""
        typed = self.cleaned_data
        practice = self.save(commit=False)
        practice.client_id, practice.date = typed["client_id"], typed["day"]
        practice.skill, practice.story = typed["skill"], typed["story"]
        practice.opening = typed["opening"]
        return practice


assert len(CLEAR) == CLEAREST
