"""Forms about lessons."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.lessons.models import TEXT_LIMIT, Lesson, LessonKind, LessonQuerySet
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST


class LessonForm(forms.ModelForm[Lesson]):
    class Meta:
        model = Lesson
        fields = ["kind", "title", "date", "product", "story", "changed"]
        field_classes = {"story": MultilineField, "changed": MultilineField}
        widgets = {
            "kind": forms.RadioSelect,
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "date": DateInput,
            "story": forms.Textarea(attrs={"rows": 5}),
            "changed": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {
            "title": {"required": _("Say in a few words what went wrong.")},
            "date": {"required": _("Say on which day it was.")},
        }
        help_texts = {
            "product": _("Yours, a colleague’s, another team’s: whose work it touched."),
            "story": format_lazy(
                "{} {}",
                _("What you did, what followed, who noticed. Roles say enough: leave names out."),
                limit_text(TEXT_LIMIT),
            ),
            "changed": format_lazy(
                "{} {}",
                _(
                    "What you do differently since, and how anybody could see it. Left empty, this"
                    " stays a draft."
                ),
                limit_text(TEXT_LIMIT),
            ),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not self.instance.pk:
            self.initial.setdefault("date", user.today)
        self.fields["date"].widget.attrs.update(
            max=user.today.isoformat(), min=EARLIEST.isoformat()
        )

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        # A day that was today somewhere else may be tomorrow here: what stands may stay.
        stays = day == self.initial.get("date")
        if not stays and not EARLIEST <= day <= self.user.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day


class LessonFilterForm(forms.Form):
    """Filters of the list; a value that is not on offer is left out."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Both kinds")), *LessonKind.choices]
    )
    drafts = forms.BooleanField(label=_("Drafts only"), required=False)

    def filter_queryset(self, lessons: LessonQuerySet) -> LessonQuerySet:
        """Apply every filter that was understood."""
        chosen = self.cleaned_data
        lessons = lessons.drafts() if chosen.get("drafts") else lessons.finished()
        if chosen.get("kind"):
            lessons = lessons.filter(kind=chosen["kind"])
        return lessons

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())
