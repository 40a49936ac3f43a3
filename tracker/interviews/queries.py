"""Reading interviews."""

from django.shortcuts import get_object_or_404

from tracker.accounts.models import User
from tracker.interviews.models import Interview


def interview_of(user: User, pk: int) -> Interview:
    """Return one of the user's own, whatever became of its opening; anybody else's is not there."""
    own_interviews = Interview.objects.owned_by(user).live()
    whole = own_interviews.select_related("owner", "opening__company", "opening__owner")
    interview: Interview = get_object_or_404(whole, pk=pk)
    return interview
