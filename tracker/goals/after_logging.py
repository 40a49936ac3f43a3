"""What an entry means for one's milestones, said right after it was logged."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.http import AuthenticatedRequest
from tracker.accounts.models import User
from tracker.goals.models import Milestone
from tracker.journal.actions import LoggedActivity
from tracker.people.models import Person
from tracker.shared.messages import ask, success

Measure = Milestone.Measure


def say(request: AuthenticatedRequest, logged: Sequence[LoggedActivity]) -> None:
    """Say with Undo which milestones these entries reached, and ask of those they only suggest."""
    tasks = {saved.activity.task_id for saved in logged} - {None}
    newly_met = sum(saved.newly_met for saved in logged)
    everybody_met: bool | None = None
    for milestone in Milestone.objects.owned_by(request.user).standing().counted():
        count = milestone.count(milestone.owner)
        if milestone.is_reached_by(count):
            if count is not None and count - _share(milestone, logged) < (milestone.target or 0):
                text = _("Milestone reached: %(milestone)s.") % {"milestone": milestone}
                success(request, text, undo=reverse("tick_milestone", args=[milestone.pk]))
        elif milestone.measure == Measure.BY_HAND and milestone.task_id in tasks:
            _ask(request, milestone)
        elif milestone.measure == Measure.PMS_MET and newly_met:
            if everybody_met is None:
                everybody_met = _everybody_is_met(request.user)
            if everybody_met:
                _ask(request, milestone)


def _share(milestone: Milestone, logged: Sequence[LoggedActivity]) -> int:
    """Return how much of what a milestone counts these entries brought."""
    share = 0
    for saved in logged:
        if milestone.measure == Measure.ACTIVITIES:
            share += 1
        elif milestone.measure == Measure.POINTS:
            share += saved.points
        elif milestone.measure == Measure.QUOTES:
            share += sum(quote.points > 0 for quote in saved.quotes)
        elif milestone.measure == Measure.PMS_MET:
            share += saved.newly_met
        elif milestone.task_id == saved.activity.task_id:
            share += 1
    return share


def _everybody_is_met(user: User) -> bool:
    """Whether nobody is left on the map who is only listed."""
    listed = Person.objects.owned_by(user).on_the_map().filter(stage=Person.Stage.LISTED)
    return not listed.exists()


def _ask(request: AuthenticatedRequest, milestone: Milestone) -> None:
    text = _("Is this step reached? “%(milestone)s”") % {"milestone": milestone}
    ask(request, text, yes=reverse("tick_milestone", args=[milestone.pk]))
