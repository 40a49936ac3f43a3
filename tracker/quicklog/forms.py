"""The short forms: one line, once more, in place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.actions import LoggedActivity, edit_activity
from tracker.journal.forms.entry import ActivityForm
from tracker.journal.models import Activity
from tracker.people.names import TypedPeople

# A title, and beside it a date, minutes and names.
LINE_LIMIT = 300


class QuickForm(forms.Form):
    """One line; tracker.quicklog.parser says what it means.

    `shown` is the token of what its writer has seen it to mean, `task` an alternative they chose.
    """

    what = forms.CharField(label=_("What did you do?"), max_length=LINE_LIMIT)
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=100)
    task = forms.SlugField(required=False)


class RepeatForm(forms.Form):
    """The identity of the entry that a button makes."""

    client_id = forms.UUIDField()


class InPlaceForm(ActivityForm):
    """Title, date, minutes and notes; all the rest stays as it is."""

    # All that it has: what an entry comes to hold besides is left alone.
    FIELDS = ("title", "date", "minutes", "notes", "edit_token")

    def __init__(self, user: User, data: Any, activity: Activity) -> None:
        super().__init__(user, data, instance=activity, auto_id="place_%s")
        self.fields = {name: self.fields[name] for name in self.FIELDS}
        title = self.fields["title"]
        title.help_text = ""
        if not self.is_bound:  # else what is wrong is told first
            title.widget.attrs["autofocus"] = True
        title.required = activity.task_id is None
        title.error_messages["required"] = _("Give the entry a title.")

    def clean(self) -> dict[str, Any]:
        # Not super().clean(), which looks for a task where there is no title.
        return self.cleaned_data

    def save_changes(self) -> LoggedActivity:
        """Save what was typed; raise what tracker.journal.actions.edit_activity does."""
        activity = self.instance
        quotes, people = list(activity.quotes.live()), list(activity.people.live())
        return edit_activity(self.user, activity, quotes=quotes, people=TypedPeople(people))
