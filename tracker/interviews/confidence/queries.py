"""The confidence map: every skill with what somebody has to say about it, quiet ones first."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Task
from tracker.interviews.confidence.models import ConfidenceRating
from tracker.interviews.confidence.rule import Reason, SkillFacts, loudness, quiet_reasons
from tracker.interviews.confidence.tasks import tasks_by_skill
from tracker.interviews.models import AskedQuestion, Went
from tracker.interviews.practice.models import Practice
from tracker.journal.skill_totals import SkillEntries, entries_by_skill
from tracker.stories.models import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """One skill of the map; `reasons` say why it is quiet, `task` is the next step."""

    skill: Skill
    entries: SkillEntries | None
    stories: int
    practised_on: date | None
    rating: int | None
    rated_on: date | None
    rating_before: int | None
    badly_on: date | None
    reasons: list[Reason]
    task: Task | None = None

    @property
    def is_quiet(self) -> bool:
        return bool(self.reasons)

    @property
    def is_touched(self) -> bool:
        return bool(self.entries or self.stories or self.practised_on or self.rating)

    @property
    def reasons_in_words(self) -> list[str]:
        return [str(reason.label) for reason in self.reasons]


@dataclass(frozen=True, slots=True)
class ConfidenceMap:
    """Every skill, the quietest first."""

    rows: list[SkillRow]

    @property
    def quiet(self) -> list[SkillRow]:
        return [row for row in self.rows if row.is_quiet]

    @property
    def spoken(self) -> list[SkillRow]:
        return [row for row in self.rows if not row.is_quiet]

    @property
    def is_untouched(self) -> bool:
        """Nothing is known yet: nobody has logged, practised, told or rated anything."""
        return not any(row.is_touched for row in self.rows)


def confidence_map(user: User) -> ConfidenceMap:
    """Read the map: six queries, for any number of rows, each skill's by an index."""
    entries = entries_by_skill(user)
    stories = _ready_stories(user)
    rows = []
    for skill in _skills_with_latest(user):
        rows.append(_row(skill, entries.get(skill.slug), stories.get(skill.pk, 0), user.today))
    rows.sort(key=lambda row: loudness(row.reasons))  # and as curators order them within each
    tasks = tasks_by_skill(user, [row.skill.slug for row in rows])
    return ConfidenceMap([replace(row, task=tasks.get(row.skill.slug)) for row in rows])


def skill_row(user: User, slug: str) -> SkillRow | None:
    """Return one row of the map."""
    for row in confidence_map(user).rows:
        if row.skill.slug == slug:
            return row
    return None


def _skills_with_latest(user: User) -> QuerySet[Any]:
    """Return the skills, each with the latest of what the owner has practised, rated, answered."""
    of_skill = {"skill": OuterRef("pk")}
    practices = Practice.objects.owned_by(user).live().filter(**of_skill).order_by("-date", "-pk")
    ratings = ConfidenceRating.objects.owned_by(user).filter(**of_skill).order_by("-date")
    asked = AskedQuestion.objects.owned_by(user).filter(
        **of_skill, interview__deleted_at=None, interview__opening__deleted_at=None
    )
    asked = asked.order_by("-interview__date", "-pk")
    badly, well = asked.filter(went=Went.BADLY), asked.filter(went=Went.WELL)
    return Skill.objects.annotate(
        practised_on=Subquery(practices.values("date")[:1]),
        practised_at=Subquery(practices.values("created_at")[:1]),
        rating=Subquery(ratings.values("rating")[:1]),
        rated_on=Subquery(ratings.values("date")[:1]),
        rating_before=Subquery(ratings.values("rating")[1:2]),
        badly_on=Subquery(badly.values("interview__date")[:1]),
        badly_at=Subquery(badly.values("created_at")[:1]),
        well_on=Subquery(well.values("interview__date")[:1]),
    ).order_by("position", "pk")


def _row(skill: Any, entries: SkillEntries | None, stories: int, today: date) -> SkillRow:
    badly_on = skill.badly_on
    if badly_on and is_mended(
        badly_on, skill.badly_at, skill.well_on, skill.practised_on, skill.practised_at
    ):
        badly_on = None
    facts = SkillFacts(
        last_entry_on=entries.newest if entries else None,
        ready_stories=stories,
        practised_on=skill.practised_on,
        rating=skill.rating,
        badly_on=badly_on,
    )
    return SkillRow(
        skill=skill,
        entries=entries,
        stories=stories,
        practised_on=skill.practised_on,
        rating=skill.rating,
        rated_on=skill.rated_on,
        rating_before=skill.rating_before,
        badly_on=badly_on,
        reasons=quiet_reasons(facts, today),
    )


def is_mended(
    badly_on: date,
    badly_at: datetime,
    well_on: date | None,
    practised_on: date | None,
    practised_at: datetime | None,
) -> bool:
    """Say whether a bad answer was followed by a good one, or by practice.

    Of practice on the day of the interview only that counts which was written down after it.
    """
    if well_on and well_on > badly_on:
        return True
    if practised_on is None or practised_at is None:
        return False
    same_day_later = practised_on == badly_on and practised_at > badly_at
    return practised_on > badly_on or same_day_later


def _ready_stories(user: User) -> dict[int, int]:
    """Return how many stories are ready, by the key of the skill that they show."""
    ready = Story.objects.owned_by(user).ready().order_by().exclude(skills=None)
    return dict(ready.values_list("skills").annotate(number=Count("pk")))
