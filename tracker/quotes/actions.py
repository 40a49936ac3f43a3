"""Changing what is said about quotes and shown of them. Exact words and points stay as they are."""

from collections.abc import Collection
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote
from tracker.quotes.redaction import redact, replacer
from tracker.shared.owned import lock

DISPLAY_FIELDS = ["theme", "shareable", "redacted", "shows_speaker", "shows_customer"]
# These stand in the entry's form too, which must notice that they changed under it.
IN_THE_ENTRY_FORM = {"theme", "shareable"}
# What others see of a quote, and all that is read to change it.
FOR_OTHERS = ["redacted", "shows_speaker", "shows_customer"]
READ_TO_REDACT = ["text", "speaker", "customer", *FOR_OTHERS]
BATCH = 200

MOST_UNDONE = 1_000
UNDO_SECONDS = 3_600
TOKEN = 32

# The old values of a field, by the key of their quote.
Before = dict[int, Any]


@transaction.atomic
def save_display(quote: Quote) -> None:
    """Save what a form set of `DISPLAY_FIELDS`. Raises Quote.DoesNotExist if it is gone."""
    lock(quote.owner)
    Quote.objects.owned_by(quote.owner).live().get(pk=quote.pk)
    quote.save(update_fields=DISPLAY_FIELDS)
    _outdate_entry_forms(quote.owner, [quote.activity_id])


@transaction.atomic
def set_on_all(owner: User, keys: Collection[int], field: str, value: Any) -> Before:
    """Set one of `DISPLAY_FIELDS` on those live quotes of the owner; return what they had."""
    assert field in DISPLAY_FIELDS
    lock(owner)
    own_quotes = Quote.objects.owned_by(owner).live().filter(pk__in=keys)
    before: Before = {}
    activity_ids = set()
    for quote in own_quotes.exclude(**{field: value}).only(field, "activity_id"):
        before[quote.pk] = getattr(quote, field)
        activity_ids.add(quote.activity_id)
    Quote.objects.filter(pk__in=list(before)).update(**{field: value})
    if field in IN_THE_ENTRY_FORM:
        _outdate_entry_forms(owner, activity_ids)
    return before


@transaction.atomic
def redact_all(owner: User, keys: Collection[int], word: str, instead: str) -> int:
    """Replace a word in what others see of those quotes; return how many changed."""
    lock(owner)
    replace = replacer(word, instead)
    own_quotes = Quote.objects.owned_by(owner).live().filter(pk__in=keys).only(*READ_TO_REDACT)
    changed = [quote for quote in own_quotes if redact(quote, replace)]
    Quote.objects.bulk_update(changed, FOR_OTHERS, batch_size=BATCH)
    return len(changed)


@transaction.atomic
def rename_theme(owner: User, old: str, new: str) -> int:
    """Call a theme otherwise on every quote, deleted ones too; return how many stand."""
    lock(owner)
    own_quotes = Quote.objects.owned_by(owner).filter(theme=old)
    _outdate_entry_forms(owner, set(own_quotes.values_list("activity_id", flat=True)))
    number = own_quotes.live().count()
    own_quotes.update(theme=new)
    return number


def remember(owner: User, field: str, value: Any, before: Before) -> str:
    """Return a token with which `undo` takes a change back within the hour, "" if too great."""
    if not before or len(before) > MOST_UNDONE:
        return ""
    token = get_random_string(TOKEN)
    cache.set(_cache_key(owner, token), (field, value, before), UNDO_SECONDS)
    return token


@transaction.atomic
def undo(owner: User, token: str) -> int | None:
    """Put back what `set_on_all` changed and nobody has changed since; return how many.

    None for a token that is not known.
    """
    change = cache.get(_cache_key(owner, token)) if len(token) == TOKEN else None
    if change is None:
        return None
    field, value, before = change
    lock(owner)
    unchanged = Quote.objects.owned_by(owner).live().filter(pk__in=before, **{field: value})
    quotes = list(unchanged.only("activity_id"))
    activity_ids = set()
    for quote in quotes:
        setattr(quote, field, before[quote.pk])
        activity_ids.add(quote.activity_id)
    Quote.objects.bulk_update(quotes, [field], batch_size=BATCH)
    if field in IN_THE_ENTRY_FORM:
        _outdate_entry_forms(owner, activity_ids)
    cache.delete(_cache_key(owner, token))
    return len(quotes)


def _cache_key(owner: User, token: str) -> str:
    return f"quotes-undo:{owner.pk}:{token}"


def _outdate_entry_forms(owner: User, activity_ids: Collection[int]) -> None:
    """Refuse forms of these entries that were opened before: they would write the old values."""
    activities = Activity.objects.owned_by(owner).filter(pk__in=activity_ids)
    activities.update(updated_at=timezone.now())
