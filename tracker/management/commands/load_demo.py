from typing import Any

from django.core.management.base import BaseCommand

from tracker.catalogue.actions import load_catalogue
from tracker.home.demo import EMAIL, PASSWORD, load_demo


class Command(BaseCommand):
    help = "Fill this database with a made-up person's eight months (make demo)."

    def handle(self, *args: Any, **options: Any) -> None:
        load_catalogue()
        load_demo()
        self.stdout.write(f"Sign in as {EMAIL} with the password {PASSWORD}.")
