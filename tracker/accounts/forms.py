from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import OtherZone, User, is_zone, zone_names
from tracker.accounts.signals import zone_changed
from tracker.shared.forms import LongSelect


class ZoneField(forms.ChoiceField):
    """Every IANA zone by name, in the browser's own list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=self.names, widget=LongSelect, **kwargs)

    @staticmethod
    def names() -> list[tuple[str, str]]:
        return [(name, name.replace("_", " ")) for name in zone_names()]

    def valid_value(self, value: str) -> bool:
        """Accept what a browser may say and the list leaves out, too."""
        return is_zone(value)

    def offer(self, name: str) -> None:
        """Let the list hold a zone that it leaves out, where that is the one chosen."""
        if is_zone(name) and name not in zone_names():
            self.choices = [*self.names(), (name, OtherZone(name).label)]


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, ZoneField)
        # Not by its bound field, which would keep the value that a subclass may still change.
        values = self.data if self.is_bound else self.initial
        field.offer(str(values.get("time_zone") or ""))

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
