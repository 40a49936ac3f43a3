"""What each kind of paper begins with: texts/<kind>.md, in English as they ship."""

from functools import cache
from importlib.resources import files

from tracker.projects.models import Paper


@cache
def template_of(kind: str) -> str:
    """The Markdown with which a paper of this kind (Paper.Kind) begins."""
    return (files(__package__) / "texts" / f"{Paper.Kind(kind)}.md").read_text("utf-8").strip()


def is_untouched(paper: Paper) -> bool:
    """Whether nothing but its template is in it, or nothing at all."""
    return paper.text.strip() in ("", template_of(paper.kind))
