"""The whole week in one form, for people who log on Fridays."""

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.journal import actions
from tracker.journal.models import Activity
from tracker.quicklog.week_grid import WeekGrid
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success


@get_or_post
def week_grid(request: AuthenticatedRequest, day: str) -> HttpResponse:
    week = week_or_404(request.user, day)
    grid = WeekGrid(request.user, week, form_data(request))
    if not grid.days:  # all of it is still to come here
        raise Http404
    if request.method == "POST" and grid.is_valid():
        cells = grid.values()
        try:
            new = actions.log_together(request.user, [entry for _cell, entry in cells.values()])
        except actions.AlreadyLoggedError as earlier:
            cells[earlier.activity.client_id][0].wrong = _(
                "saved before, with other words. Open that entry in the journal to change it."
            )
        else:
            _tell(request, new, len(cells) - len(new))
            is_current = week == request.user.this_week
            return redirect("home") if is_current else redirect("week", week.first.isoformat())
    status = 422 if grid.errors else 200
    return render(request, "quicklog/week_grid.html", {"grid": grid, "week": week}, status=status)


def _tell(request: AuthenticatedRequest, new: list[Activity], before: int) -> None:
    mine = Activity.objects.owned_by(request.user).filter(pk__in=[entry.pk for entry in new])
    earned = mine.aggregate(points=Sum("points"))["points"] or 0
    parts = []
    if new:
        said = ngettext("%(number)d entry logged.", "%(number)d entries logged.", len(new))
        parts.append(said % {"number": len(new)})
        parts.append(ngettext("%(total)d point.", "%(total)d points.", earned) % {"total": earned})
    if before:
        said = ngettext(
            "%(number)d entry was saved before.", "%(number)d entries were saved before.", before
        )
        parts.append(said % {"number": before})
    success(request, " ".join(parts), saved=True)
