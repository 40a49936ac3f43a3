from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tracker.curation.spellings import join_spellings


class Command(BaseCommand):
    help = "Find what stands twice because it was typed in two ways; --join makes it one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--join", action="store_true", help="join what is found, not only count it"
        )

    def handle(self, *args: Any, join: bool = False, **options: Any) -> None:
        found = join_spellings(write=join)
        done = "joined" if join else "would be joined (--join does it)"
        self.stdout.write(f"{found.people} people and {found.companies} companies {done}.")
        self.stdout.write(f"{found.rewritten.total()} names written another way.")
        if found.too_long:
            self.stdout.write(f"{found.too_long} companies have notes too long to be joined.")
