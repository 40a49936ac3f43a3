"""Keeping an advert's lines, their marks, and what answers them."""

from collections.abc import Mapping

from django.db import transaction

from tracker.openings.advert.models import EVIDENCE, MOST_PROOFS, AdvertLine, Mark, Proof
from tracker.openings.advert.reading import ProposedLine, read_advert
from tracker.openings.models import Opening
from tracker.shared.owned import lock


class TooManyProofsError(Exception):
    """A requirement is answered by twenty things at most."""


@transaction.atomic
def keep_advert(opening: Opening, text: str) -> list[AdvertLine]:
    """Keep the advert and its lines; a line that stood there before keeps its mark and proofs."""
    owner = opening.owner
    lock(owner)
    standing: dict[str, AdvertLine] = {}
    for line in opening.lines.order_by("-position"):
        standing[line.text.casefold()] = line
    # Places are unique: those that stay make room first.
    for line in standing.values():
        line.position += 1_000
    AdvertLine.objects.bulk_update(standing.values(), ["position"])
    kept: list[AdvertLine] = []
    new: list[AdvertLine] = []
    for position, proposed in enumerate(read_advert(text)):
        key = proposed.text.casefold()
        line = standing.pop(key) if key in standing else _new_line(opening, proposed)
        line.text, line.position = proposed.text, position
        (kept if line.pk else new).append(line)
    opening.lines.exclude(pk__in=[line.pk for line in kept]).delete()
    AdvertLine.objects.bulk_update(kept, ["position", "text"])
    AdvertLine.objects.bulk_create(new)
    opening.advert = text
    opening.save(update_fields=["advert", "updated_at"])
    return sorted([*kept, *new], key=lambda line: line.position)


@transaction.atomic
def mark_lines(opening: Opening, marks: Mapping[int, str]) -> None:
    """Mark lines by key: a `Mark`, "" for not looked at, "aside" for no requirement.

    Keys that are not of this advert are left out.
    """
    lock(opening.owner)
    changed = []
    for line in opening.lines.filter(pk__in=marks):
        mark = marks[line.pk]
        is_requirement = mark != "aside"
        value = Mark(mark).value if is_requirement and mark else ""
        if (line.is_requirement, line.mark) != (is_requirement, value):
            line.is_requirement, line.mark = is_requirement, value
            changed.append(line)
    AdvertLine.objects.bulk_update(changed, ["is_requirement", "mark"])


@transaction.atomic
def tie(line: AdvertLine, kind: str, pk: int) -> Proof | None:
    """Let one of the owner's own rows answer a requirement; None where there is no such row.

    A line that nobody had marked becomes *part*: whether it is proof is its reader's to say.
    Raises TooManyProofsError.
    """
    owner = line.owner
    lock(owner)
    evidence = EVIDENCE[kind]._default_manager.owned_by(owner).live().filter(pk=pk).first()
    if evidence is None:
        return None
    if line.proofs.count() >= MOST_PROOFS:
        raise TooManyProofsError
    proof, _created = Proof.objects.get_or_create(line=line, **{kind: evidence}, owner=owner)
    if not line.mark:
        line.is_requirement, line.mark = True, Mark.PART
        line.save(update_fields=["is_requirement", "mark"])
    return proof


def _new_line(opening: Opening, proposed: ProposedLine) -> AdvertLine:
    return AdvertLine(
        owner=opening.owner,
        opening=opening,
        is_requirement=proposed.is_requirement,
        is_nice_to_have=proposed.is_nice_to_have,
    )


def untie(proof: Proof) -> None:
    proof.delete()
