from typing import Any

from django.core.management.base import BaseCommand

from tracker.exports.leaving.actions import purge_accounts


class Command(BaseCommand):
    help = "Remove for good the accounts that their owners closed more than 14 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge_accounts()} accounts removed.")
