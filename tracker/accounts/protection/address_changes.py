"""A change of address that was not its owner's: the old address takes it back for a week."""

from datetime import timedelta

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tracker.accounts.models import AddressChange, User
from tracker.accounts.signals import address_restored
from tracker.shared.owned import lock
from tracker.shared.site import absolute

UNDO_FOR = timedelta(days=7)
SALT = "tracker.accounts.undo_address_change"


class AddressTakenError(Exception):
    """Somebody else has confirmed or used the old address since."""


def note_change(user: User, old_address: str, new_address: str) -> str:
    """Note a change of address and return the link that takes it back, for the old address alone.

    The link rests on the row, not on addresses that the account still has, so nobody who changes
    or removes them cuts it off.
    """
    AddressChange.objects.filter(changed_at__lt=timezone.now() - UNDO_FOR).delete()
    change = AddressChange.objects.create(
        owner=user, old_address=old_address, new_address=new_address
    )
    return absolute("undo_email_change", signing.dumps(change.pk, salt=SALT))


def change_of(token: str) -> AddressChange | None:
    """Return the change that a link takes back; None for one that is wrong, used or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=UNDO_FOR)
    except signing.BadSignature:
        return None
    changes = AddressChange.objects.select_related("owner").filter(undone_at=None)
    return changes.filter(pk=pk, changed_at__gte=timezone.now() - UNDO_FOR).first()


@transaction.atomic
def undo(change: AddressChange) -> User | None:
    """Give the account back to its old address; None where another click was quicker.

    Whoever made the change is put out: the password, every session, recovery codes and the other
    factors that came within a week before the change or after it count no more. A change that was
    made before this one can still be undone: else a thief who changes the address twice would
    close the owner's link by using the second one.

    Raises:
        AddressTakenError: another account has the old address, and confirmed or used it.
    """
    lock(change.owner)
    changes = AddressChange.objects.owned_by(change.owner).filter(undone_at=None)
    if not changes.filter(pk=change.pk).exists():
        return None
    user = User.objects.get(pk=change.owner_id)
    _free(change.old_address, user)
    _put_back(user, change.old_address)
    _put_out(user, change)
    changes.filter(pk__gte=change.pk).update(undone_at=timezone.now())
    address_restored.send(User, user=user)
    return user


def new_password_path(user: User) -> str:
    """Return where `user` chooses a new password, once, as a mailed link would."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    values = {"uidb36": user_pk_to_url_str(user), "key": key}
    return reverse("account_reset_password_from_key", kwargs=values)


def _free(address: str, user: User) -> None:
    """Remove an account that only blocks the address: never confirmed, never signed in."""
    confirmed = EmailAddress.objects.filter(email__iexact=address, verified=True)
    if confirmed.exclude(user=user).exists():
        raise AddressTakenError
    for other in User.objects.filter(email__iexact=address).exclude(pk=user.pk):
        if other.last_login is not None or other.is_staff:
            raise AddressTakenError
        other.delete()


def _put_back(user: User, address: str) -> None:
    EmailAddress.objects.filter(user=user).delete()
    # The link was read in that mailbox: it needs no other proof.
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    user.email = address
    user.set_unusable_password()
    user.save(update_fields=["email", "password"])


def _put_out(user: User, change: AddressChange) -> None:
    recent = Q(created_at__gte=change.changed_at - UNDO_FOR)
    codes = Q(type=Authenticator.Type.RECOVERY_CODES)
    Authenticator.objects.filter(recent | codes, user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
