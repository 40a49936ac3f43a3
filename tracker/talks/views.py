"""What to read before a talk with somebody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.people.models import Person
from tracker.shared.page_cache import cache_for_reader
from tracker.talks.queries import before


@require_safe
@cache_for_reader
def before_talk(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_people = Person.objects.owned_by(request.user).live().select_related("owner", "employment")
    person = get_object_or_404(own_people, pk=pk)
    context = {"person": person, "talk": before(person), "today": request.user.today}
    return render(request, "talks/before_talk.html", context)
