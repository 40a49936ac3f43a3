"""What resembles a title that somebody is about to suggest."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.suggestions.models import Suggestion

TITLE_LIMIT = 120
MOST = 3
# Of 1 for the same. With less, shipped cards would begin to resemble each other.
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
    """A title as it is compared: without regard to case and to the number of spaces."""
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
    return Hints(like(title), waiting_twin(user, title)) if title.strip() else Hints([], None)


def titled(title: str) -> Task | None:
    """The published card that has this very title."""
    return next((task for task in _published() if folded(task.title) == folded(title)), None)


def waiting_twin(owner: User, title: str) -> Suggestion | None:
    """What `owner` has suggested under this title already, and nobody has answered."""
    waiting = Suggestion.objects.owned_by(owner).waiting()
    return next((one for one in waiting if folded(one.title) == folded(title)), None)


def like(title: str) -> list[Task]:
    """At most three published cards whose title resembles this one, the most alike first.

    Titles are alike by the words that they share, whatever their order, and by the letters of these
    words, which forgives a slip of the pen.
    """
    typed = stems(title)
    # The matcher keeps what it finds out about its second text.
    letters = SequenceMatcher(b=" ".join(typed), autojunk=False)
    scored = []
    for task in _published() if typed else []:
        theirs = stems(task.title)
        letters.set_seq1(" ".join(theirs))
        shared, alike = _shared(set(typed), set(theirs)), _alike(letters)
        if best := max(shared, alike):
            scored.append((-best, -alike, task.title, task))
    scored.sort(key=lambda row: row[:3])
    return [row[-1] for row in scored[:MOST]]


def _published() -> list[Task]:
    return list(Task.objects.published().only("slug", "title").order_by("pk"))


def _shared(words: set[str], theirs: set[str]) -> float:
    """The part of the shorter title's words that the other has too; 0 where it says little.

    One word alone is chance.
    """
    both = len(words & theirs)
    part = both / min(len(words), len(theirs)) if both > 1 else 0
    return part if part >= ENOUGH_WORDS else 0


def _alike(letters: SequenceMatcher[str]) -> float:
    """How far the letters agree; 0 where that says little. The cheap upper bounds go first."""
    for ratio in (letters.real_quick_ratio, letters.quick_ratio, letters.ratio):
        if (part := ratio()) < ENOUGH_LETTERS:
            return 0
    return part


def stems(title: str) -> list[str]:
    """The stems of the words that say what a task is about, in their order."""
    words = re.findall(r"\w+", title.casefold().replace("-", ""))
    return [_stem(word) for word in words if word not in IGNORED]


def _stem(word: str) -> str:
    """ "interviews" and "interviewing" as "interview", roughly: stems are compared, never shown."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending) + instead
    return word
