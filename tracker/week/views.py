"""Plan, skip and look back: each by one tap from This week."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.catalogue.models import Task
from tracker.journal.messages import message_logged_at_once
from tracker.journal.models import Activity
from tracker.shared.http import form_data, get_or_post, pk_from, render_form, text_from
from tracker.shared.messages import success
from tracker.shared.weeks import Week
from tracker.week import actions
from tracker.week.forms import ReviewForm
from tracker.week.models import Commitment, WeekRecord
from tracker.week.queries import plan_of

PAGE = 20


@require_POST
def plan_task(request: AuthenticatedRequest) -> HttpResponse:
    """Put a task into the plan of the current week, or of a coming one (`week`, its first day)."""
    task = get_object_or_404(Task.objects.published(), slug=text_from(request.POST, "task"))
    day = text_from(request.POST, "week") or request.user.today.isoformat()
    week = week_or_404(request.user, day, ahead=actions.MOST_WEEKS_AHEAD)
    if week.first < request.user.this_week.first:
        raise Http404
    try:
        actions.plan_task(request.user, week, task)
    except actions.AlreadyPlannedError:
        messages.info(request, _("This is in the plan already."))
    except actions.EnoughError:
        text = _("Three are enough for a week. Drop one first, or keep this for the next.")
        messages.warning(request, text)
    else:
        success(request, _("Added to the plan: %(task)s.") % {"task": task})
    # From the list of tasks one goes on choosing there, with the same filters.
    back = text_from(request.POST, "next", 1_000)
    return redirect(back) if back.startswith("/tasks/") else _to_week(request, week)


@require_POST
def tick_commitment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Log it with one tap, or take that back (`undo`)."""
    commitment = _commitment(request, pk)
    if commitment.first > request.user.this_week.last:
        messages.info(request, _("That week has not begun yet."))
        return redirect("home")
    if "undo" not in request.POST:
        logged = actions.tick(commitment)
        what = f"“{commitment}”"
        message_logged_at_once(request, logged, what=what, edit=_("Add evidence"))
        return _to_week(request, request.user.week_of(commitment.first))
    try:
        deleted = actions.untick(commitment)
    except actions.HasEvidenceError as kept:
        text = _("This holds more than a tick. Delete it here if it was not done after all.")
        messages.info(request, text)
        return redirect(kept.activity)
    if deleted:
        again = reverse("restore_activity", args=[deleted.pk])
        success(request, _("Not done after all: its entry is deleted."), undo=again)
    return _to_week(request, request.user.week_of(commitment.first))


@require_POST
def drop_commitment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    commitment = _commitment(request, pk)
    actions.drop(commitment)
    success(request, _("Dropped: %(task)s. That counts against nothing.") % {"task": commitment})
    return _to_week(request, request.user.week_of(commitment.first))


@require_POST
def carry_commitment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    commitment = _commitment(request, pk)
    try:
        actions.carry_over(commitment)
    except actions.EnoughError:
        messages.warning(request, _("Three are enough for a week. Drop one first."))
    return redirect("home")


@require_POST
def skip_week(request: AuthenticatedRequest, day: str) -> HttpResponse:
    """Skip a week, or a span from it on (`weeks`), or take that back (`undo`)."""
    week = week_or_404(request.user, day, ahead=actions.MOST_WEEKS_AHEAD)
    number = pk_from(request.POST.get("weeks")) or 1
    undo = "undo" in request.POST
    actions.set_skipped(request.user, week, number, not undo)
    if undo:
        success(request, _("The week counts again."))
    else:
        success(request, _("Skipped. It neither counts nor breaks anything."))
    # Whoever marks several weeks that are over as time off is coming back from it.
    is_over = week.first < request.user.this_week.first
    return redirect("home") if is_over and number > 1 else _to_week(request, week)


@get_or_post
def review_week(request: AuthenticatedRequest, day: str) -> HttpResponse:
    """Show the prompts, prefilled from the week; saving closes it, and it stays editable."""
    user, week = request.user, week_or_404(request.user, day)
    record = WeekRecord.objects.owned_by(user).of(week).first() or WeekRecord(owner=user)
    activities = Activity.objects.owned_by(user).for_week(week.first, week.last)
    still_open = plan_of(user, week).still_open
    initial = {} if record.closed_at else _prefilled(activities)
    form = ReviewForm(
        user, activities, still_open, form_data(request), instance=record, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        closed = actions.close_week(
            user,
            week,
            answers=form.answers(),
            verdicts=form.verdicts(),
            lesson_of=form.cleaned_data["lesson_of"],
        )
        _message_closed(request, week, closed)
        # What comes next is the plan: of this week, or of the coming one where this one is closed.
        ahead = user.this_week.back(-1).first.isoformat()
        return redirect("week", ahead) if week == user.this_week else redirect("home")
    return render_form(request, "week/review_week.html", form, week=week)


@require_safe
def review_now(request: AuthenticatedRequest) -> HttpResponse:
    """Lead to the look back at the current week, whichever it is."""
    return redirect("review_week", request.user.this_week.first.isoformat())


@require_safe
def reviews(request: AuthenticatedRequest) -> HttpResponse:
    """Show closed weeks, the latest first."""
    closed = WeekRecord.objects.owned_by(request.user).exclude(closed_at=None).order_by("-first")
    page = Paginator(closed, PAGE).get_page(request.GET.get("page"))
    weeks = [(request.user.week_of(record.first), record) for record in page]
    return render(request, "week/reviews.html", {"page": page, "weeks": weeks})


def _commitment(request: AuthenticatedRequest, pk: int) -> Commitment:
    own_commitments = Commitment.objects.owned_by(request.user).select_related("task", "owner")
    return get_object_or_404(own_commitments, pk=pk)


def _message_closed(request: AuthenticatedRequest, week: Week, closed: actions.ClosedWeek) -> None:
    """Say in a sentence what counted, and what found no room in the next plan."""
    sums = closed.record.snapshot
    entries = ngettext("%(number)d entry", "%(number)d entries", sums["activities"])
    quotes = ngettext("%(number)d quote", "%(number)d quotes", sums["quotes"])
    earned = ngettext("%(number)d point", "%(number)d points", sums["points"])
    values = {
        "week": week.in_words,
        "entries": entries % {"number": sums["activities"]},
        "quotes": quotes % {"number": sums["quotes"]},
        "points": earned % {"number": sums["points"]},
    }
    text = _("%(week)s is closed: %(entries)s, %(quotes)s, %(points)s. Now plan what comes next.")
    success(request, text % values)
    for commitment in closed.no_room:
        full = _("No room in the next plan for “%(task)s”: three are enough for a week.")
        messages.warning(request, full % {"task": commitment})


def _prefilled(activities: list[Activity]) -> dict[str, str]:
    """Return what the week's entries already say, the earliest first."""
    happened, quoted = [], []
    for activity in reversed(activities):
        happened.append(f"- {activity}")
        for quote in activity.live_quotes:
            quoted.append(f"- “{quote.text}”")
    return {"happened": "\n".join(happened), "said": "\n".join(quoted)}


def _to_week(request: AuthenticatedRequest, week: Week) -> HttpResponse:
    """Redirect to the page of a week."""
    if week == request.user.this_week:
        return redirect("home")
    return redirect("week", week.first.isoformat())
