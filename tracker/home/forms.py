"""The three questions of the first ten minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User


class CompanyForm(forms.ModelForm[User]):
    """Whether there are product managers to learn from; it decides which path is suggested."""

    company_has_pms = forms.TypedChoiceField(
        label=_("Does your company have product managers?"),
        choices=[("yes", _("Yes")), ("no", _("No, or I have no company"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one: it decides which path is suggested.")},
    )

    class Meta:
        model = User
        fields = ["company_has_pms"]
