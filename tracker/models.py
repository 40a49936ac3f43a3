"""Every concrete model, in one place for Django; a feature imports another's own module."""

from tracker.accounts.models import AddressChange, User
from tracker.briefing.models import Briefing
from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.goals.models import Goal, Milestone
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally
from tracker.lessons.models import Lesson
from tracker.people.models import Person
from tracker.projects.models import Document, Project
from tracker.recommendations.models import Recommendation
from tracker.reminders.models import CalendarFeed, Reminder
from tracker.suggestions.models import Suggestion
from tracker.week.models import Commitment, WeekRecord

__all__ = [
    "Activity",
    "AddressChange",
    "Area",
    "Briefing",
    "CalendarFeed",
    "Commitment",
    "DayTotal",
    "Document",
    "FormerSlug",
    "Goal",
    "Lens",
    "Lesson",
    "Level",
    "Milestone",
    "PathText",
    "Person",
    "Project",
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
