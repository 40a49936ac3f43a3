"""The forms of an import: the file, and what its columns are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tracker.people.contact_import import columns, vcard
from tracker.people.contact_import.columns import NAMES, SEVERAL, Meaning, Sheet, SheetColumn
from tracker.people.contact_import.contacts import Contacts
from tracker.people.models import PersonKind
from tracker.shared.sheets.limits import SheetError

START = 4096  # bytes in which a vCard begins, whatever the file is called


class UploadForm(forms.Form):
    """Cleans to `kind` and, as `file`, contacts or a sheet whose columns are to be named."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=PersonKind.choices,
        initial=PersonKind.PEER,
        help_text=_(
            "For everybody in the file. Product managers of your own company are kept without a"
            " company."
        ),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("vCard (.vcf) up to 20 MB, CSV or XLSX up to 2 MB; at most 5,000 contacts."),
        widget=forms.FileInput(attrs={"accept": ".vcf,.csv,.xlsx,text/vcard,text/csv"}),
    )

    def clean_file(self) -> Contacts | Sheet:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            if _is_vcard(file):
                return _read_cards(file, self.cleaned_data.get("kind", ""))
            return _read_sheet(file)
        except SheetError as error:
            raise ValidationError(str(error)) from error


def _is_vcard(file: UploadedFile[Any]) -> bool:
    start = file.read(START)
    file.seek(0)
    begins = b"BEGIN:VCARD" in start.replace(b"\0", b"").upper()
    return begins or (file.name or "").lower().endswith((".vcf", ".vcard"))


def _read_cards(file: UploadedFile[Any], kind: str) -> Contacts:
    if (file.size or 0) > vcard.MOST_BYTES:
        raise SheetError(_("The file is larger than 20 MB. Export it in parts."))
    return vcard.read(file.chunks(), kind)


def _read_sheet(file: UploadedFile[Any]) -> Sheet:
    if (file.size or 0) > columns.MOST_BYTES:
        raise SheetError(_("The file is larger than 2 MB. Import it in parts."))
    return columns.read(file.name or "", file.read())


class ColumnsForm(forms.Form):
    """What each column of a sheet is. Cleans to `meanings`, by the columns’ places."""

    def __init__(self, sheet: Sheet, *args: Any) -> None:
        super().__init__(*args)
        self.columns = sheet.columns
        for column in self.columns:
            self.fields[_field(column)] = forms.ChoiceField(
                label=column.name,
                choices=Meaning.choices,
                required=False,
                initial=column.guess.value,
            )

    @property
    def guessed(self) -> list[tuple[SheetColumn, forms.BoundField]]:
        """The columns that come first: those that were guessed, or chosen before."""
        return self._pairs(with_meaning=True)

    @property
    def others(self) -> list[tuple[SheetColumn, forms.BoundField]]:
        return self._pairs(with_meaning=False)

    @property
    def meanings(self) -> dict[int, Meaning]:
        meanings = {}
        for column in self.columns:
            meanings[column.index] = Meaning(self.cleaned_data[_field(column)])
        return meanings

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[str, SheetColumn] = {}
        for column in self.columns:
            meaning = cleaned.get(_field(column), "")
            if meaning in SEVERAL:
                continue
            earlier = seen.setdefault(meaning, column)
            if earlier is not column:
                text = _("“%(name)s” is that already. Choose one of the two.")
                self.add_error(_field(column), ValidationError(text, params={"name": earlier.name}))
        if not self.errors and not NAMES & set(seen):
            raise ValidationError(_("Say which column holds the name."))
        return cleaned

    def _pairs(self, *, with_meaning: bool) -> list[tuple[SheetColumn, forms.BoundField]]:
        pairs = []
        for column in self.columns:
            field = self[_field(column)]
            if bool(field.value()) is with_meaning:
                pairs.append((column, field))
        return pairs


def _field(column: SheetColumn) -> str:
    return f"column-{column.index}"
