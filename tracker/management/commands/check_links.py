from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tracker.catalogue.links import check_links
from tracker.catalogue.models import Resource, Task


class Command(BaseCommand):
    help = "Ask every link of the reading list whether it answers, and report those that do not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--allow",
            action="append",
            default=[],
            metavar="HOST[:PORT]",
            help="ask this host too, although it is not public or answers at another port",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        resources = Resource.objects.exclude(link="").exclude(status=Task.Status.ARCHIVED)
        problems = check_links(resources, allowed=frozenset(options["allow"]))
        broken = 0
        for link, problem in sorted(problems.items()):
            if problem:
                self.stdout.write(f"{link}: {problem}")
                broken += 1
        self.stdout.write(f"{len(problems)} links asked, {broken} with a problem.")
