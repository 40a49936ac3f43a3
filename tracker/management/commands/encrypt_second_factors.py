from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from tracker.accounts.protection.encryption import UnreadableSecretError
from tracker.accounts.protection.second_factors import encrypt_again


class Command(BaseCommand):
    help = "Encrypt every second factor under the first key, after a key was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = same = unreadable = 0
        factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
        for factor in factors.order_by("pk").iterator():
            try:
                if encrypt_again(factor):
                    changed += 1
                else:
                    same += 1
            except UnreadableSecretError:
                unreadable += 1
            except Authenticator.DoesNotExist:
                continue  # removed meanwhile
        self.stdout.write(f"{changed} encrypted under the first key, {same} were already.")
        if unreadable:
            raise CommandError(
                f"{unreadable} cannot be read with any key that is given. Put the former key "
                "behind the new one in ENCRYPTION_KEY, or in SECRET_KEY_FALLBACKS, and run this "
                "again."
            )
