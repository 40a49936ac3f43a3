"""Narrowing the ledger, changing one card, changing many."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import DETAIL_LIMIT, Quote, QuoteQuerySet
from tracker.projects.models import Project
from tracker.quotes.queries import advised
from tracker.shared.forms import DateInput, MultilineField

MOST_TICKED = 200
EITHER = ("", _("either"))


def _offered(field: str) -> forms.TextInput:
    """A line that offers one's own values from a list, fetched when somebody comes to it."""
    return forms.TextInput(attrs={"list": f"quote-{field}s", "autocomplete": "off"})


class QuoteFilterForm(forms.Form):
    """Filters of the ledger; a value that is not on offer is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    customer = forms.CharField(
        label=_("Customer"), required=False, max_length=DETAIL_LIMIT, widget=_offered("customer")
    )
    speaker = forms.CharField(
        label=_("Who said it"), required=False, max_length=DETAIL_LIMIT, widget=_offered("speaker")
    )
    theme = forms.CharField(
        label=_("Theme"), required=False, max_length=DETAIL_LIMIT, widget=_offered("theme")
    )
    themed = forms.ChoiceField(
        label=_("Has a theme"), required=False, choices=[EITHER, ("yes", _("yes")), ("no", _("no"))]
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
    since = forms.DateField(label=_("From"), required=False, widget=DateInput)
    until = forms.DateField(label=_("To"), required=False, widget=DateInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        field = self.fields["project"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Project.objects.owned_by(user).for_list().select_related(None)

    @property
    def in_use(self) -> bool:
        return any(self.cleaned_data.values())

    @property
    def narrows(self) -> bool:
        """Whether anything but the search line is in use, or wrong."""
        return bool(self.errors) or any(
            self.cleaned_data.get(name) for name in self.fields if name != "q"
        )

    def filter_queryset(self, quotes: QuoteQuerySet) -> QuoteQuerySet:
        """Apply every filter that was understood to live quotes of the form's own user."""
        quotes = quotes.owned_by(self.user)
        chosen = self.cleaned_data
        for field in ("customer", "theme"):
            if typed := chosen.get(field):
                quotes = _named(quotes, field, typed)
        if chosen.get("speaker"):
            quotes = quotes.filter(speaker__icontains=chosen["speaker"])
        if chosen.get("themed"):
            bare = Q(theme="")
            quotes = quotes.filter(bare if chosen["themed"] == "no" else ~bare)
        if chosen.get("project"):
            quotes = quotes.filter(activity__project=chosen["project"])
        if used := chosen.get("used"):
            rests = advised(self.user)
            quotes = quotes.filter(pk__in=rests) if used == "yes" else quotes.exclude(pk__in=rests)
        if chosen.get("shareable"):
            quotes = quotes.filter(shareable=chosen["shareable"] == "yes")
        if chosen.get("since"):
            quotes = quotes.filter(date__gte=chosen["since"])
        if chosen.get("until"):
            quotes = quotes.filter(date__lte=chosen["until"])
        return quotes.matching(chosen.get("q", ""))


def _named(quotes: QuoteQuerySet, field: str, typed: str) -> QuoteQuerySet:
    """As it is spelt, for which there is an index; else wherever it stands in the field."""
    exact = quotes.filter(**{field: typed})
    return exact if exact.exists() else quotes.filter(**{f"{field}__icontains": typed})


class ShowForm(forms.ModelForm[Quote]):
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
            "redacted": _(
                "Take names out: “[customer] waits two days.” Leave this empty to show the exact"
                " words. At most 2,000 characters."
            )
        }

    def clean(self) -> dict[str, Any]:
        # The fields have checked every limit: no need to ask the database about each again.
        return self.cleaned_data


CHANGES = [
    ("", _("choose what to change")),
    ("theme", _("give them the theme")),
    ("no-theme", _("take their theme off")),
    ("shareable", _("may be shown to others")),
    ("private", _("keep private")),
    ("redact", _("redact a word or name")),
    ("exact", _("show the exact words again")),
    ("show-speaker", _("show who said it")),
    ("hide-speaker", _("hide who said it")),
    ("show-customer", _("show the customer")),
    ("hide-customer", _("hide the customer")),
]
# What a change writes: the field and its value; the theme is typed and "redact" has rules.
WRITES: dict[str, tuple[str, Any]] = {
    "no-theme": ("theme", ""),
    "shareable": ("shareable", True),
    "private": ("shareable", False),
    "exact": ("redacted", ""),
    "show-speaker": ("shows_speaker", True),
    "hide-speaker": ("shows_speaker", False),
    "show-customer": ("shows_customer", True),
    "hide-customer": ("shows_customer", False),
}


class BulkForm(forms.Form):
    """One change for the cards that are ticked, or for all that match the filter."""

    change = forms.ChoiceField(
        label=_("Change"),
        choices=CHANGES,
        error_messages={"required": _("Choose what to change.")},
    )
    theme = forms.CharField(
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
        """The keys that were ticked, whoever's they are."""
        sent = self.data.getlist("quote") if isinstance(self.data, QueryDict) else []
        return {int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 19}

    @property
    def writes(self) -> tuple[str, Any]:
        """The field that a checked form changes, and its value; not for "redact"."""
        if self.cleaned_data["change"] == "theme":
            return "theme", self.cleaned_data["theme"]
        return WRITES[self.cleaned_data["change"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        change = cleaned.get("change")
        if change == "theme" and not cleaned.get("theme") and "theme" not in self.errors:
            self.add_error("theme", _("Write the theme."))
        if change == "redact":
            for name in ("word", "instead"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Write the word, and what others see instead."))
        if not cleaned.get("everything"):
            if not self.ticked:
                raise ValidationError(_("Tick at least one card first."))
            if len(self.ticked) > MOST_TICKED:
                raise ValidationError(_("At most 200 cards can be ticked at once."))
        return cleaned


class RenameForm(forms.Form):
    """Another name for a theme; one that is there already takes its quotes in."""

    old = forms.CharField(max_length=DETAIL_LIMIT, widget=forms.HiddenInput)
    new = forms.CharField(
        label=_("New name"),
        max_length=DETAIL_LIMIT,
        widget=_offered("theme"),
        error_messages={"required": _("Write the new name of the theme.")},
    )
