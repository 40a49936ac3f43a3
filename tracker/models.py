"""Every concrete model, in one place for Django; a feature imports another's own module."""

from tracker.accounts.models import AddressChange, User
from tracker.briefing.models import Briefing
from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.goals.models import Goal, Milestone
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally
from tracker.lessons.models import Lesson
from tracker.openings.advert.models import AdvertLine, Proof
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening
from tracker.people.models import Person
from tracker.projects.models import Document, Project
from tracker.recommendations.models import Recommendation
from tracker.reminders.models import CalendarFeed, Reminder
from tracker.suggestions.models import Suggestion
from tracker.week.models import Commitment, WeekRecord

__all__ = [
    "Activity",
    "AddressChange",
    "AdvertLine",
    "Area",
    "Briefing",
    "CalendarFeed",
    "Commitment",
    "Company",
    "DayTotal",
    "Document",
    "FormerSlug",
    "Goal",
    "Lens",
    "Lesson",
    "Level",
    "Milestone",
    "Opening",
    "PathText",
    "Person",
    "Project",
    "Proof",
    "Quote",
    "Recommendation",
    "Reminder",
    "Resource",
    "Role",
    "Skill",
    "Suggestion",
    "Task",
    "TaskTally",
    "User",
    "WeekRecord",
]
