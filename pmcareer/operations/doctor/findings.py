"""What a check says."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One line: how it stands, and what to do where it is not well."""

    level: Level
    said: str
    advice: str = ""


def ok(said: str) -> Finding:
    return Finding(Level.OK, said)


def warning(said: str, advice: str) -> Finding:
    return Finding(Level.WARNING, said, advice)


def wrong(said: str, advice: str) -> Finding:
    return Finding(Level.WRONG, said, advice)
