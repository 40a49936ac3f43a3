"""What happens to an opening beyond saving a form."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening, OpeningStage
from tracker.shared.owned import lock
from tracker.shared.text.names import folded


class ReasonMissingError(Exception):
    """An opening is closed with the reason why."""


@transaction.atomic
def add_opening(owner: User, opening: Opening, *, company: str = "") -> Opening:
    """Save an unsaved opening of today; `company` is a name, known or new, "" for one's own."""
    lock(owner)
    opening.owner = owner
    opening.stage_on = owner.today
    opening.company = _company(owner, company) if not opening.is_inside else None
    opening.save()
    return opening


@transaction.atomic
def edit_opening(opening: Opening, *, company: str = "") -> None:
    """Save changed words; `company` as in `add_opening`."""
    owner = opening.owner
    lock(owner)
    standing = opening.company
    if not (standing and folded(standing.name) == folded(company)):
        opening.company = _company(owner, company)
    if opening.is_inside:
        opening.company = None
    opening.save()


@transaction.atomic
def move_opening(
    opening: Opening, stage: str, *, closed_reason: str = "", learned: str | None = None
) -> Opening:
    """Put it on another stage from today on; closing it wants a reason, anything else has none.

    `learned` stays as it is where nothing is said. Raises ReasonMissingError.
    """
    owner = opening.owner
    lock(owner)
    fresh = Opening.objects.owned_by(owner).live().select_related("owner").get(pk=opening.pk)
    is_closing = stage == OpeningStage.CLOSED
    if is_closing and not closed_reason:
        raise ReasonMissingError
    if stage != fresh.stage:
        fresh.stage_on = owner.today
    fresh.stage = OpeningStage(stage)
    fresh.closed_reason = closed_reason if is_closing else ""
    if learned is not None:
        fresh.learned = learned
    if is_closing:
        fresh.next_step, fresh.next_step_on = "", None
    changed = ["stage", "stage_on", "closed_reason", "learned", "next_step", "next_step_on"]
    fresh.save(update_fields=[*changed, "updated_at"])
    return fresh


def finish_step(opening: Opening) -> None:
    """Note that the next step is done; what comes after it is asked for on its page."""
    opening.next_step, opening.next_step_on = "", None
    opening.save(update_fields=["next_step", "next_step_on", "updated_at"])


def delete_opening(opening: Opening) -> None:
    """Take it out of every page, for 30 days with undo."""
    opening.soft_delete("updated_at")


def restore_opening(opening: Opening) -> None:
    opening.restore("updated_at")


def _company(owner: User, name: str) -> Company | None:
    """Return the owner's company of that name, made where there is none yet."""
    if not name:
        return None
    known = Company.objects.owned_by(owner).live().filter(name__same=name).first()
    return known or Company.objects.create(owner=owner, name=name)
