"""An advert as its hiring manager reads it."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.openings.advert.models import EVIDENCE, AdvertLine, Mark
from tracker.openings.models import Opening
from tracker.shared.text.described import Evidence
from tracker.stories.models import Story
from tracker.stories.queries import FIELDS as STORY_FIELDS
from tracker.stories.queries import find_rows

MOST_MISSED = 3
# What the words of a search are looked for in, of each kind.
FIELDS = STORY_FIELDS | {
    "person": ("name", "role", "company", "vouch_for"),
    "story": Story.SEARCHED_FIELDS,
}


@dataclass(frozen=True, slots=True)
class AdvertReading:
    """The lines of an advert with what answers them; `missed` is what would be missed first."""

    requirements: list[AdvertLine]
    aside: list[AdvertLine]
    missed: list[AdvertLine]

    def number(self, mark: str) -> int:
        return sum(1 for line in self.requirements if line.mark == mark)

    @property
    def with_proof(self) -> int:
        return self.number(Mark.PROOF)

    @property
    def in_part(self) -> int:
        return self.number(Mark.PART)

    @property
    def without(self) -> int:
        return self.number(Mark.NONE)

    @property
    def unmarked(self) -> int:
        return self.number("")

    @property
    def answered(self) -> list[AdvertLine]:
        """Requirements that something answers, in whole or in part, in the advert's order."""
        found = []
        for line in self.requirements:
            if line.mark in (Mark.PROOF, Mark.PART) and line.live_proofs:
                found.append(line)
        return found


def advert_reading(opening: Opening) -> AdvertReading:
    """Return an opening's advert, read: three queries at most beside one a kind of evidence."""
    requirements: list[AdvertLine] = []
    aside: list[AdvertLine] = []
    for line in AdvertLine.objects.owned_by(opening.owner).filter(opening=opening).with_proofs():
        (requirements if line.is_requirement else aside).append(line)
    return AdvertReading(requirements, aside, missed_first(requirements))


def missed_first(requirements: list[AdvertLine]) -> list[AdvertLine]:
    """Return what a hiring manager would miss first, three lines at most.

    Adverts put first what matters most. So: what must be there before what is nice to have; of
    these what has nothing before what has a part, in the advert's order.
    """
    missing = []
    for line in requirements:
        if line.mark in (Mark.NONE, Mark.PART):
            missing.append(line)
    missing.sort(key=lambda line: (line.is_nice_to_have, line.mark == Mark.PART, line.position))
    return missing[:MOST_MISSED]


def find_evidence(owner: User, line: AdvertLine, words: str) -> list[Evidence]:
    """Return what holds every word, five of each kind at most, without what answers already."""
    return find_rows(owner, words, EVIDENCE, FIELDS, list(line.proofs.all()))


def as_markdown(opening: Opening, reading: AdvertReading) -> str:
    """Return "requirement → evidence" for a covering letter; what has neither is left out."""
    lines = [f"# {opening.title}", ""]
    for line in reading.answered:
        lines.append(f"- {line.text}")
        for proof in line.live_proofs:
            evidence = proof.evidence
            lines.append(f"  - {evidence.title} ({evidence.about})")
    return "\n".join([*lines, ""])
