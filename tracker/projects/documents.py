"""What each kind of document begins with: texts/<kind>.md, in English as they ship."""

from functools import cache
from importlib.resources import files

from tracker.projects.models import Document, DocumentKind


@cache
def template_of(kind: str) -> str:
    """Return the Markdown with which a document of this kind (DocumentKind) begins."""
    return (files(__package__) / "texts" / f"{DocumentKind(kind)}.md").read_text("utf-8").strip()


def is_untouched(document: Document) -> bool:
    """Whether nothing but its template is in it, or nothing at all."""
    return document.text.strip() in ("", template_of(document.kind))
