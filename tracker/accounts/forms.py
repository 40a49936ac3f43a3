from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User, zone_names
from tracker.accounts.signals import zone_changed
from tracker.shared.forms import LongSelect


class ZoneField(forms.ChoiceField):
    """Every IANA zone by name, in the browser's own list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=self.names, widget=LongSelect, **kwargs)

    @staticmethod
    def names() -> list[tuple[str, str]]:
        return [(name, name.replace("_", " ")) for name in zone_names()]


class ZoneForm(forms.ModelForm[User]):
    """What decides "today" and "this week"."""

    time_zone = ZoneField(label=_("Time zone"), help_text=_("Decides which day is today."))

    class Meta:
        model = User
        fields = ["display_name", "time_zone", "week_start"]
        labels = {"display_name": _("Name")}
        help_texts = {
            "display_name": _("Only you see it, unless you share a page."),
            "week_start": _("Decides which days make a week, also in the sums."),
        }

    def save(self, commit: bool = True) -> User:
        """Save, and tell whoever keeps moments that depend on the zone."""
        with transaction.atomic():
            user = super().save(commit)
            if commit and "time_zone" in self.changed_data:
                zone_changed.send(User, user=user)
        return user


class ProfileForm(ZoneForm):
    class Meta(ZoneForm.Meta):
        fields = [*ZoneForm.Meta.fields, "day_ends_at", "theme", "shortcuts"]
        labels = {
            **ZoneForm.Meta.labels,
            "theme": _("Colours"),
            "shortcuts": _("Keyboard shortcuts"),
        }
        help_texts = {
            **ZoneForm.Meta.help_texts,
            "day_ends_at": _("What you log before it belongs to the evening before."),
            "shortcuts": _("l logs, / searches, ? lists them."),
        }
