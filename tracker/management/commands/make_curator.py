from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.accounts.actions import make_curator
from tracker.accounts.models import User


class Command(BaseCommand):
    help = "Let somebody who has signed up curate the task list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist as error:
            raise CommandError(
                f"Nobody has signed up as {options['email']}. Sign up first, then run this again."
            ) from error
        make_curator(user)
        self.stdout.write(f"{user.email} curates the task list now, at /admin/.")
