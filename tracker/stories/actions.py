"""What happens to a story beyond saving a form."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.shared.owned import lock
from tracker.stories.beginnings import Beginning
from tracker.stories.models import EVIDENCE, MOST_EVIDENCE, Story, StoryEvidence


class TooMuchEvidenceError(Exception):
    """A story rests on twenty things at most."""


@transaction.atomic
def add(owner: User, story: Story, *, skills: list[int], made_from: Beginning | None) -> Story:
    """Save an unsaved story with the skills of these keys; it rests on what it was made from."""
    lock(owner)
    story.owner = owner
    story.save()
    story.skills.set(skills)
    if made_from:
        StoryEvidence.objects.create(owner=owner, story=story, **{made_from.kind: made_from.row})
    return story


@transaction.atomic
def edit(story: Story, *, skills: list[int]) -> None:
    """Save changed words; a result that was changed is looked at anew."""
    lock(story.owner)
    before = Story.objects.owned_by(story.owner).live().get(pk=story.pk)
    story.result_kept = before.result_kept and before.result == story.result
    story.save()
    story.skills.set(skills)


def keep_result(story: Story) -> None:
    """Let the result stand as it is, although it names no figure, change or witness."""
    story.result_kept = True
    story.save(update_fields=["result_kept"])


def ask_about_result(story: Story) -> None:
    story.result_kept = False
    story.save(update_fields=["result_kept"])


@transaction.atomic
def tie(story: Story, kind: str, pk: int) -> StoryEvidence | None:
    """Let a story rest on one of the owner's own rows; None where there is no such row.

    Raises TooMuchEvidenceError.
    """
    owner = story.owner
    lock(owner)
    row = EVIDENCE[kind]._default_manager.owned_by(owner).live().filter(pk=pk).first()
    if row is None:
        return None
    known = story.evidence.filter(**{kind: row}).first()
    if known is None and story.evidence.count() >= MOST_EVIDENCE:
        raise TooMuchEvidenceError
    return known or StoryEvidence.objects.create(owner=owner, story=story, **{kind: row})


def untie(evidence: StoryEvidence) -> None:
    evidence.delete()


def delete(story: Story) -> None:
    """Take it out of every page, for 30 days with undo; what it rests on stays where it is."""
    story.soft_delete()


def restore(story: Story) -> None:
    story.restore()
