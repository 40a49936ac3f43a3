"""Every concrete model, in one place for Django; a feature imports another's own module."""

from tracker.accounts.models import AddressChange, User
from tracker.briefing.models import Briefing
from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.employments.models import Employment
from tracker.exports.models import ImportedRow
from tracker.files.models import EntryFile, EntryLink
from tracker.goals.models import Goal, Milestone
from tracker.interviews.confidence.models import ConfidenceRating
from tracker.interviews.models import AskedQuestion, Interview
from tracker.interviews.practice.models import Practice
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, SkillTally, TaskTally
from tracker.lessons.models import Lesson
from tracker.openings.advert.models import AdvertLine, Proof
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening
from tracker.paths.models import PathAnswer, PathChoice
from tracker.paths.niches.models import Niche, NicheProof
from tracker.paths.stints.models import Stint, StintCheck, StintPause
from tracker.people.models import Person
from tracker.projects.models import Document, Project
from tracker.recommendations.models import Recommendation
from tracker.reminders.models import CalendarFeed, Reminder
from tracker.stories.models import Story, StoryEvidence
from tracker.stories.pitches.models import Pitch, PitchWhy
from tracker.suggestions.models import Suggestion
from tracker.warnings.models import Override
from tracker.week.models import Commitment, WeekRecord

__all__ = [
    "Activity",
    "AddressChange",
    "AdvertLine",
    "Area",
    "AskedQuestion",
    "Briefing",
    "CalendarFeed",
    "Commitment",
    "Company",
    "ConfidenceRating",
    "DayTotal",
    "Document",
    "Employment",
    "EntryFile",
    "EntryLink",
    "FitVerdict",
    "FormerSlug",
    "Goal",
    "ImportedRow",
    "Interview",
    "Lens",
    "Lesson",
    "Level",
    "Milestone",
    "MotiveNote",
    "Niche",
    "NicheProof",
    "Opening",
    "Override",
    "PathAnswer",
    "PathChoice",
    "PathText",
    "Person",
    "Pitch",
    "PitchWhy",
    "Practice",
    "Project",
    "Proof",
    "Quote",
    "Recommendation",
    "Reminder",
    "Request",
    "Resource",
    "Role",
    "Skill",
    "SkillTally",
    "Stint",
    "StintCheck",
    "StintPause",
    "Story",
    "StoryEvidence",
    "Suggestion",
    "Task",
    "TaskTally",
    "User",
    "WeekRecord",
]
