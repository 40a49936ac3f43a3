"""What happens to an account beyond saving a form."""

from django.utils import timezone

from tracker.accounts.models import User


def finish_welcome(user: User) -> None:
    """The first ten minutes are over: the home page no longer leads to them."""
    User.objects.filter(pk=user.pk, welcomed_at=None).update(welcomed_at=timezone.now())
