"""Rows that belong to one person, and the only way to reach them."""

from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[M_co]):
    def owned_by(self, user: AbstractBaseUser) -> Self:
        """Return only the rows of `user`; there is no value that means everybody's."""
        return self.filter(owner_id=user.pk)


class Owned(models.Model):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )

    class Meta:
        abstract = True


def lock(owner: Any) -> None:
    """Let one write per owner happen at a time, until the transaction ends.

    Points depend on the owner's other rows, so two writes at once could both find themselves
    first. SQLite has one writer anyway; PostgreSQL waits on the owner's row.
    """
    users = get_user_model().objects
    # Evaluated rather than got: an action made of actions locks again, which is no N+1.
    if not users.filter(pk=owner.pk).select_for_update(no_key=True).values_list("pk"):
        raise users.model.DoesNotExist
