"""What the chooser says about each path: what it asks, what it costs, in whose words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tracker.goals.models import Path
from tracker.warnings.kinds import ANSWER, AUTHOR


@dataclass(frozen=True, slots=True)
class PathText:
    sentence: StrOrPromise
    costs: StrOrPromise
    phrase: str
    attribution: StrOrPromise
    advice: tuple[StrOrPromise, ...] = ()


PATH_TEXTS = {
    Path.INSIDE: PathText(
        sentence=_("Grow into product management where people know your work already."),
        costs=_("An hour or two a week beside a job that must go on going well, for a year or so."),
        phrase="Your best shot at moving into a new title/role is within your existing company",
        attribution=AUTHOR,
    ),
    Path.NICHE: PathText(
        sentence=_("Go to a company that needs the trade you know, and learn the craft there."),
        costs=_(
            "A new company and a new role at once; perhaps a move; few posts, so long waiting."
        ),
        phrase="Your market knowledge could replace some functional expertise",
        attribution=AUTHOR,
    ),
    Path.STEPPING_STONE: PathText(
        sentence=_("Take a role nearer to customers and PMs, hold it well for a year, then move."),
        costs=_("A year at least in a post that is not the one you want, done really well."),
        phrase="think about jobs that get you closer to PM",
        attribution=AUTHOR,
    ),
    Path.NO_TEAM: PathText(
        sentence=_("Do the PM work that nobody owns, with a mentor outside, until a door opens."),
        costs=_("It is doubly hard: no post to move into, and nobody beside you who does the job."),
        phrase="this transition is doubly hard",
        attribution=ANSWER,
        advice=(
            _("Take the PM work that nobody owns: why customers leave, what rivals do."),
            _("Find a mentor outside: somebody who shows you what the job is."),
            _("Talk with customers, in whatever part your own job has with them."),
            _("Think of a stepping stone elsewhere, near PMs: one change, then the other."),
            _("Once there, meet its PMs, say what you want, and campaign after a year."),
        ),
    ),
}
