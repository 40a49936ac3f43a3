"""Writing interviews. Each function is one transaction under the owner's lock."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.interviews.models import Interview, InterviewKind
from tracker.people.actions import add_by_name
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.shared.owned import lock
from tracker.stories.models import Story


@transaction.atomic
def save_interview(owner: User, interview: Interview, people: TypedPeople) -> Interview:
    """Save a new or changed interview with whom it is.

    A time without a zone is one on the owner's clock; people who were deleted stay on it.
    """
    lock(owner)
    interview.owner = owner
    if interview.time is not None and not interview.time_zone:
        interview.time_zone = owner.time_zone
    interview.save()
    gone = interview.people.filter(deleted_at__isnull=False)
    interview.people.set([*people.known, *_new_people(owner, interview, people), *gone])
    return interview


def _new_people(owner: User, interview: Interview, people: TypedPeople) -> list[Person]:
    """Add those who are new: at the opening's company, a hiring manager where they talk to one."""
    if not people.new:
        return []
    is_manager = interview.kind == InterviewKind.MANAGER
    kind = PersonKind.HIRING if is_manager else PersonKind.PEER
    added = add_by_name(owner, people.new, kind)
    if company := interview.opening.company:
        for person in added:
            person.company = company.name
        Person.objects.bulk_update(added, ["company"])
    return added


@transaction.atomic
def keep_brief(interview: Interview, stories: list[Story]) -> None:
    """Save what somebody brings to an interview: changed questions, and which stories."""
    lock(interview.owner)
    interview.save()
    gone = interview.stories.filter(deleted_at__isnull=False)
    interview.stories.set([*stories, *gone])


def set_thanks(interview: Interview, *, needs_thanks: bool, is_sent: bool) -> None:
    """Note that thanks were sent today, that none are needed, or that they still are."""
    interview.needs_thanks = needs_thanks
    interview.thanked_on = interview.owner.today if is_sent else None
    interview.save(update_fields=["needs_thanks", "thanked_on", "updated_at"])


def delete_interview(interview: Interview) -> None:
    """Take it out of every page, for 30 days with undo."""
    interview.soft_delete("updated_at")


def restore_interview(interview: Interview) -> None:
    interview.restore("updated_at")
