"""The form of one reminder; its page has four of them."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tracker.reminders.kinds import row_of
from tracker.reminders.models import Reminder, Weekday

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ReminderForm(forms.ModelForm[Reminder]):
    """One of the four, told apart by its kind as prefix; by mail only where mail works."""

    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int)
    hour = forms.TypedChoiceField(label=_("Hour"), coerce=int, choices=HOURS)

    class Meta:
        model = Reminder
        fields = ["is_on", "weekday", "hour", "by_mail"]
        labels = {"is_on": _("Remind me"), "by_mail": _("By mail too")}

    def __init__(self, reminder: Reminder, data: Any = None) -> None:
        super().__init__(data, instance=reminder, prefix=reminder.kind)
        field = self.fields["weekday"]
        assert isinstance(field, forms.TypedChoiceField)
        first = reminder.owner.week_start
        field.choices = [*Weekday.choices[first:], *Weekday.choices[:first]]
        row = row_of(reminder.kind)
        self.about = row.about
        self.is_by_mail_alone = row.prompt is None
        if not settings.MAIL_WORKS or self.is_by_mail_alone:
            del self.fields["by_mail"]
        if self.is_by_mail_alone:
            self.fields["is_on"].label = _("Send it")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_by_mail_alone:
            self.instance.by_mail = bool(cleaned.get("is_on"))
        return cleaned


def forms_for(reminders: list[Reminder], data: Any = None) -> list[ReminderForm]:
    """Return one for each that this server can bring: some come by mail alone."""
    forms = [ReminderForm(reminder, data) for reminder in reminders]
    return [form for form in forms if settings.MAIL_WORKS or not form.is_by_mail_alone]
