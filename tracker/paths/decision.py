"""Which answers speak for and against which path: the decision table of docs/paths.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from tracker.goals.models import Path
from tracker.warnings.kinds import WarningKind


class Question(models.TextChoices):
    PMS = "pms", _("Are there product managers at your company?")
    CUSTOMERS = "customers", _("Are customers within your reach?")
    NICHE = "niche", _("Do you know a trade better than most?")
    PLACE = "place", _("Are you tied to the place where you live?")
    BACKUP = "backup", _("Have you done work as a back-up PM?")
    POST = "post", _("Have you been in your post for a year?")


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", pgettext_lazy("answer", "no")


# Short names of the questions, for a table.
SHORT = {
    Question.PMS: _("PMs at the company"),
    Question.CUSTOMERS: _("customers within reach"),
    Question.NICHE: _("a niche"),
    Question.PLACE: _("tied to a place"),
    Question.BACKUP: _("back-up work done"),
    Question.POST: _("a year in the post"),
}
DECISIVE = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """An answer's weight for one path: 2 decides, below 0 it speaks against; and why."""

    question: Question
    answer: Answer
    path: Path
    weight: int
    reason: StrOrPromise


Q, YES, NO = Question, Answer.YES, Answer.NO
INSIDE, NICHE, STONE, NO_TEAM = Path.INSIDE, Path.NICHE, Path.STEPPING_STONE, Path.NO_TEAM
RULES = [
    Rule(Q.PMS, YES, INSIDE, 2, _("There is a PM team to meet, to help and to join.")),
    Rule(Q.PMS, YES, NICHE, -1, _("Your own company, where you are known, has room to try first.")),
    Rule(
        Q.PMS, YES, STONE, -1, _("The direct way is open: a stepping stone is for when it fails.")
    ),
    Rule(Q.PMS, YES, NO_TEAM, -2, _("There is a PM team.")),
    Rule(
        Q.PMS, NO, INSIDE, -2, _("There is no PM post to move into, and nobody to learn it from.")
    ),
    Rule(
        Q.PMS, NO, NICHE, 1, _("A move elsewhere is needed anyway, and what you know goes along.")
    ),
    Rule(Q.PMS, NO, STONE, 1, _("A role near PMs at another company is one change, then another.")),
    Rule(Q.PMS, NO, NO_TEAM, 2, _("PM work that nobody owns is there to be taken.")),
    Rule(Q.CUSTOMERS, YES, INSIDE, 1, _("What customers tell you is what the PM team wants.")),
    Rule(Q.CUSTOMERS, YES, NO_TEAM, 1, _("Customers teach you what no colleague can.")),
    Rule(Q.CUSTOMERS, NO, INSIDE, -1, _("Without customers there is little that PMs lack.")),
    Rule(Q.CUSTOMERS, NO, STONE, 1, _("Most of these roles bring customers within reach.")),
    Rule(
        Q.CUSTOMERS, NO, NO_TEAM, -1, _("Neither PMs nor customers: there is nobody to learn from.")
    ),
    Rule(Q.NICHE, YES, NICHE, 2, _("Knowing a trade can stand in for experience as a PM.")),
    Rule(Q.NICHE, NO, NICHE, -2, _("There is no trade yet for which you would be wanted.")),
    Rule(Q.PLACE, YES, INSIDE, 1, _("It needs no move.")),
    Rule(Q.PLACE, YES, NICHE, -1, _("Companies that need one trade are few and far between.")),
    Rule(Q.PLACE, YES, NO_TEAM, 1, _("It begins where you are.")),
    Rule(Q.PLACE, NO, NICHE, 1, _("You can go to where your trade is needed.")),
    Rule(Q.PLACE, NO, STONE, 1, _("You can go to where such a role is open.")),
    Rule(Q.BACKUP, YES, INSIDE, 1, _("PMs have seen you do their work.")),
    Rule(Q.BACKUP, YES, NO_TEAM, 1, _("You have proof that you can do it without a title.")),
    Rule(Q.BACKUP, NO, NICHE, -1, _("A trade without any product work is half the proof.")),
    Rule(Q.BACKUP, NO, STONE, 1, _("The role gives you the practice that is missing.")),
    Rule(Q.POST, YES, INSIDE, 1, _("They have had time to see you do your job well.")),
    Rule(Q.POST, YES, STONE, 1, _("You leave a job that was done for long enough.")),
    Rule(Q.POST, NO, INSIDE, -1, _("The official job wants a year of doing it really well first.")),
    Rule(Q.POST, NO, NICHE, -1, _("Leaving within a year asks to be explained.")),
    Rule(Q.POST, NO, STONE, -2, _("Leaving within a year is what this path must not do.")),
]


@dataclass(slots=True)
class Fit:
    """One path for one person: the rules that speak for and against it."""

    path: Path
    speaks_for: list[Rule] = field(default_factory=list)
    against: list[Rule] = field(default_factory=list)

    @property
    def score(self) -> int:
        return sum(rule.weight for rule in self.speaks_for + self.against)

    @property
    def is_against_evidence(self) -> bool:
        """Whether something decisive speaks against it, or more against it than for it."""
        decided = any(rule.weight <= -DECISIVE for rule in self.against)
        return decided or self.score < 0


def weigh(answers: Mapping[Question, Answer]) -> list[Fit]:
    """Return the four paths in their order with what speaks for and against each."""
    fits = []
    for path in Path:
        fit = Fit(path)
        for rule in RULES:
            if rule.path == path and answers.get(rule.question) == rule.answer:
                side = fit.speaks_for if rule.weight > 0 else fit.against
                side.append(rule)
        fits.append(fit)
    return fits


def best(fits: list[Fit]) -> Fit | None:
    """Return the fitting path: the highest score, of equal ones the first; None without answers."""
    if not any(fit.speaks_for or fit.against for fit in fits):
        return None
    return max(fits, key=lambda fit: (not fit.is_against_evidence, fit.score))


def path_warnings(fit: Fit) -> list[WarningKind]:
    """Return what to warn of before a path is chosen."""
    no_pms = any(rule.question == Question.PMS for rule in fit.against)
    warnings = []
    if fit.is_against_evidence:
        warnings.append(WarningKind.AGAINST)
    if fit.path == Path.NICHE:
        warnings.append(WarningKind.DOUBLE_CHANGE)
    if fit.path == Path.NO_TEAM or (fit.path == Path.INSIDE and no_pms):
        warnings.append(WarningKind.NO_PMS)
    return warnings
