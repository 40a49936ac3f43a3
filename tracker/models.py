"""Every concrete model, in one place for Django; a feature imports another's own module."""

from tracker.accounts.models import AddressChange, User
from tracker.briefing.models import Briefing
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.employments.models import Employment
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
    "Employment",
    "FormerSlug",
    "Goal",
    "Lesson",
    "Level",
    "Milestone",
    "Person",
    "Project",
    "Quote",
    "Recommendation",
    "Reminder",
    "Resource",
    "Suggestion",
    "Task",
    "TaskTally",
    "User",
    "WeekRecord",
]
