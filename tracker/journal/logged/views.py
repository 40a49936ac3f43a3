"""Answering what an entry understood of the people named on it: yes, or not at all."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal import participants
from tracker.journal.logged.people_messages import message_understood
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.shared.http import pk_from
from tracker.shared.messages import success


@require_POST
def agree_on_people(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Make the people of ?person=… what the task of their entry says."""
    activity = _activity(request, pk)
    agreed = participants.agree(activity, _people(request, activity))
    about = participants.about_people(activity)
    turned = agreed if about and about.kind else []
    moved = [one for one in agreed if not turned or one.own_stage is not None]
    message_understood(request, activity, moved, turned)
    return redirect(activity)


@require_POST
def take_back_people(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Undo what an entry said of ?person=…; those of ?turned=… are of no special kind again."""
    activity = _activity(request, pk)
    turned = _keys(request, "turned")
    participants.take_back(activity, _people(request, activity), turned)
    success(request, _("Taken back. The entry and the names on it stay."))
    return redirect(activity)


def _activity(request: AuthenticatedRequest, pk: int) -> Activity:
    own_activities = Activity.objects.owned_by(request.user).live()
    return get_object_or_404(own_activities.select_related("task", "owner"), pk=pk)


def _people(request: AuthenticatedRequest, activity: Activity) -> QuerySet[Person]:
    """Return those of the address who stand on the entry."""
    own_people = Person.objects.owned_by(request.user).live().filter(activities=activity)
    return own_people.filter(pk__in=_keys(request, "person"))


def _keys(request: AuthenticatedRequest, name: str) -> set[int]:
    keys = set()
    for text in request.GET.getlist(name):
        if key := pk_from(text):
            keys.add(key)
    return keys
