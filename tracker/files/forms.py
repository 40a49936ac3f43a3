"""Adding a link or a file to an entry."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tracker.files import actions
from tracker.files.content import EMPTY, TOO_LARGE, CheckedFile, checked
from tracker.files.kinds import MEGABYTE, MOST_BYTES, MOST_BYTES_OF_ALL, MOST_ON_AN_ENTRY
from tracker.files.models import EntryLink
from tracker.files.names import clean_name

ACCEPTED = "image/png,image/jpeg,image/webp,image/gif,application/pdf"


class LinkForm(forms.ModelForm[EntryLink]):
    class Meta:
        model = EntryLink
        fields = ["address", "title"]
        labels = {"address": _("Link"), "title": _("Title")}
        widgets = {
            "address": forms.URLInput(attrs={"autocomplete": "off"}),
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        error_messages = {"address": {"required": _("Say where the link leads.")}}

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_link_%s")


class FileForm(forms.Form):
    """Cleans to `file`, what shall be kept, and `name`, under which it is given back."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _(
                "PNG, JPEG, WebP, GIF or PDF up to {most} MB. Pictures are drawn anew: where and"
                " with what they were taken is not kept."
            ),
            most=MOST_BYTES // MEGABYTE,
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file."), "empty": EMPTY},
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)

    def clean_file(self) -> CheckedFile:
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        file = checked(sent.read())
        self.cleaned_data["name"] = clean_name(sent.name or "", file.kind)
        return file


def why_not(error: Exception) -> str:
    """Return the sentence for a link or a file that an action did not take."""
    if isinstance(error, actions.NoRoomError):
        used, most = error.used / MEGABYTE, MOST_BYTES_OF_ALL // MEGABYTE
        sentence = _now(
            "Your files take up %(used).1f of %(most)d MB, those in Deleted among them."
            " There is no room for this one."
        )
        return sentence % {"used": used, "most": most}
    if isinstance(error, actions.NotKeptError):
        return _now("The file could not be stored just now. Nothing was kept; try again later.")
    sentence = _now("An entry holds at most %(most)d of these. Take one off first.")
    return sentence % {"most": MOST_ON_AN_ENTRY}
