"""A stint, its pauses, its checks."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Role
from tracker.employments.forms import HasPmsField
from tracker.employments.models import Employment
from tracker.paths.stints.clock import year_over_on
from tracker.paths.stints.models import TEXT_LIMIT, Stint, StintCheck, StintPause
from tracker.shared.forms import DateInput, MultilineField
from tracker.shared.limits import limit_text
from tracker.shared.text.names import folded
from tracker.shared.weeks import EARLIEST, LATEST
from tracker.warnings.forms import WarningForm
from tracker.warnings.kinds import WarningKind

# What one is warned about: whoever only mends a note is not asked again.
PLAN = {"title", "company", "has_pms", "first_on", "last_on"}


def check_day(day: date | None) -> date | None:
    if day and not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Choose a date between 1950 and 2200."))
    return day


class StintForm(forms.ModelForm[Stint], WarningForm):
    """A role that is held or planned. What it changes at once is warned of."""

    role = forms.ChoiceField(label=_("Stepping-stone role"), required=False)
    has_pms = HasPmsField(label=_("Are there product managers?"))

    class Meta:
        model = Stint
        fields = ["role", "title", "company", "has_pms", "first_on", "last_on", "note"]
        field_classes = {"note": MultilineField}
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "company": forms.TextInput(attrs={"autocomplete": "organization"}),
            "first_on": DateInput,
            "last_on": DateInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"title": {"required": _("Say what the post is called.")}}
        help_texts = {
            "title": _("Sales engineer, support lead …"),
            "company": _("Leave empty for your own."),
            "first_on": _("The clock starts then. Leave empty while it is only a plan."),
            "last_on": _("Empty while you hold it."),
            "note": format_lazy(
                "{} {}", _("Which of your gaps it is to close."), limit_text(TEXT_LIMIT)
            ),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.instance.owner = user
        roles: dict[str, StrOrPromise] = {"": _("another one")}
        # What stands may stay, though a curator has retired it or taken it away since.
        offered = Role.objects.offered() | Role.objects.filter(slug=self.instance.role)
        roles |= dict(offered.values_list("slug", "name"))
        roles.setdefault(self.instance.role, self.instance.role)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(roles.items())

    def clean_first_on(self) -> date | None:
        return check_day(self.cleaned_data["first_on"])

    def clean_last_on(self) -> date | None:
        return check_day(self.cleaned_data["last_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if last and first is None and "first_on" in cleaned:
            self.add_error("first_on", _("It has a last day, so say when it began."))
        elif first and last and first > last:
            self.add_error("last_on", _("The last day is before the first one."))
        if not self.errors and PLAN & set(self.changed_data):
            self.warn(self._warnings(cleaned))
        return cleaned

    def _warnings(self, plan: dict[str, Any]) -> list[WarningKind]:
        present = Employment.objects.owned_by(self.user).present().first()
        here = folded(present.company) if present else ""
        elsewhere = plan["company"] != "" and folded(plan["company"]) != here
        same_role = present is not None and folded(present.role) == folded(plan["title"])
        has_pms = plan["has_pms"]
        if not elsewhere and has_pms is None:
            has_pms = self.user.company_has_pms
        warnings = []
        if elsewhere and not same_role:
            warnings.append(WarningKind.DOUBLE_CHANGE)
        if self._is_short(plan["first_on"], plan["last_on"]):
            warnings.append(WarningKind.SHORT_STINT)
        if has_pms is False:
            warnings.append(WarningKind.NO_PMS)
        return warnings

    @staticmethod
    def _is_short(first: date | None, last: date | None) -> bool:
        return bool(first and last and last < year_over_on(first, [], last))


class StintPauseForm(forms.ModelForm[StintPause]):
    class Meta:
        model = StintPause
        fields = ["first_on", "last_on", "reason"]
        widgets = {"first_on": DateInput, "last_on": DateInput}
        help_texts = {
            "last_on": _("Empty while it goes on."),
            "reason": _("Leave, illness, another assignment."),
        }

    def clean_first_on(self) -> date | None:
        return check_day(self.cleaned_data["first_on"])

    def clean_last_on(self) -> date | None:
        return check_day(self.cleaned_data["last_on"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and first > last:
            self.add_error("last_on", _("The last day is before the first one."))
        return cleaned


class StintCheckForm(forms.ModelForm[StintCheck]):
    class Meta:
        model = StintCheck
        fields = ["date", "going", "words", "note"]
        field_classes = {"words": MultilineField, "note": MultilineField}
        labels = {
            "going": _("Does the official job go really well?"),
            "words": _("What your manager said"),
            "note": _("What you change"),
        }
        widgets = {
            "date": DateInput,
            "going": forms.RadioSelect,
            "words": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"going": {"required": _("Choose one: be honest with yourself.")}}
        help_texts = {
            "words": format_lazy(
                "{} {}", _("Exact words, as with a customer."), limit_text(TEXT_LIMIT)
            ),
            "note": limit_text(TEXT_LIMIT),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["going"].choices = self.fields["going"].choices[1:]  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.initial.setdefault("date", user.today)

    def clean_date(self) -> date:
        day: date = self.cleaned_data["date"]
        stays = day == self.initial.get("date")
        if not stays and not EARLIEST <= day <= self.user.today:
            raise ValidationError(_("Choose a day between 1950 and today."))
        return day


class CampaignForm(WarningForm):
    """The campaign for the PM post: before the year is over it is warned of."""

    def __init__(self, *args: Any, too_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = [WarningKind.SHORT_STINT] if too_early else []
        self.give(self.warnings)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.warn(self.warnings)
        return cleaned
