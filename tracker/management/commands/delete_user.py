"""Remove somebody's account at once: for a request under data-protection law."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.accounts.models import User
from tracker.exports.leaving.actions import delete_account


class Command(BaseCommand):
    help = "Remove somebody's account at once and for good, with all that is in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has signed up as {options['email']}.") from error
        email = user.email
        question = f"Everything of {email} goes for good. Type the address again to go on: "
        if not options["yes"] and input(question).strip().lower() != email:
            raise CommandError("Nothing was deleted.")
        delete_account(user)
        self.stdout.write(f"{email} is gone, and everything of that account.")
