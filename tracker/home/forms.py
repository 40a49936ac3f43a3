"""The questions of the first ten minutes, one a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.forms import ZoneForm
from tracker.accounts.models import User
from tracker.catalogue.models import Level
from tracker.goals.forms import GoalForm
from tracker.goals.models import Path
from tracker.home.welcome_texts import paths_offered
from tracker.progress.suggestions import SuggestedTask


class WelcomeZoneForm(ZoneForm):
    """The zone and the week start; a zone that nobody chose yet is asked for, not taken as UTC."""

    class Meta(ZoneForm.Meta):
        fields = ["time_zone", "week_start"]

    def __init__(self, *args: Any, is_chosen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        field.error_messages["required"] = _("Choose one: it decides which day is today.")
        if not is_chosen:
            self.initial["time_zone"] = ""
            first = ("", _("Choose your time zone"))
            field.choices = [first, *field.choices]  # type: ignore[attr-defined]


YES, NO, IS_PM = "yes", "no", "is-pm"


class CompanyForm(forms.Form):
    """Whether there are product managers to learn from; it decides which path is suggested."""

    company = forms.ChoiceField(
        label=_("Does your company have product managers?"),
        choices=[
            (YES, _("Yes")),
            (NO, _("No, or I have no company")),
            (IS_PM, _("Yes, and I am one")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: it decides which path is suggested.")},
    )


def answer_of(company_has_pms: bool | None, *, is_pm: bool) -> str:
    """Return which answer that was; "" before there was one."""
    if company_has_pms is None:
        return ""
    if not company_has_pms:
        return NO
    return IS_PM if is_pm else YES


class LevelForm(forms.Form):
    """Where a product manager wants to get."""

    level = forms.TypedChoiceField(
        label=_("Where do you want to get?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, levels: list[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(level.number, level.name) for level in levels]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]


class PathForm(forms.Form):
    """By which path; what cannot fit the answer about the company is not offered."""

    path = forms.ChoiceField(
        label=_("Which path do you want to take?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a path.")},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(path.value, path.label) for path in paths_offered(user.company_has_pms)]
        self.fields["path"].choices = offered  # type: ignore[attr-defined]


class WelcomeGoalForm(GoalForm):
    """The rest of a goal whose level and path were asked before: small enough to take as it is."""

    class Meta(GoalForm.Meta):
        widgets = {
            **GoalForm.Meta.widgets,
            "level": forms.HiddenInput,
            "path": forms.HiddenInput,
            "target_date": forms.HiddenInput,
        }

    # What going back keeps.
    WRITTEN = ("why", "weekly_target", "weekly_measure")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["weekly_target"].widget.attrs["autofocus"] = True
        self.fields["path"].choices = Path.choices  # type: ignore[attr-defined]


class StartersForm(forms.Form):
    """The first tasks, each of them planned unless it is unticked."""

    task = forms.MultipleChoiceField(
        label=_("Tasks to start with"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, starters: list[SuggestedTask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(starter.task.slug, starter.task.title) for starter in starters]
        self.fields["task"].choices = choices  # type: ignore[attr-defined]
