"""The six lenses through which a hiring manager looks, and their words for each level."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# In the article's order, in which equally weak ones stand.
LENSES = ["lessons", "motive", "people", "referral", "market", "pull"]


@dataclass(frozen=True, slots=True)
class LensText:
    """What one lens says to somebody who wants to get to a level."""

    slug: str
    level: int
    name: str
    doubt: str
    attribution: str
    # What a hiring manager would still ask.
    question: str
    task_slugs: list[str]


def lens_texts(level: int) -> list[LensText]:
    """Return the words of the six lenses for a level, in the order of LENSES."""
    texts = [text for text in _shipped() if text.level == level]
    return sorted(texts, key=lambda text: LENSES.index(text.slug))


@cache
def _shipped() -> list[LensText]:
    text = (files(str(__package__)) / "lenses.toml").read_text("utf-8")
    return [LensText(**row) for row in tomllib.loads(text)["lens"]]
