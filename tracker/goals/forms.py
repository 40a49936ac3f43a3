from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.forms import TaskField
from tracker.catalogue.models import Level
from tracker.goals.models import REASON_LIMIT, WHY_LIMIT, Goal, GoalState, Milestone, Path
from tracker.goals.second_thoughts import second_thoughts
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.limits import limit_text
from tracker.shared.weeks import EARLIEST, LATEST
from tracker.warnings.forms import WarningForm

# What one is warned about: whoever only mends the why is not asked again.
PLAN = {"level", "path", "target_date"}


def check_year(day: date | None) -> date | None:
    if day and not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Choose a date between 1950 and 2200."))
    return day


class GoalForm(forms.ModelForm[Goal], WarningForm):
    """A goal of `user`. A new plan of which one is warned is saved with a note."""

    class Meta:
        model = Goal
        fields = ["level", "path", "why", "weekly_target", "weekly_measure", "target_date"]
        field_classes = {"why": MultilineField}
        labels = {
            "why": _("Why do you want this?"),
            "weekly_target": _("Weekly target"),
            "weekly_measure": _("Counted in"),
            "target_date": _("Target date"),
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 3}),
            "path": forms.RadioSelect,
            "target_date": DateInput,
        }
        error_messages = {"path": {"required": _("Choose a path.")}}
        help_texts = {
            "why": format_lazy(
                "{} {}",
                _("Glamour aside. You will read this again in a bad week."),
                limit_text(WHY_LIMIT),
            ),
            "weekly_target": _("Small enough to keep in a busy week."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instance.owner = user
        self.fields["path"].choices = Path.choices  # type: ignore[attr-defined]
        # A list: asked for once, and no half-read cursor is left behind by the widget.
        levels = list(Level.objects.values_list("pk", "name"))
        self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def clean_target_date(self) -> date | None:
        return check_year(self.cleaned_data["target_date"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            self._refuse_second_active(cleaned)
        if not self.errors:
            self._refuse_team_for_higher_levels(cleaned)
        is_new_plan = not self.instance.pk or PLAN & set(self.changed_data)
        if not self.errors and is_new_plan:
            draft = Goal(
                level=cleaned["level"], path=cleaned["path"], target_date=cleaned["target_date"]
            )
            self.warn(second_thoughts(draft, self.user))
        return cleaned

    def _refuse_team_for_higher_levels(self, cleaned: dict[str, Any]) -> None:
        if cleaned["path"] == Path.NO_TEAM and cleaned["level"].number != 1:
            self.add_error("path", _("This path is for getting into product management: level 1."))

    def _refuse_second_active(self, cleaned: dict[str, Any]) -> None:
        if self.instance.state != GoalState.ACTIVE:
            return
        rivals = Goal.objects.owned_by(self.user).active().filter(level=cleaned["level"])
        if rivals.exclude(pk=self.instance.pk).exists():
            self.refuse_level()

    def refuse_level(self) -> None:
        self.add_error(
            "level", _("You have an active goal for this level. Pause or close that one first.")
        )


class CloseForm(forms.ModelForm[Goal]):
    """ "This is not for me", with the reason that makes it a result."""

    class Meta:
        model = Goal
        fields = ["close_reason"]
        field_classes = {"close_reason": MultilineField}
        labels = {"close_reason": _("What did you find out?")}
        widgets = {"close_reason": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "close_reason": format_lazy(
                "{} {}",
                _("Knowing that is worth as much as getting there. Your entries stay."),
                limit_text(REASON_LIMIT),
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["close_reason"].required = True
        self.fields["close_reason"].error_messages["required"] = _("One sentence is enough.")


class MilestoneForm(forms.ModelForm[Milestone]):
    task = TaskField(
        label=_("Task"),
        required=False,
        help_text=_(
            "Which entries count. With “I tick it myself”: after which entries you are asked."
        ),
    )

    class Meta:
        model = Milestone
        fields = ["title", "measure", "target", "task", "due_on"]
        labels = {
            "title": _("Milestone"),
            "measure": _("Reached by"),
            "due_on": pgettext_lazy("a date", "By"),
        }
        widgets = {"due_on": DateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.task:
            self.initial["task"] = self.instance.task
            field = self.fields["task"]
            assert isinstance(field, TaskField)
            field.also = self.instance.task

    def clean_due_on(self) -> date | None:
        return check_year(self.cleaned_data["due_on"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        by_hand = cleaned.get("measure") == Milestone.Measure.BY_HAND
        if by_hand:
            cleaned["target"] = None
        elif "target" in cleaned and not cleaned["target"]:
            self.add_error("target", _("Say how many, or choose to tick it yourself."))
        is_of_task = cleaned.get("measure") == Milestone.Measure.TASK
        if is_of_task and "task" in cleaned and not cleaned["task"]:
            self.add_error("task", _("Say which task is counted."))
        elif not is_of_task and not by_hand and "task" in cleaned:
            cleaned["task"] = None
        return cleaned
