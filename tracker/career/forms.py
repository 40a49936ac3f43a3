"""What the forms of this feature share: a day between 1950 and today."""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.shared.weeks import EARLIEST

M = TypeVar("M", bound=models.Model)


class DatedForm(forms.ModelForm[M]):
    """A form about something that happened on a day: today, until another one is chosen."""

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
