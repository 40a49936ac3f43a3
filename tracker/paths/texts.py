"""What each path costs; the rest is the curators' to say (catalogue/guidance)."""

from django.utils.translation import gettext_lazy as _

from tracker.goals.models import Path

COSTS = {
    Path.INSIDE: _(
        "An hour or two a week beside a job that must go on going well, for a year or so."
    ),
    Path.NICHE: _(
        "A new company and a new role at once; perhaps a move; few posts, so long waiting."
    ),
    Path.STEPPING_STONE: _(
        "A year at least in a post that is not the one you want, done really well."
    ),
    Path.NO_TEAM: _(
        "It is doubly hard: no post to move into, and nobody beside you who does the job."
    ),
}
