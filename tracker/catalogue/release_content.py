"""The content that a release ships: content/*.toml, one file a level and one for the frame."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Any

from tracker.catalogue.models import Task

FIELDS = [
    "title",
    "summary",
    "how_to",
    "why",
    "evidence",
    "mistake",
    "source",
    "source_phrase",
    "source_post",
    "second_source",
    "second_phrase",
    "second_post",
    "skills",
    "needs",
    "paths",
    "effort",
    "cadence",
    "own_points",
]


# What a file calls otherwise than the column.
KINDS = {"curators": "curator"}
DESCRIPTION = ["skills", "needs", "paths"]  # what a task practises, and whom it suits
ADDED = {*DESCRIPTION, "source_post", "second_source", "second_phrase", "second_post"}


@dataclass(frozen=True)
class ReleaseTask:
    """One task of the release; `values` are its words and figures in the field names of `Task`."""

    slug: str
    level: int
    area: str
    position: int
    values: dict[str, Any]

    @cached_property
    def fingerprint(self) -> str:
        """A text that differs as soon as a release has other words, figures or another place."""
        return _digest({**self.values, "level": self.level, "area": self.area})

    def differing_fields(self, task: Task) -> list[str]:
        """Return the fields of a task (read with its level and area) that the release has other."""
        names = [name for name, value in self.values.items() if getattr(task, name) != value]
        if task.level.number != self.level:
            names.append("level")
        if task.area.slug != self.area:
            names.append("area")
        return names


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "content" / name).read_text("utf-8"))


def frame() -> dict[str, list[dict[str, Any]]]:
    """Return {"level": [...], "area": [...]}, in the order in which they are shown."""
    return read("frame.toml")


def catalogue() -> Iterator[ReleaseTask]:
    """Yield every task of the release, in the order in which they are shown."""
    for level in frame()["level"]:
        for position, row in enumerate(read(f"level{level['number']}.toml")["task"]):
            yield ReleaseTask(row["slug"], level["number"], row["area"], position, _values(row))


def find(slug: str) -> ReleaseTask | None:
    for release_task in catalogue():
        if release_task.slug == slug:
            return release_task
    return None


def reading() -> list[dict[str, Any]]:
    """Return the reading list in the field names of `Resource`: level's number, tasks by slug."""
    resources: list[dict[str, Any]] = read("reading.toml")["resource"]
    return resources


def fingerprint_of(task: Task) -> str:
    """Return what `ReleaseTask.fingerprint` would be, had a release said it as `task` does."""
    values = {name: getattr(task, name) for name in FIELDS}
    return _digest({**values, "level": task.level.number, "area": task.area.slug})


def _digest(content: dict[str, Any]) -> str:
    """Return a fingerprint; what was added to tasks later counts where there is any of it.

    So a task of an earlier release still has the fingerprint that it had then.
    """
    said = {}
    for name, value in content.items():
        if value or name not in ADDED:
            said[name] = value
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _sources(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return one or two sources in the field names of `Task`."""
    values = {"second_source": "", "second_phrase": "", "second_post": ""}
    for prefix, row in zip(("source", "second"), rows, strict=False):
        values["source" if prefix == "source" else "second_source"] = KINDS.get(
            row["kind"], row["kind"]
        )
        values[f"{prefix}_phrase"], values[f"{prefix}_post"] = row["phrase"], row["post"]
    return values


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "summary": row["summary"],
        "how_to": "\n".join(row["how_to"]),
        "why": row["why"],
        "evidence": row["evidence"],
        "mistake": row["mistake"],
        **_sources(row["source"]),
        "skills": " ".join(row["skills"]),
        "needs": " ".join(row["needs"]),
        "paths": " ".join(row["paths"]),
        "effort": row["effort"],
        "cadence": row["cadence"],
        "own_points": row.get("points"),
    }
