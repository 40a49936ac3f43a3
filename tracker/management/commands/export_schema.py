from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker.exports.schema import page


class Command(BaseCommand):
    help = "Write docs/your-data-schema.md anew, for developers who changed a model."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "your-data-schema.md"
        path.write_text(page())
        self.stdout.write(f"{path} is written.")
