"""Eight lived-in months of somebody made up, so that a newcomer sees a full product at once.

What she did is told by the features (shared/registries/demo.py).
"""

import tomllib
from importlib.resources import files

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.shared.registries.discovery import registered_modules

EMAIL = "nora@demo.invalid"
PASSWORD = "made-up-nora"  # noqa: S105 - printed on the console of a database that is all invention


@transaction.atomic
def load_demo() -> User:
    """Make the persona with her goal and journal up to today; once made she stays as she is."""
    if earlier := User.objects.filter(email=EMAIL).first():
        return earlier
    nora = User.objects.create_user(
        EMAIL,
        PASSWORD,
        display_name="Nora Quill (made up)",
        time_zone="Europe/Dublin",
        company_has_pms=True,
        welcomed_at=timezone.now(),
    )
    for module in sorted(registered_modules("demo_rows"), key=lambda module: module.PLACE):
        text = (files(str(module.__package__)) / "demo_rows.toml").read_text("utf-8")
        module.load(nora, tomllib.loads(text))
    return nora
