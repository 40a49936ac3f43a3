"""The whole week in one form, for people who log on Fridays."""

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.catalogue.models import Task
from tracker.journal import actions
from tracker.journal.actions import LoggedActivity
from tracker.journal.logged.replies import let_features_answer
from tracker.journal.models import Activity
from tracker.quicklog.pasted import LONGEST, read_list
from tracker.quicklog.vocabulary import words_of_reader
from tracker.quicklog.week_grid import MOST_CELLS, WeekGrid, with_lines
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success
from tracker.shared.weeks import Week


@get_or_post
def week_grid(request: AuthenticatedRequest, day: str) -> HttpResponse:
    week = week_or_404(request.user, day)
    grid = WeekGrid(request.user, week, form_data(request))
    if not grid.days:  # all of it is still to come here
        raise Http404
    if "read" in request.POST:
        return _show(request, week, *_with_list(request, grid))
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
    return _show(request, week, grid)


def _show(
    request: AuthenticatedRequest, week: Week, grid: WeekGrid, pasted: str = ""
) -> HttpResponse:
    status = 422 if grid.errors else 200
    context = {"grid": grid, "week": week, "most_cells": MOST_CELLS, "pasted": pasted}
    context |= {"longest": LONGEST, "opens": bool(pasted)}
    return render(request, "quicklog/week_grid.html", context, status=status)


def _with_list(request: AuthenticatedRequest, grid: WeekGrid) -> tuple[WeekGrid, str]:
    """Return the grid with a pasted list in it, to be looked at: nothing is saved.

    A list that cannot be taken comes back as it was pasted, with the reason.
    """
    pasted = request.POST.get("list", "").replace("\0", " ")
    tasks = Task.objects.published().only("slug", "title")
    lines = read_list(pasted, grid.days, tasks, words_of_reader())
    if not lines:
        grid.wrong.append(_("There is no line in the list that says what you did."))
    elif len(lines) > MOST_CELLS:
        text = _("The list has %(lines)d lines; at most %(most)d entries are logged at once.")
        grid.wrong.append(text % {"lines": len(lines), "most": MOST_CELLS})
    if grid.wrong:
        return grid, pasted
    return WeekGrid(request.user, grid.week, with_lines(request.POST, lines)), ""


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
