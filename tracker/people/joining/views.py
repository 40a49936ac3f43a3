"""Choosing who is the same person, looking at what would be one, joining."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.accounts.http import AuthenticatedRequest
from tracker.people.joining import actions
from tracker.people.joining.facts import GROUPS
from tracker.people.models import Person
from tracker.people.names import near_duplicates
from tracker.shared.http import get_or_post, pk_from, text_from
from tracker.shared.messages import success

MATCHES = 20
OTHER, KEPT = "other", "kept"


@get_or_post
def merge_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_people = Person.objects.owned_by(request.user)
    people = own_people.live().select_related("owner", "through", "employment")
    kept = get_object_or_404(people, pk=pk)
    other_pk = pk_from(request.POST.get("other") or request.GET.get("other"))
    other = people.exclude(pk=pk).filter(pk=other_pk).first() if other_pk is not None else None
    if other is None:
        gone = own_people.deleted().filter(pk=other_pk, joined__kept=pk) if other_pk else None
        if request.method == "POST" and gone and gone.exists():
            return _joined(request, kept, other_pk)  # the same form came twice
        return _candidates(request, kept)
    taken = _taken(request)
    if request.method == "POST":
        try:
            actions.merge(kept, other, taken)
        except Person.DoesNotExist:  # another window was quicker
            return redirect("people")
        return _joined(request, kept, other_pk)
    label = kept.label
    moves = other.activities.live().count()
    context = {
        "person": kept,
        "label": label,
        "other": other,
        "moves": moves,
        "joined": actions.preview(kept, other, taken),
    }
    return render(request, "people/merge_person.html", context)


def _candidates(request: AuthenticatedRequest, kept: Person) -> HttpResponse:
    words = text_from(request.GET, "q")
    if words:
        others = Person.objects.owned_by(request.user).live().exclude(pk=kept.pk)
        candidates = list(others.matching(words).for_list()[:MATCHES])
    else:
        candidates = near_duplicates(request.user, kept.name, but=kept.pk)
    context = {"person": kept, "candidates": candidates, "words": words}
    return render(request, "people/merge_person.html", context)


def _taken(request: AuthenticatedRequest) -> dict[str, bool]:
    """Return which groups of facts were chosen, whose stand."""
    taken = {}
    for group in GROUPS:
        chosen = request.POST.get(f"take_{group.name}")
        if chosen in (OTHER, KEPT):
            taken[group.name] = chosen == OTHER
    return taken


def _joined(request: AuthenticatedRequest, kept: Person, other_pk: int | None) -> HttpResponse:
    kept.refresh_from_db(fields=["name"])
    text = _("Now one person: %(name)s. You can undo this for 30 days.") % {"name": kept}
    success(request, text, undo=reverse("restore_person", args=[other_pk]))
    return redirect(kept)
