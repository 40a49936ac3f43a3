"""The landing page, the first ten minutes and "This week": composed from the other features."""

import uuid
from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tracker.accounts.actions import finish_welcome
from tracker.accounts.forms import ZoneForm
from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.accounts.models import User
from tracker.goals import actions as goal_actions
from tracker.goals.forms import GoalForm
from tracker.goals.models import Goal, Path
from tracker.goals.rungs import ladders
from tracker.home.forms import CompanyForm
from tracker.journal.models import Activity
from tracker.journal.queries import name_twins
from tracker.people.models import Person
from tracker.progress import queries
from tracker.progress.suggestions import suggest
from tracker.reminders.notice import Notice, notice_for
from tracker.reminders.state import State
from tracker.shared.http import posted
from tracker.shared.weeks import EARLIEST, Week
from tracker.week.models import Commitment, WeekRecord
from tracker.week.queries import Plan, left_over, records_until
from tracker.week.rhythm import rhythm

GET_AND_POST = ["GET", "HEAD", "POST"]
BARS = 12
HALF_YEAR = 26
DUE = 3


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/landing.html")
    if request.user.welcomed_at is None:
        return redirect("welcome")
    return _this_week(request, request.user.this_week)


@require_safe
def week(request: AuthenticatedRequest, day: str) -> HttpResponse:
    """Any week by its first day; another of its days leads there."""
    found = week_or_404(request.user, day)
    if day != found.first.isoformat():
        return redirect("week", found.first.isoformat())
    return _this_week(request, found)


def _this_week(request: HttpRequest, shown: Week) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    current = user.this_week
    entries = list(Activity.objects.owned_by(user).for_week(shown.first, shown.last))
    name_twins(user, [quote for entry in entries for quote in entry.live_quotes])
    days = queries.days_of(user, shown, HALF_YEAR)
    all_totals = queries.week_totals(user, days, shown, HALF_YEAR)
    totals = all_totals[-BARS:]
    records = records_until(user, shown)
    around = list(Commitment.objects.owned_by(user).around(shown))
    plan = Plan([c for c in around if c.first in shown], {entry.task_id for entry in entries})
    goals = list(Goal.objects.owned_by(user).active().for_list())
    due = list(Person.objects.owned_by(user).due(user.today)[:DUE]) if shown == current else []
    context = {
        "week": shown,
        "is_current": shown == current,
        "previous": shown.back(1) if shown.first > EARLIEST else None,
        "next": shown.back(-1) if shown.first < current.first else None,
        "total": totals[-1],
        "bars": totals,
        "chart": queries.week_bars(totals),
        "best": queries.best_week(totals),
        "days": days,
        "heat": queries.day_map(days, shown, HALF_YEAR, user.today),
        "entries": entries,
        "ladders": ladders(user, goals),
        "suggestions": suggest(user, goals, but=plan.tasks, waiting=due),
        "plan": plan,
        "rhythm": rhythm(all_totals, records, current),
        "record": _record(user, shown, current, records),
        "left_over": left_over(around, shown) if shown == current else [],
        "to_review": _unseen_week(shown, records, days) if shown == current else None,
        "notice": _notice(user, totals, around, records) if shown == current else None,
        "due": due,
        "ahead": current.back(-1),
        "client_id": uuid.uuid4(),
        "again_id": uuid.uuid4() if shown == current else None,
    }
    return render(request, "home/this_week.html", context)


def _record(user: User, shown: Week, current: Week, records: list[WeekRecord]) -> WeekRecord | None:
    """What is kept about the week; of a past one also what was written in its review."""
    if shown == current:
        return next((record for record in records if record.first in shown), None)
    return WeekRecord.objects.owned_by(user).of(shown).first()


def _unseen_week(shown: Week, records: list[WeekRecord], days: list[queries.Day]) -> Week | None:
    """The week before, where it has entries and nobody has looked back at it yet."""
    before = shown.back(1)
    closed = any(record.closed_at and record.first in before for record in records)
    return before if not closed and any(day.date in before for day in days) else None


def _notice(
    user: User,
    totals: list[queries.WeekTotal],
    commitments: list[Commitment],
    records: list[WeekRecord],
) -> Notice | None:
    """The reminder that is due, judged by what the page has read anyway."""
    states = {
        one.week: State(one.activities, one.quotes, one.points).with_plan(
            [c for c in commitments if c.first in one.week],
            [record for record in records if record.first in one.week],
        )
        for one in totals
    }
    return notice_for(user, states)


@require_http_methods(GET_AND_POST)
def welcome(request: AuthenticatedRequest) -> HttpResponse:
    """First step: the zone (the browser's guess is filled in by script) and the week start."""
    form = ZoneForm(posted(request), instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("welcome_company")
    status = 422 if form.errors else 200
    return render(request, "home/welcome.html", {"form": form}, status=status)


@require_http_methods(GET_AND_POST)
def welcome_company(request: AuthenticatedRequest) -> HttpResponse:
    form = CompanyForm(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("welcome_goal")
    status = 422 if form.errors else 200
    return render(request, "home/welcome_company.html", {"form": form}, status=status)


@require_http_methods(GET_AND_POST)
def welcome_goal(request: AuthenticatedRequest) -> HttpResponse:
    """Third step: a goal with the path that the answer suggests; "later" skips it."""
    suggested = Path.NO_TEAM if request.user.company_has_pms is False else Path.INSIDE
    form = GoalForm(request.user, posted(request), initial={"path": suggested})
    later = "later" in request.POST or Goal.objects.owned_by(request.user).active().exists()
    if request.method == "POST" and (later or form.is_valid()):
        if not later:
            # A second click at the same moment finds the goal that the first one has set.
            with suppress(goal_actions.AnotherActiveError):
                goal_actions.set_goal(request.user, form.save(commit=False))
        finish_welcome(request.user)
        return redirect("home")
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "suggested": suggested}
    return render(request, "home/welcome_goal.html", context, status=status)


@require_safe
def help_page(request: AuthenticatedRequest) -> HttpResponse:
    return render(request, "home/help.html")
