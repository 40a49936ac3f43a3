"""Fit verdicts over time, and when they say that this may not be the right job."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.db.models.functions import TruncQuarter

from tracker.accounts.models import User
from tracker.career.models import Energy, FitVerdict, MotiveNote
from tracker.career.quarters import Quarter

MOST_QUARTERS = 8
# So many quarters in a row in which the work took more than it gave offer a good end.
TAKEN_QUARTERS = 2


@dataclass(frozen=True, slots=True)
class QuarterEnergy:
    """How many verdicts of each kind a quarter has."""

    quarter: Quarter
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def gave(self) -> int:
        return self.numbers.get(Energy.GAVE, 0)

    @property
    def neutral(self) -> int:
        return self.numbers.get(Energy.NEUTRAL, 0)

    @property
    def took(self) -> int:
        return self.numbers.get(Energy.TOOK, 0)

    @property
    def took_more(self) -> bool:
        return self.took > self.gave


def energy_by_quarter(user: User) -> list[QuarterEnergy]:
    """Return the latest eight quarters that have verdicts, newest first."""
    verdicts = FitVerdict.objects.owned_by(user).live().annotate(quarter=TruncQuarter("date"))
    counted = verdicts.values("quarter", "energy").order_by("-quarter", "energy")
    counted = counted.annotate(number=Count("pk"))
    quarters: dict[Quarter, QuarterEnergy] = {}
    for row in counted[: MOST_QUARTERS * len(Energy)]:
        quarter = Quarter.of(row["quarter"])
        energy = quarters.setdefault(quarter, QuarterEnergy(quarter))
        energy.numbers[row["energy"]] = row["number"]
    return list(quarters.values())[:MOST_QUARTERS]


def takes_energy(quarters: list[QuarterEnergy], current: Quarter) -> bool:
    """Whether the work took more than it gave in two quarters in a row, not long ago.

    `quarters` are those with verdicts, newest first. The latest may be this quarter or the one
    before: what was so a year ago may have changed unsaid.
    """
    latest = quarters[:TAKEN_QUARTERS]
    if len(latest) < TAKEN_QUARTERS or latest[0].quarter < current.back(1):
        return False
    if latest[1].quarter != latest[0].quarter.back(1):
        return False
    return all(energy.took_more for energy in latest)


def note_before(note: MotiveNote) -> MotiveNote | None:
    """Return the note that its owner wrote before this one."""
    own_notes = MotiveNote.objects.owned_by(note.owner).live().filter(date__lte=note.date)
    earlier = own_notes.exclude(date=note.date, pk__gte=note.pk)
    return earlier.order_by("-date", "-pk").first()
