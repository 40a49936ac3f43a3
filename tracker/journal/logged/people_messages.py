"""Saying what an entry meant for the people named on it, and asking where that is in doubt."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tracker.journal import participants
from tracker.journal.actions import LoggedActivity
from tracker.journal.models import Activity
from tracker.people.models import Person, Vouch
from tracker.shared.messages import ask, success


def about_people(saved: LoggedActivity) -> list[str]:
    """Return what was asked for with the entry, in sentences; what its task says is told apart."""
    if participants.about_people(saved.activity):
        return []
    sentences = []
    for person in saved.advanced:
        sentences.append(f"{person.name}: {_reached(person, saved.activity)}.")
    if saved.new_people:
        names = _names(saved.new_people)
        sentences.append(_("New among your people: %(names)s.") % {"names": names})
    return sentences


def message_people(request: HttpRequest, saved: LoggedActivity) -> None:
    """Say with Undo what the task of an entry said of its people, and ask what it did not."""
    about = participants.about_people(saved.activity)
    if about is None:
        return
    turned = saved.new_people if about.kind else []
    message_understood(request, saved.activity, saved.advanced, turned)
    if not about.kind and saved.new_people:
        names = _names(saved.new_people)
        success(request, _("New among your people: %(names)s.") % {"names": names})
    if saved.unsure:
        question = str(about.question) % {"names": _names(saved.unsure)}
        ask(request, question, yes=_address("agree_on_people", saved.activity, saved.unsure, []))


def message_understood(
    request: HttpRequest, activity: Activity, advanced: list[Person], turned: list[Person]
) -> None:
    """Say, with Undo, whom an entry moved on and of what kind it made the `turned`."""
    people = list(dict.fromkeys([*advanced, *turned]))
    if not people:
        return
    keys = {person.pk for person in turned}
    sentences = []
    for person in people:
        states = [str(person.get_kind_display())] if person.pk in keys else []
        if person in advanced:
            states.append(_reached(person, activity))
        sentences.append(f"{person.name}: {', '.join(states)}.")
    undo = _address("take_back_people", activity, people, turned)
    success(request, " ".join(sentences), undo=undo)


def _reached(person: Person, activity: Activity) -> str:
    """Return the state that an entry brought somebody to."""
    if person.vouch == Vouch.AGREED and person.asked_on == activity.date:
        return person.get_vouch_display()
    return person.get_stage_display()


def _names(people: Iterable[Person]) -> str:
    return ", ".join(person.name for person in people)


def _address(
    name: str, activity: Activity, people: Iterable[Person], turned: Iterable[Person]
) -> str:
    keys = {
        "person": [person.pk for person in people],
        "turned": [person.pk for person in turned],
    }
    return f"{reverse(name, args=[activity.pk])}?{urlencode(keys, doseq=True)}"
