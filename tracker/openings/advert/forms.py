"""What is sent about an advert."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.openings.advert.models import MOST_LINES, Mark
from tracker.openings.models import ADVERT_LIMIT
from tracker.shared.forms import MultilineField
from tracker.shared.http import pk_from
from tracker.shared.limits import limit_text

ASIDE = "aside"
ANSWERS = {"", ASIDE, *Mark.values}


class PasteForm(forms.Form):
    advert = MultilineField(
        label=_("Advert"),
        max_length=ADVERT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=str(limit_text(ADVERT_LIMIT)),
        error_messages={"required": _("Paste the text of the advert.")},
    )

    def clean_advert(self) -> str:
        text: str = self.cleaned_data["advert"]
        if not any(map(str.isalnum, text)):
            raise forms.ValidationError(_("There are no words in it. Paste the advert’s text."))
        return text


def marks_from(sent: QueryDict | Any) -> dict[int, str]:
    """Return the answers by the line's key; what is none of ANSWERS is left out."""
    marks = {}
    for name in list(sent)[: MOST_LINES + 10]:
        key = pk_from(name.removeprefix("line-")) if name.startswith("line-") else None
        answer = sent[name]
        if key is not None and answer in ANSWERS:
            marks[key] = answer
    return marks
