"""The file of an import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.exports.importing.archives import Archive, ArchiveError
from tracker.files.kinds import MEGABYTE

MOST_ONLINE = 22 * MEGABYTE  # what a request may hold, and a little room


class UploadForm(forms.Form):
    """Cleans to `file`, as it was sent, and `archive`, which reads it."""

    file = forms.FileField(
        label=_("Export (ZIP)"),
        help_text=format_lazy(
            _("Up to {most} MB; a larger one is brought in by whoever runs this server."),
            most=MOST_ONLINE // MEGABYTE,
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_ONLINE:
            raise ValidationError(
                _("The file is too large for this page. Ask whoever runs this server.")
            )
        try:
            self.cleaned_data["archive"] = Archive(file)
        except ArchiveError as error:
            raise ValidationError(str(error)) from error
        return file
