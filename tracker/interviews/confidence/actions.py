"""Rating one's own confidence: the last word of a day counts, earlier days stay."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.confidence.models import ConfidenceRating
from tracker.shared.owned import lock


@transaction.atomic
def rate_skill(owner: User, skill: Skill, rating: int | None) -> int | None:
    """Say how confident somebody is today, None for nothing; return what stood there before."""
    lock(owner)
    own_ratings = ConfidenceRating.objects.owned_by(owner).filter(skill=skill, date=owner.today)
    before = own_ratings.first()
    if rating is None:
        own_ratings.delete()
    else:
        ConfidenceRating.objects.update_or_create(
            owner=owner, skill=skill, date=owner.today, defaults={"rating": rating}
        )
    return before.rating if before else None
