"""The file of an import."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import MOST_BYTES, SheetError


class UploadForm(forms.Form):
    """Cleans to the table that is in the file."""

    file = forms.FileField(label=_("File"), help_text=_("CSV, XLSX or JSON, at most 2 MB."))

    def __init__(self, columns: tuple[str, ...], *args: Any) -> None:
        super().__init__(*args)
        self.columns = columns

    def clean_file(self) -> tables.Table:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Import it in parts."))
        try:
            table = tables.read(file.name or "", file.read())
        except SheetError as error:
            raise ValidationError(str(error)) from error
        for name in table.columns:
            if name not in self.columns:
                raise ValidationError(
                    _("There is no column “%(name)s”. The columns are: %(columns)s."),
                    params={"name": name[:60], "columns": ", ".join(self.columns)},
                )
        if "slug" not in table.columns:
            raise ValidationError(
                _("The column “slug” is missing: it says which record a row is about.")
            )
        return table
