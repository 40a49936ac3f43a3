"""What an import did, or would do."""

from dataclasses import dataclass, field

from django_stubs_ext import StrOrPromise

MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be kept, and why; or one that is kept otherwise than the file says."""

    file: str
    number: int
    sentence: StrOrPromise


@dataclass
class KindOutcome:
    """How many rows of a kind are new, there already, or stay as they are here."""

    label: StrOrPromise
    new: int = 0
    already: int = 0
    stays: int = 0


@dataclass
class Outcome:
    kinds: list[KindOutcome] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    remarks: list[Fault] = field(default_factory=list)
    more_remarks: int = 0
    takes_settings: bool = False
    # Of the rows that are new: what the file says they earned, and what they do by the rules.
    points_said: int = 0
    points_earned: int = 0

    @property
    def new(self) -> int:
        return sum(kind.new for kind in self.kinds)

    @property
    def already(self) -> int:
        return sum(kind.already for kind in self.kinds)

    @property
    def stays(self) -> int:
        return sum(kind.stays for kind in self.kinds)

    @property
    def fault_count(self) -> int:
        return len(self.faults) + self.more_faults

    def add_fault(self, file: str, number: int, sentence: StrOrPromise) -> None:
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(file, number, sentence))
        else:
            self.more_faults += 1

    def add_remark(self, file: str, number: int, sentence: StrOrPromise) -> None:
        if len(self.remarks) < MOST_TOLD:
            self.remarks.append(Fault(file, number, sentence))
        else:
            self.more_remarks += 1
