"""One change at a time: what is warned of, in words. None of it forbids anything."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

AUTHOR = _("Rich Mironov, the article")
ANSWER = _("Rich Mironov, answering a reader")


class WarningKind(models.TextChoices):
    DOUBLE_CHANGE = "double-change", _("A new company and a new role at once")
    SHORT_STINT = "short-stint", _("Less than a year in a post")
    CERTIFICATE = "certificate", _("An MBA or a certificate for its own sake")
    NO_PMS = "no-pms", _("A path without product managers around")
    AGAINST = "against", _("A path against what is known")


@dataclass(frozen=True, slots=True)
class WarningText:
    """What a warning says, the words of the source that it rests on, and where it is given."""

    explanation: StrOrPromise
    given: StrOrPromise
    phrase: str = ""
    attribution: StrOrPromise = ""


TEXTS = {
    WarningKind.DOUBLE_CHANGE: WarningText(
        explanation=_(
            "Another company and a new role at once is the hardest move there is: nobody knows your"
            " work there, and you do not know theirs. See whether one of the two can come first."
        ),
        given=_("for a goal by the niche, and for a stint elsewhere in a new role"),
        phrase="much harder to change companies and roles at the same time",
        attribution=AUTHOR,
    ),
    WarningKind.SHORT_STINT: WarningText(
        explanation=_(
            "A post wants at least a year of doing it really well before you move on or campaign."
            " Sooner, the people who would vouch for you have seen too little."
        ),
        given=_("for a stint or target date under a year, and for campaigning before it is over"),
        phrase="I wouldn’t take ANY job with the intention of moving in less than a year",
        attribution=ANSWER,
    ),
    WarningKind.CERTIFICATE: WarningText(
        explanation=_(
            "A degree or certificate leaves you at the same barrier afterwards, with less money."
            " It is worth its price for what it teaches you, not as a key to the door."
        ),
        given=_("on the page of that task; here you may keep your reasons for doing it"),
        phrase="don’t do an MBA just because a lot of product managers have one",
        attribution=AUTHOR,
    ),
    WarningKind.NO_PMS: WarningText(
        explanation=_(
            "Without product managers around, the move is doubly hard: there is no post to grow"
            " into, and nobody who shows you daily what the job is. Find a mentor outside first."
        ),
        given=_("for the path without a PM team, and for a stint where there are no PMs"),
        phrase="you probably lack peers or mentors who can help shape your ideas of what this is",
        attribution=ANSWER,
    ),
    WarningKind.AGAINST: WarningText(
        explanation=_("What is known about your situation speaks more against this path than for."),
        given=_("for a path that your own answers speak against"),
    ),
}
