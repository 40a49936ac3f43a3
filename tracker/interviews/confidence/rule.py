"""The rule by which a skill is quiet. It is published on the page and in docs/interviews.md."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.shared.text.ages import AGEING_DAYS

# Longer ago than eight weeks, what was practised is no longer at hand.
AT_HAND_DAYS = 56
LOW = 2


class Reason(models.TextChoices):
    """Why a skill is quiet, the gravest first."""

    ANSWERED_BADLY = "badly", gettext_lazy("asked, and answered badly")
    LOW_CONFIDENCE = "low", gettext_lazy("low confidence")
    NO_EVIDENCE = "none", gettext_lazy("no entry practises it")
    OLD_EVIDENCE = "old", gettext_lazy("its last entry is over a year old")
    NO_STORY = "story", gettext_lazy("no story is ready")
    NOT_PRACTISED = "practice", gettext_lazy("not practised lately")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFacts:
    """What the rule asks of one skill. `badly_on` is a bad answer that nothing has mended since."""

    last_entry_on: date | None = None
    ready_stories: int = 0
    practised_on: date | None = None
    rating: int | None = None
    badly_on: date | None = None


def quiet_reasons(facts: SkillFacts, today: date) -> list[Reason]:
    """Return why a skill is quiet, the gravest reason first; nothing where it is not."""
    reasons = []
    if facts.badly_on:
        reasons.append(Reason.ANSWERED_BADLY)
    if facts.rating is not None and facts.rating <= LOW:
        reasons.append(Reason.LOW_CONFIDENCE)
    if facts.last_entry_on is None:
        reasons.append(Reason.NO_EVIDENCE)
    elif (today - facts.last_entry_on).days > AGEING_DAYS:
        reasons.append(Reason.OLD_EVIDENCE)
    if not facts.ready_stories:
        reasons.append(Reason.NO_STORY)
    if facts.practised_on is None or (today - facts.practised_on).days > AT_HAND_DAYS:
        reasons.append(Reason.NOT_PRACTISED)
    return reasons


def loudness(reasons: list[Reason]) -> tuple[bool, int]:
    """Return what sorts the quietest first: bad answers, then whoever has most reasons."""
    return Reason.ANSWERED_BADLY not in reasons, -len(reasons)


def rule_in_words() -> list[str]:
    """Return what makes a skill quiet, a sentence each, as the page says it."""
    return [
        _("It was asked in an interview and answered badly, until you practise it or answer well."),
        _("You rate your confidence %(low)d or lower.") % {"low": LOW},
        _("No entry practises it, or the last one is over a year old."),
        _("No story that shows it is ready."),
        _("You have not practised it for %(weeks)d weeks.") % {"weeks": AT_HAND_DAYS // 7},
    ]
