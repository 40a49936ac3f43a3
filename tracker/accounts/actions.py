"""What happens to an account beyond saving a form."""

from django.contrib.auth.models import Group
from django.utils import timezone

from tracker.accounts.models import User

CURATORS = "Curators"


def make_curator(user: User) -> None:
    """Open the admin to somebody, for the catalogue and nothing else."""
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(Group.objects.get_or_create(name=CURATORS)[0])


def finish_welcome(user: User) -> None:
    """Note that the first ten minutes are over: the home page no longer leads to them."""
    User.objects.filter(pk=user.pk, welcomed_at=None).update(welcomed_at=timezone.now())
