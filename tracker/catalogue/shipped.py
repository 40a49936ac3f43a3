"""The content that a release ships: content/*.toml, one file a level and one for the frame."""

import tomllib
from importlib.resources import files
from typing import Any, TypedDict


class ShippedCard(TypedDict):
    """One task as shipped, in the field names of `Task`."""

    slug: str
    title: str
    summary: str
    how_to: str
    why: str
    evidence: str
    mistake: str
    source: str
    source_phrase: str
    effort: str
    cadence: str
    own_points: int | None


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "content" / name).read_text("utf-8"))


def frame() -> dict[str, list[dict[str, Any]]]:
    """{"level": [...], "area": [...]}, in the order in which they are shown."""
    return read("frame.toml")


def cards(level: int) -> list[tuple[str, ShippedCard]]:
    """(area slug, card) for each card of a level, in the order in which they are shown."""
    return [(row["area"], _card(row)) for row in read(f"level{level}.toml")["task"]]


def _card(row: dict[str, Any]) -> ShippedCard:
    return {
        "slug": row["slug"],
        "title": row["title"],
        "summary": row["summary"],
        "how_to": "\n".join(row["how_to"]),
        "why": row["why"],
        "evidence": row["evidence"],
        "mistake": row["mistake"],
        "source": row["source_kind"],
        "source_phrase": row["source_phrase"],
        "effort": row["effort"],
        "cadence": row["cadence"],
        "own_points": row.get("points"),
    }
