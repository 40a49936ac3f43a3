"""What of the journal answers a hiring manager’s doubts, kind by kind.

Features that stand above this one, or beside it, register their own kinds in the same way.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Least, Left, NullIf, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tracker.accounts.models import User
from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.catalogue.models import Task
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal
from tracker.lessons.models import Lesson, LessonKind
from tracker.people.models import Person, PersonKind, Vouch, last_touch
from tracker.projects.models import Document, DocumentKind, Fit, Project
from tracker.recommendations.models import Recommendation, RecommendationState
from tracker.shared.registries.evidence import EvidenceKind

SHOWN = 160  # characters of a longer text

# Tasks of any level that are the work itself, by slug.
GRUNT_WORK = ["take-the-dull-job", "standardise-a-report"]
TRADE_OFFS = ["restate-a-trade-off", "resolve-a-dispute", "settle-a-conflict-as-honest-broker"]
BRIEFINGS = ["sit-in-on-a-customer-briefing"]

_KNOWN_ON = Coalesce(last_touch(), TruncDate("created_at"))


def _page(route: str, query: str = "") -> Callable[[], str]:
    return lambda: reverse(route) + query


def _lessons(kind: LessonKind) -> Callable[[User], QuerySet[Any]]:
    return lambda user: Lesson.objects.owned_by(user).finished().filter(kind=kind)


def _entries(slugs: list[str]) -> Callable[[User], QuerySet[Any]]:
    tasks = Task.objects.filter(slug__in=slugs).values("pk")
    # By their keys, so that the index that begins with owner and task finds them.
    return lambda user: Activity.objects.owned_by(user).live().filter(task__in=tasks)


def _people(**such: Any) -> Callable[[User], QuerySet[Any]]:
    return lambda user: Person.objects.owned_by(user).live().filter(**such)


def _references(user: User) -> QuerySet[Any]:
    """Return those who agreed to vouch for named work: a reference speaks about work."""
    return _people(vouch=Vouch.AGREED)(user).exclude(vouch_for="")


def _hops(user: User) -> QuerySet[Any]:
    """Return hiring managers who are known, or known to somebody: a name alone is no hop."""
    return Person.objects.owned_by(user).live().filter(kind=PersonKind.HIRING).within_reach()


def _projects(user: User) -> QuerySet[Any]:
    """Return those that have begun; one that goes on is evidence of today."""
    today = Value(user.today)
    begun = Project.objects.owned_by(user).live().filter(first_on__lte=user.today)
    return begun.annotate(until=Coalesce(Least("last_on", today), today))


def _judged_projects(user: User) -> QuerySet[Any]:
    return _projects(user).exclude(fit=Fit.OPEN).exclude(fit_reason="")


def _comparisons(user: User) -> QuerySet[Any]:
    documents = Document.objects.owned_by(user).live().filter(kind=DocumentKind.COMPETITION)
    return documents.exclude(text="")


def _adopted(user: User) -> QuerySet[Any]:
    recommendations = Recommendation.objects.owned_by(user).live()
    return recommendations.filter(state=RecommendationState.ADOPTED)


def _quotes_by_day(user: User) -> QuerySet[Any]:
    return DayTotal.objects.owned_by(user).annotate(items=F("quotes"))


def _entry_kind(slugs: list[str], **said: Any) -> EvidenceKind:
    """Return the kind of entries that were logged under some tasks; `said` names and places it."""
    return EvidenceKind(
        rows=_entries(slugs),
        route="activity",
        list_address=_page("journal", f"?tasks={'+'.join(slugs)}"),
        title=Coalesce(NullIf("title", Value("")), "task__title"),
        **said,
    )


EVIDENCE = [
    EvidenceKind(
        name="mistakes",
        lenses=("lessons",),
        place=10,
        rows=_lessons(LessonKind.MISTAKE),
        counted=ngettext_lazy("%(number)d mistake", "%(number)d mistakes", "number"),
        label=_("mistake, and what changed since"),
        route="lesson",
        list_address=_page("lessons", "?kind=mistake"),
        detail=Left("changed", SHOWN),
    ),
    EvidenceKind(
        name="conversations",
        lenses=("lessons", "people"),
        place=20,
        rows=_lessons(LessonKind.CONVERSATION),
        counted=ngettext_lazy(
            "%(number)d hard conversation", "%(number)d hard conversations", "number"
        ),
        label=_("hard conversation, and what changed since"),
        route="lesson",
        list_address=_page("lessons", "?kind=conversation"),
        detail=Left("changed", SHOWN),
    ),
    EvidenceKind(
        name="motive-notes",
        lenses=("motive",),
        place=30,
        rows=lambda user: MotiveNote.objects.owned_by(user).live(),
        counted=ngettext_lazy("%(number)d motive note", "%(number)d motive notes", "number"),
        label=_("motive note"),
        route="motive",
        list_address=_page("motives"),
        title=Left("why", SHOWN),
    ),
    _entry_kind(
        GRUNT_WORK,
        name="grunt-work",
        lenses=("motive",),
        place=40,
        label=_("grunt work done"),
        counted=ngettext_lazy(
            "%(number)d piece of grunt work", "%(number)d pieces of grunt work", "number"
        ),
    ),
    EvidenceKind(
        name="fit-verdicts",
        lenses=("motive",),
        place=50,
        rows=lambda user: FitVerdict.objects.owned_by(user).live(),
        counted=ngettext_lazy("%(number)d fit verdict", "%(number)d fit verdicts", "number"),
        label=_("fit verdict"),
        route="edit_verdict",
        list_address=_page("motives", "#verdicts"),
        title="sentence",
    ),
    EvidenceKind(
        name="project-fits",
        lenses=("motive",),
        place=60,
        rows=_judged_projects,
        counted=ngettext_lazy(
            "%(number)d project judged for fit", "%(number)d projects judged for fit", "number"
        ),
        label=_("fit of a project"),
        route="project",
        list_address=_page("projects"),
        day="until",
        title="name",
        detail=Left("fit_reason", SHOWN),
        order=("-first_on", "-pk"),
    ),
    _entry_kind(
        TRADE_OFFS,
        name="trade-offs",
        lenses=("people",),
        place=70,
        label=_("trade-off or dispute, put to both sides"),
        counted=ngettext_lazy("%(number)d trade-off", "%(number)d trade-offs", "number"),
    ),
    EvidenceKind(
        name="references",
        lenses=("referral",),
        place=80,
        rows=_references,
        counted=ngettext_lazy(
            "%(number)d reference agreed", "%(number)d references agreed", "number"
        ),
        label=_("has agreed to vouch"),
        route="person",
        list_address=_page("references", f"?of={Vouch.AGREED}"),
        day=Coalesce("asked_on", _KNOWN_ON),
        title="name",
        detail="vouch_for",
        order=("-day", "-pk"),
    ),
    EvidenceKind(
        name="hops",
        lenses=("referral",),
        place=90,
        rows=_hops,
        counted=ngettext_lazy(
            "%(number)d hiring manager within reach",
            "%(number)d hiring managers within reach",
            "number",
        ),
        label=_("hiring manager within reach"),
        route="person",
        list_address=_page("references", "?of=ways"),
        day=_KNOWN_ON,
        title="name",
        detail="company",
        order=("-day", "-pk"),
    ),
    EvidenceKind(
        name="pms-met",
        lenses=("referral",),
        place=100,
        rows=_people(kind=PersonKind.PM, stage__gte=Person.Stage.MET),
        counted=ngettext_lazy("%(number)d PM met", "%(number)d PMs met", "number"),
        label=_("PM met"),
        route="person",
        list_address=_page("people", "?kind=pm"),
        day=_KNOWN_ON,
        title="name",
        detail="works_on",
        order=("-day", "-pk"),
    ),
    EvidenceKind(
        name="quotes",
        lenses=("market",),
        place=110,
        # The same words said again are no second proof.
        rows=lambda user: Quote.objects.owned_by(user).live().filter(points__gt=0),
        counted=ngettext_lazy("%(number)d quote", "%(number)d quotes", "number"),
        label=_("customer quote"),
        route="quote",
        list_address=_page("quotes"),
        title=Left("text", SHOWN),
        detail="customer",
        total=lambda user: user.quote_count,
        per_day=_quotes_by_day,
    ),
    _entry_kind(
        BRIEFINGS,
        name="briefings",
        lenses=("market",),
        place=120,
        label=_("customer briefing"),
        counted=ngettext_lazy("%(number)d briefing", "%(number)d briefings", "number"),
    ),
    EvidenceKind(
        name="comparisons",
        lenses=("market",),
        place=130,
        rows=_comparisons,
        counted=ngettext_lazy(
            "%(number)d competitor compared", "%(number)d competitors compared", "number"
        ),
        label=_("competitor compared"),
        route="document",
        list_address=_page("projects"),
        day=Coalesce("done_on", TruncDate("updated_at")),
        order=("-day", "-pk"),
    ),
    EvidenceKind(
        name="requests",
        lenses=("pull",),
        place=140,
        rows=lambda user: Request.objects.owned_by(user).live().filter(came_to_me=True),
        counted=ngettext_lazy("%(number)d request", "%(number)d requests", "number"),
        label=_("a PM asked for you"),
        route="edit_request",
        list_address=_page("requests"),
        title="about",
    ),
    EvidenceKind(
        name="adopted",
        lenses=("pull",),
        place=150,
        rows=_adopted,
        counted=ngettext_lazy(
            "%(number)d recommendation adopted", "%(number)d recommendations adopted", "number"
        ),
        label=_("recommendation adopted"),
        route="recommendation",
        list_address=_page("recommendations", "?state=adopted"),
        day="decided_on",
        order=("-decided_on", "-pk"),
    ),
    EvidenceKind(
        name="projects",
        lenses=("pull",),
        place=160,
        rows=_projects,
        counted=ngettext_lazy(
            "%(number)d stint as back-up PM", "%(number)d stints as back-up PM", "number"
        ),
        label=_("stint as back-up PM"),
        route="project",
        list_address=_page("projects"),
        day="until",
        title="name",
        order=("-first_on", "-pk"),
    ),
]
