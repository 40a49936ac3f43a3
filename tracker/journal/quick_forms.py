"""The short forms: one line, once more."""

from django import forms
from django.utils.translation import gettext_lazy as _

# A title, and beside it a date, minutes and names.
LINE_LIMIT = 300


class QuickForm(forms.Form):
    """One line; tracker.journal.quick says what it means.

    `shown` is the token of what its writer has seen it to mean, `task` an alternative they chose.
    """

    what = forms.CharField(label=_("What did you do?"), max_length=LINE_LIMIT)
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=100)
    task = forms.SlugField(required=False)


class RepeatForm(forms.Form):
    """The identity of the entry that a button makes."""

    client_id = forms.UUIDField()
