"""What the first ten minutes say about the paths, in one place: each in a sentence, and its price.

Sources: the article, and its author's answer to a reader whose company has no product managers.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.goals.models import Path


@dataclass(frozen=True, slots=True)
class PathText:
    sentence: Promise
    asks: Promise


PATHS = {
    Path.INSIDE: PathText(
        _("You become a product manager where people know your work already."),
        _("It asks for an hour or two a week of help for the PM team, beside your own job."),
    ),
    Path.NICHE: PathText(
        _("You go to a company whose customers’ trade you know better than most candidates do."),
        _("It asks for proof that you know a trade, and mostly changes company and role at once."),
    ),
    Path.STEPPING_STONE: PathText(
        _("You first take a job nearer to product and customers, such as pre-sales or support."),
        _("It asks for at least a year of doing that job well before you move on."),
    ),
    Path.NO_TEAM: PathText(
        _("You find product managers elsewhere to learn from, and later a company that has some."),
        _("It asks for a mentor outside, and for patience: this is the longest of the four."),
    ),
}


def paths_offered(company_has_pms: bool | None) -> list[Path]:
    """Return the paths that can fit, the fitting one first; unanswered, each is possible."""
    if company_has_pms is False:
        return [Path.NO_TEAM, Path.STEPPING_STONE, Path.NICHE, Path.INSIDE]
    first = [Path.INSIDE, Path.NICHE, Path.STEPPING_STONE]
    return first if company_has_pms else [*first, Path.NO_TEAM]
