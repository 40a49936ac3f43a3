from django import forms
from django.utils.translation import gettext_lazy as _

LATER, NOW = "later", "now"


class LeaveForm(forms.Form):
    when = forms.ChoiceField(
        label=_("When"),
        choices=[
            (LATER, _("In 14 days: sign in before then to change your mind")),
            (NOW, _("At once, for good")),
        ],
        initial=LATER,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when.")},
    )
