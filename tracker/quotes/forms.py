"""Narrowing the ledger, changing one card, changing many."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.employments.forms import EmploymentFilterField, offer_employments
from tracker.journal.models import DETAIL_LIMIT, QUOTE_LIMIT, Quote, QuoteQuerySet
from tracker.projects.models import Project
from tracker.quotes.queries import used_in_recommendations
from tracker.shared.database.names import NameFormField, spellings_of
from tracker.shared.forms import DateInput, MultilineField, NoConstraintQueryForm
from tracker.shared.http import SEARCH_LIMIT, pk_from
from tracker.shared.limits import limit_text

MOST_TICKED = 200
EITHER = ("", _("either"))
# Filters that are a comparison with what was typed or chosen.
LOOKUPS = {
    "speaker": "speaker__finds",
    "project": "activity__project",
    "since": "date__gte",
    "until": "date__lte",
}


def _offered(field: str) -> forms.TextInput:
    """Offer one's own values in a line, from a list fetched when somebody comes to it."""
    return forms.TextInput(attrs={"list": f"quote-{field}s", "autocomplete": "off"})


class QuoteFilterForm(forms.Form):
    """Filters of the ledger; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=SEARCH_LIMIT)
    customer = NameFormField(
        label=_("Customer"), required=False, max_length=DETAIL_LIMIT, widget=_offered("customer")
    )
    speaker = NameFormField(
        label=_("Who said it"), required=False, max_length=DETAIL_LIMIT, widget=_offered("speaker")
    )
    theme = NameFormField(
        label=_("Theme"), required=False, max_length=DETAIL_LIMIT, widget=_offered("theme")
    )
    themed = forms.ChoiceField(
        label=_("Has a theme"),
        required=False,
        choices=[EITHER, ("yes", _("yes")), ("no", pgettext_lazy("an answer", "no"))],
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), required=False, empty_label=_("Any or none")
    )
    used = forms.ChoiceField(
        label=_("Used in advice"),
        required=False,
        choices=[EITHER, ("yes", _("used")), ("no", _("unused"))],
    )
    shareable = forms.ChoiceField(
        label=_("May be shown"),
        required=False,
        choices=[EITHER, ("yes", _("yes")), ("no", _("no, private"))],
    )
    employment = EmploymentFilterField()
    since = forms.DateField(label=pgettext_lazy("a date", "From"), required=False, widget=DateInput)
    until = forms.DateField(label=pgettext_lazy("a date", "To"), required=False, widget=DateInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["project"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Project.objects.owned_by(user).for_list().select_related(None)
        offer_employments(self, user)

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())

    @property
    def narrows(self) -> bool:
        """Say whether anything but the search line is in use, or wrong."""
        for name in self.fields:
            if name != "q" and self._chosen(name):
                return True
        return bool(self.errors)

    def filter_queryset(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """Apply every filter that was understood to live quotes of the form's own user."""
        quotes = quotes.owned_by(self.user)
        for field in ("customer", "theme"):
            if self._chosen(field):
                quotes = _named(quotes, field, self._chosen(field))
        for name, lookup in LOOKUPS.items():
            if self._chosen(name):
                quotes = quotes.filter(**{lookup: self._chosen(name)})
        if employment := self._chosen("employment"):
            quotes = quotes.filter(employment.covers("date"))
        quotes = self._filter_by_use(quotes)
        return quotes.matching(self.cleaned_data.get("q", ""))

    def _filter_by_use(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """Apply those that ask yes or no."""
        bare, used = Q(theme=""), Q(pk__in=used_in_recommendations(self.user))
        if self._chosen("themed"):
            quotes = quotes.filter(bare if self._chosen("themed") == "no" else ~bare)
        if self._chosen("used"):
            quotes = quotes.filter(used if self._chosen("used") == "yes" else ~used)
        if self._chosen("shareable"):
            quotes = quotes.filter(shareable=self._chosen("shareable") == "yes")
        return quotes

    def _chosen(self, name: str) -> Any:
        """Return what a filter says; nothing for one that was not understood."""
        return self.cleaned_data.get(name)


def _named(quotes: QuoteQuerySet, field: str, typed: str) -> QuoteQuerySet:
    """Find it as it is spelt, for which there is an index; else wherever it stands in a field."""
    exact = quotes.filter(**{f"{field}__in": spellings_of(typed)})
    return exact if exact.exists() else quotes.filter(**{f"{field}__finds": typed})


class DisplayForm(NoConstraintQueryForm[Quote]):
    """A card's theme, and what of it others may see."""

    class Meta:
        model = Quote
        fields = ["theme", "shareable", "redacted", "shows_speaker", "shows_customer"]
        field_classes = {"redacted": MultilineField}
        widgets = {"theme": _offered("theme"), "redacted": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "theme": _("Theme"),
            "shareable": _("May be shown to others"),
            "redacted": _("Words as others see them"),
            "shows_speaker": _("Show who said it"),
            "shows_customer": _("Show the customer"),
        }
        help_texts = {
            "redacted": format_lazy(
                "{} {}",
                _(
                    "Take names out: “[customer] waits two days.” Leave this empty to show the"
                    " exact words."
                ),
                limit_text(QUOTE_LIMIT),
            )
        }


@dataclass(frozen=True, slots=True)
class Write:
    """A field and the value that it gets."""

    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that can be done to many cards."""

    name: str
    label: Promise
    write: Write | None = None  # None where more has to be typed


CHANGES = [
    Change("theme", _("give them the theme")),
    Change("no-theme", _("take their theme off"), Write("theme", "")),
    Change("shareable", _("may be shown to others"), Write("shareable", True)),
    Change("private", _("keep private"), Write("shareable", False)),
    Change("redact", _("redact a word or name")),
    Change("exact", _("show the exact words again"), Write("redacted", "")),
    Change("show-speaker", _("show who said it"), Write("shows_speaker", True)),
    Change("hide-speaker", _("hide who said it"), Write("shows_speaker", False)),
    Change("show-customer", _("show the customer"), Write("shows_customer", True)),
    Change("hide-customer", _("hide the customer"), Write("shows_customer", False)),
]


class BulkForm(forms.Form):
    """One change for the cards that are ticked, or for all that match the filter."""

    change = forms.ChoiceField(
        label=pgettext_lazy("which change, of a form", "Change"),
        choices=[
            ("", _("choose what to change")),
            *[(change.name, change.label) for change in CHANGES],
        ],
        error_messages={"required": _("Choose what to change.")},
    )
    theme = NameFormField(
        label=_("Theme"), required=False, max_length=DETAIL_LIMIT, widget=_offered("theme")
    )
    word = forms.CharField(label=_("Word or name"), required=False, max_length=DETAIL_LIMIT)
    instead = forms.CharField(
        label=_("Others see instead"), required=False, max_length=DETAIL_LIMIT, initial="[customer]"
    )
    everything = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="bulk_%s")

    @property
    def ticked(self) -> set[int]:
        """Return the keys that were ticked, whoever's they are."""
        ticked: set[int] = set()
        if not isinstance(self.data, QueryDict):
            return ticked
        for text in self.data.getlist("quote"):
            pk = pk_from(text)
            if pk is not None:
                ticked.add(pk)
        return ticked

    @property
    def is_redaction(self) -> bool:
        return bool(self.cleaned_data["change"] == "redact")

    @property
    def write(self) -> Write:
        """Return what a checked form writes, unless it is a redaction."""
        chosen = self.cleaned_data["change"]
        for change in CHANGES:
            if change.name == chosen and change.write:
                return change.write
        assert chosen == "theme"
        return Write("theme", self.cleaned_data["theme"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("change") == "theme":
            self._require("theme", _("Write the theme."))
        if cleaned.get("change") == "redact":
            self._require("word", _("Write the word, and what others see instead."))
            self._require("instead", _("Write the word, and what others see instead."))
        if not cleaned.get("everything"):
            self._check_ticks()
        return cleaned

    def _require(self, name: str, sentence: Any) -> None:
        """Refuse an empty field that this change needs, unless something else is wrong with it."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def _check_ticks(self) -> None:
        if not self.ticked:
            raise ValidationError(_("Tick at least one card first."))
        if len(self.ticked) > MOST_TICKED:
            text = _("At most %(most)d cards can be ticked at once.")
            raise ValidationError(text % {"most": MOST_TICKED})


class RenameForm(forms.Form):
    """Another name for a theme; one that is there already takes its quotes in."""

    old = forms.CharField(max_length=DETAIL_LIMIT, widget=forms.HiddenInput)
    new = NameFormField(
        label=_("New name"),
        max_length=DETAIL_LIMIT,
        widget=_offered("theme"),
        error_messages={"required": _("Write the new name of the theme.")},
    )
