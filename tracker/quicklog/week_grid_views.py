"""The whole week in one form, for people who log on Fridays."""

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.journal import actions
from tracker.journal.actions import LoggedActivity
from tracker.journal.logged.replies import let_features_answer
from tracker.journal.models import Activity
from tracker.quicklog.week_grid import MOST_CELLS, WeekGrid
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success


@get_or_post
def week_grid(request: AuthenticatedRequest, day: str) -> HttpResponse:
    week = week_or_404(request.user, day)
    grid = WeekGrid(request.user, week, form_data(request))
    if not grid.days:  # all of it is still to come here
        raise Http404
    if request.method == "POST" and grid.is_valid():
        filled = grid.values()
        try:
            activities = [row.activity for row in filled.values()]
            new = actions.log_together(request.user, activities)
        except actions.AlreadyLoggedError as earlier:
            filled[earlier.activity.client_id].cell.wrong = _(
                "saved before, with other words. Open that entry in the journal to change it."
            )
        else:
            _message(request, new, len(filled) - len(new))
            let_features_answer(request, [LoggedActivity(one, [], [], []) for one in new])
            is_current = week == request.user.this_week
            return redirect("home") if is_current else redirect("week", week.first.isoformat())
    status = 422 if grid.errors else 200
    context = {"grid": grid, "week": week, "most_cells": MOST_CELLS}
    return render(request, "quicklog/week_grid.html", context, status=status)


def _message(request: AuthenticatedRequest, new: list[Activity], before: int) -> None:
    """Say how many entries were logged with how many points, and how many stood already."""
    sentences = []
    if new:
        keys = [activity.pk for activity in new]
        own_activities = Activity.objects.owned_by(request.user).filter(pk__in=keys)
        points = own_activities.aggregate(total=Sum("points", default=0))["total"]
        text = ngettext("%(number)d entry logged.", "%(number)d entries logged.", len(new))
        sentences.append(text % {"number": len(new)})
        text = ngettext("%(total)d point.", "%(total)d points.", points)
        sentences.append(text % {"total": points})
    if before:
        text = ngettext(
            "%(number)d entry was saved before.", "%(number)d entries were saved before.", before
        )
        sentences.append(text % {"number": before})
    success(request, " ".join(sentences), saved=True)
