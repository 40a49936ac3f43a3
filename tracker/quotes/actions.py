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

SHOWN = ["theme", "shareable", "redacted", "shows_speaker", "shows_customer"]
# These stand in the entry's form too, which must notice that they changed under it.
ON_THE_ENTRY = {"theme", "shareable"}

MOST_UNDONE = 1_000
UNDO_SECONDS = 3_600
TOKEN = 32

Before = dict[int, Any]


@transaction.atomic
def show(quote: Quote) -> None:
    """Save what a form set of `SHOWN` on a live quote. Raises Quote.DoesNotExist if it is gone."""
    lock(quote.owner)
    Quote.objects.owned_by(quote.owner).live().get(pk=quote.pk)
    quote.save(update_fields=SHOWN)
    _tell_entries(quote.owner, [quote.activity_id])


@transaction.atomic
def give(owner: User, keys: Collection[int], field: str, value: Any) -> Before:
    """Set one of `SHOWN` on those live quotes of the owner; returns what changed, by key."""
    assert field in SHOWN
    lock(owner)
    mine = Quote.objects.owned_by(owner).live().filter(pk__in=keys).exclude(**{field: value})
    rows = list(mine.values_list("pk", field, "activity_id"))
    Quote.objects.filter(pk__in=[pk for pk, _, _ in rows]).update(**{field: value})
    if field in ON_THE_ENTRY:
        _tell_entries(owner, {entry for _, _, entry in rows})
    return {pk: old for pk, old, _ in rows}


@transaction.atomic
def redact_all(owner: User, keys: Collection[int], word: str, instead: str) -> int:
    """Replace a word in what others see of those quotes; returns how many changed."""
    lock(owner)
    replace = replacer(word, instead)
    names = ["text", "redacted", "speaker", "customer", "shows_speaker", "shows_customer"]
    mine = Quote.objects.owned_by(owner).live().filter(pk__in=keys).only(*names)
    changed = [quote for quote in mine if redact(quote, replace)]
    Quote.objects.bulk_update(
        changed, ["redacted", "shows_speaker", "shows_customer"], batch_size=200
    )
    return len(changed)


@transaction.atomic
def rename_theme(owner: User, old: str, new: str) -> int:
    """Call a theme otherwise on every quote, deleted ones too; returns how many stand."""
    lock(owner)
    mine = Quote.objects.owned_by(owner).filter(theme=old)
    _tell_entries(owner, set(mine.values_list("activity_id", flat=True)))
    number = mine.live().count()
    mine.update(theme=new)
    return number


def remember(owner: User, field: str, value: Any, before: Before) -> str:
    """A token with which `undo` takes a change back within the hour, "" for one too great."""
    if not before or len(before) > MOST_UNDONE:
        return ""
    token = get_random_string(TOKEN)
    cache.set(_kept(owner, token), (field, value, before), UNDO_SECONDS)
    return token


@transaction.atomic
def undo(owner: User, token: str) -> int | None:
    """Put back what `give` changed and nobody has changed since; returns how many.

    None for a token that is not known.
    """
    kept = cache.get(_kept(owner, token)) if len(token) == TOKEN else None
    if kept is None:
        return None
    field, value, before = kept
    lock(owner)
    mine = Quote.objects.owned_by(owner).live().filter(pk__in=before, **{field: value})
    quotes = list(mine.only("activity_id"))
    for quote in quotes:
        setattr(quote, field, before[quote.pk])
    Quote.objects.bulk_update(quotes, [field], batch_size=200)
    if field in ON_THE_ENTRY:
        _tell_entries(owner, {quote.activity_id for quote in quotes})
    cache.delete(_kept(owner, token))
    return len(quotes)


def _kept(owner: User, token: str) -> str:
    return f"quotes-undo:{owner.pk}:{token}"


def _tell_entries(owner: User, entries: Collection[int]) -> None:
    """A form of the entry that was opened before is refused, and does not write the old values."""
    Activity.objects.owned_by(owner).filter(pk__in=entries).update(updated_at=timezone.now())
