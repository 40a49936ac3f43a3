"""Removing an account for good, and all that is its owner’s."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection, models, transaction
from django.utils import timezone

from tracker.accounts import security_log
from tracker.accounts.models import User
from tracker.accounts.protection.leaving import end_sessions
from tracker.catalogue.models import Task
from tracker.exports.registry import all_kinds
from tracker.search import index
from tracker.shared.owned import lock
from tracker.suggestions.models import Suggestion, SuggestionState

AT_ONCE = 500  # rows


def purge_accounts() -> int:
    """Remove the accounts whose fourteen days are over; return how many."""
    leaving = User.objects.filter(leaves_at__lte=timezone.now()).order_by("pk")
    number = 0
    for user in leaving:
        delete_account(user)
        number += 1
    return number


def delete_account(user: User) -> None:
    """Remove an account with everything that is its own; what curators took from it has no name.

    Files go once this is committed. Nothing of it can be taken back.
    """
    key = user.pk
    with transaction.atomic():
        lock(user)
        end_sessions(user)
        _forget_name(user)
        _forget_in_admin_log(user)
        # The last ones first, some at a time: a long life would not fit into memory.
        for kind in reversed(all_kinds()):
            _delete(kind.model._default_manager.filter(owner=user))
        user.delete()
    index.compact(connection)
    caches["pages"].clear()
    security_log.record("account_deleted", None, deleted_id=key)


def _delete(rows: "models.QuerySet[models.Model]") -> None:
    while keys := list(rows.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE]):
        rows.filter(pk__in=keys).delete()


def _forget_name(user: User) -> None:
    """Leave accepted suggestions in the catalogue, in its history too, without who made them."""
    accepted = Suggestion.objects.owned_by(user).filter(state=SuggestionState.ACCEPTED)
    tasks = list(accepted.exclude(task=None).values_list("task", flat=True))
    Task.objects.filter(pk__in=tasks).update(credit="")
    Task.history.filter(id__in=tasks).update(credit="")  # type: ignore[attr-defined]


def _forget_in_admin_log(user: User) -> None:
    """Remove what staff did to the account: a line says its address."""
    about: list[tuple[type[models.Model], list[int]]] = [(User, [user.pk])]
    for relation in User._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and model._meta.app_label != "tracker":
            rows = model._default_manager.filter(**{relation.field.name: user})
            about.append((model, list(rows.values_list("pk", flat=True))))
    for model, keys in about:
        content_type = ContentType.objects.get_for_model(model)
        names = [str(key) for key in keys]
        LogEntry.objects.filter(content_type=content_type, object_id__in=names).delete()
