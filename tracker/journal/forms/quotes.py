"""The quotes of one entry, checked together."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance, model_to_dict
from django.forms.renderers import get_default_renderer
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.journal.models import MOST_QUOTES, QUOTE_FIELDS, QUOTE_LIMIT, Quote
from tracker.journal.points import fingerprint
from tracker.shared.forms import (
    MultilineField,
    NoConstraintQueryForm,
    holds_any,
    with_errors_hidden,
)
from tracker.shared.limits import limit_text

# What few quotes need: folded away where nothing is in it.
FOLDED = ("setting", "theme", "shareable", forms.formsets.DELETION_FIELD_NAME)


class QuoteForm(NoConstraintQueryForm[Quote]):
    quote_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Quote
        fields = QUOTE_FIELDS
        field_classes = {"text": MultilineField}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "speaker": forms.TextInput(attrs={"placeholder": _("A role or name")}),
        }
        labels = {
            "text": _("Quote"),
            "speaker": _("Who said it"),
            "customer": _("Customer"),
            "setting": _("Where"),
            "theme": _("Theme"),
            "shareable": _("May be shown to others"),
        }
        help_texts = {
            "text": format_lazy("{} {}", _("Not tidied."), limit_text(QUOTE_LIMIT)),
        }
        error_messages = {
            "text": {"required": _("Write the customer’s words, or remove this quote.")}
        }

    @property
    def shows_more(self) -> bool:
        """Whether its folded fields are open: one of them says something."""
        return holds_any(self, FOLDED)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if text and not fingerprint(text):
            raise ValidationError(_("There is not a word in this quote."))
        return text

    def clean(self) -> dict[str, Any]:
        # As in ActivityForm: the fields have checked every limit.
        return self.cleaned_data


class QuoteFormSet(forms.BaseFormSet[QuoteForm]):
    """The quotes of one entry: `stood` on it already, by primary key, or `gone` from it since."""

    # What formset_factory would set, written out so that types see it.
    form = QuoteForm
    extra = 0
    can_order = False
    can_delete = True
    can_delete_extra = True
    min_num = 0
    max_num = MOST_QUOTES
    absolute_max = MOST_QUOTES + 10
    validate_min = False
    validate_max = True
    edit_only = False
    renderer = get_default_renderer()

    def __init__(
        self,
        *args: Any,
        stood: dict[int, Quote],
        gone: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stood, self.gone = stood, gone

    def add_fields(self, form: QuoteForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[forms.formsets.DELETION_FIELD_NAME].label = _("Remove this quote")

    def clean(self) -> None:
        if (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) < 0:
            raise ValidationError(_("The number of quotes was not understood."))
        seen: set[int] = set()
        for form in self.forms:
            pk = getattr(form, "cleaned_data", {}).get("quote_id")
            if pk in self.gone:  # taken off in another tab: here it is wanted, as a new one
                pk = form.cleaned_data["quote_id"] = None
            if pk is None:
                continue
            if pk not in self.stood or pk in seen:
                raise ValidationError(
                    _("A quote here does not belong to this entry. Open the entry again.")
                )
            seen.add(pk)

    def values(self) -> list[Quote]:
        """Return the quotes that shall stand on the entry, in order; none of them saved."""
        kept = []
        for form in self.forms:
            typed = getattr(form, "cleaned_data", {})
            if not typed.get("text") or typed.get(forms.formsets.DELETION_FIELD_NAME):
                continue
            quote = self.stood.get(typed.get("quote_id") or 0, Quote())
            kept.append(construct_instance(form, quote, QUOTE_FIELDS))
        return kept

    def say_the_same_as(self, quotes: Iterable[Quote]) -> bool:
        """Return whether these quotes are, word for word, what was typed."""
        return _words_of(self.values()) == _words_of(quotes)

    def hide_errors(self) -> None:
        """Show the quotes as they were typed, before they are checked."""
        for form in self.forms:
            with_errors_hidden(form)
        self._errors: list[Any] = []
        self._non_form_errors = forms.utils.ErrorList()


def _words_of(quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    """Return all that somebody wrote of these quotes."""
    return [model_to_dict(quote, QUOTE_FIELDS) for quote in quotes]
