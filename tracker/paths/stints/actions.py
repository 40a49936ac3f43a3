"""What happens to a stint beyond saving a form."""

from collections.abc import Iterable

from django.db import transaction

from tracker.accounts.models import User
from tracker.paths.stints.models import Stint, StintCheck, StintPause
from tracker.shared.owned import lock
from tracker.warnings.actions import keep_note
from tracker.warnings.kinds import WarningKind


@transaction.atomic
def save(owner: User, stint: Stint, kinds: Iterable[WarningKind] = (), note: str = "") -> Stint:
    """Save a new or changed stint; `note` says why against the warnings `kinds`."""
    lock(owner)
    stint.owner = owner
    stint.save()
    about = f"{stint.title} ({stint.company})" if stint.company else stint.title
    keep_note(owner, kinds, note, about)
    return stint


def add_pause(stint: Stint, pause: StintPause) -> None:
    pause.owner, pause.stint = stint.owner, stint
    pause.save()


def add_check(stint: Stint, check: StintCheck) -> None:
    check.owner, check.stint = stint.owner, stint
    check.save()


@transaction.atomic
def begin_campaign(stint: Stint, kinds: Iterable[WarningKind] = (), note: str = "") -> None:
    """Note that the campaign for the PM post begins today; `note` says why before the year."""
    lock(stint.owner)
    if stint.campaign_on is None:
        stint.campaign_on = stint.owner.today
        stint.save(update_fields=["campaign_on"])
        keep_note(stint.owner, kinds, note, stint.title)


def end_campaign(stint: Stint) -> None:
    """Take back that the campaign has begun; a note that was kept stays."""
    stint.campaign_on = None
    stint.save(update_fields=["campaign_on"])


def delete(row: Stint | StintPause | StintCheck) -> None:
    """Take a stint, or a row of one, out of every page, for 30 days with undo."""
    row.soft_delete()


def restore(row: Stint | StintPause | StintCheck) -> None:
    row.restore()
