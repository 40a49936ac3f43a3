"""What resembles a title that somebody is about to suggest."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.accounts.models import User
from tracker.catalogue.models import TITLE_LIMIT, Task
from tracker.suggestions.models import Suggestion

MOST = 3
# Of 1 for the same. With less, tasks of the release would begin to resemble each other.
ENOUGH_WORDS, ENOUGH_LETTERS = 0.6, 0.7
# Words that tell one task from another as little as "do" does.
EVERYDAY = """
a about above after all also an and any are as ask at be before by can do down each every for from
get give go has have help how i in into is it its know learn least let make manager managers many
me more most my new no not of off on once one or other our out over own pm pms product read so
some take talk than that the their them then there they this three to try two up use was way we
well what when where which who why will with write you your
"""
IGNORED = frozenset(EVERYDAY.split())
ENDINGS = (("ies", "y"), ("s", ""), ("ing", ""), ("ed", ""), ("e", ""))


def folded(title: str) -> str:
    """Return a title as it is compared: without regard to case and to the number of spaces."""
    return " ".join(title.casefold().split())


@dataclass(frozen=True, slots=True)
class Hints:
    """What somebody should know about a title before they go on: nothing, if it is false."""

    tasks: list[Task]
    waiting: Suggestion | None

    def __bool__(self) -> bool:
        return bool(self.tasks or self.waiting)


def hints(user: User, title: str) -> Hints:
    title = title[:TITLE_LIMIT]
    if not title.strip():
        return Hints([], None)
    return Hints(similar_tasks(title), waiting_duplicate(user, title))


def titled(title: str) -> Task | None:
    """Return the published task that has this very title."""
    for task in _published():
        if folded(task.title) == folded(title):
            return task
    return None


def waiting_duplicate(owner: User, title: str) -> Suggestion | None:
    """Return what `owner` has suggested under this title already, and nobody has answered."""
    for suggestion in Suggestion.objects.owned_by(owner).waiting():
        if folded(suggestion.title) == folded(title):
            return suggestion
    return None


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A task and how far its title resembles another, both of 1."""

    task: Task
    best: float
    letters: float

    def rank(self) -> tuple[float, float, str]:
        return -self.best, -self.letters, self.task.title


def similar_tasks(title: str) -> list[Task]:
    """Return at most three published tasks whose title resembles this one, the most alike first.

    Titles are alike by the words that they share, whatever their order, and by the letters of these
    words, which forgives a slip of the pen.
    """
    typed = stems(title)
    # The matcher keeps what it finds out about its second text.
    matcher = SequenceMatcher(b=" ".join(typed), autojunk=False)
    resembling = []
    for task in _published() if typed else []:
        theirs = stems(task.title)
        matcher.set_seq1(" ".join(theirs))
        letters = _shared_letters(matcher)
        if best := max(_shared_words(set(typed), set(theirs)), letters):
            resembling.append(Resemblance(task, best, letters))
    resembling.sort(key=Resemblance.rank)
    return [resemblance.task for resemblance in resembling[:MOST]]


def _published() -> list[Task]:
    return list(Task.objects.published().only("slug", "title").order_by("pk"))


def _shared_words(words: set[str], theirs: set[str]) -> float:
    """Return the part of the shorter title's words that the other has too; 0 where it says little.

    One word alone is chance.
    """
    both = len(words & theirs)
    part = both / min(len(words), len(theirs)) if both > 1 else 0
    return part if part >= ENOUGH_WORDS else 0


def _shared_letters(matcher: SequenceMatcher[str]) -> float:
    """Return how far the letters agree; 0 where that says little. Cheap upper bounds go first."""
    for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio):
        if (part := ratio()) < ENOUGH_LETTERS:
            return 0
    return part


def stems(title: str) -> list[str]:
    """Return the stems of the words that say what a task is about, in their order."""
    words = re.findall(r"\w+", title.casefold().replace("-", ""))
    return [_stem(word) for word in words if word not in IGNORED]


def _stem(word: str) -> str:
    """Return "interview" for "interviews", roughly: stems are compared, never shown."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending) + instead
    return word
