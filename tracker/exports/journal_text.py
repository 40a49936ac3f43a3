"""The journal as Markdown, to be read without any program of ours."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.exports.rows import PAGE, Export
from tracker.journal.models import Activity, Quote


def journal_pages(export: Export) -> Iterator[str]:
    """Yield the entries that stand, the earliest day first."""
    yield f"# {_('Journal')}\n"
    entries = Activity.objects.owned_by(export.owner).live().select_related("task")
    entries = entries.only("date", "title", "notes", "lesson", "minutes", "task__title")
    ordered = entries.order_by("date", "pk")
    page = list(ordered[:PAGE])
    day: date | None = None
    while page:
        last = page[-1]
        yield _page(export, page, day)
        day = last.date
        later = Q(date__gt=last.date) | Q(date=last.date, pk__gt=last.pk)
        page = list(ordered.filter(later, date__gte=last.date)[:PAGE])


def _page(export: Export, page: list[Activity], day: date | None) -> str:
    quotes: dict[int, list[Quote]] = {}
    standing = Quote.objects.owned_by(export.owner).live().filter(activity__in=page)
    for quote in standing.order_by("position", "pk"):
        quotes.setdefault(quote.activity_id, []).append(quote)
    parts: list[str] = []
    for entry in page:
        if entry.date != day:
            day = entry.date
            parts.append(f"\n## {date_format(day, 'l j F Y')}\n")
        parts.append(_entry(entry, quotes.get(entry.pk, [])))
    return "".join(parts)


def _entry(entry: Activity, quotes: list[Quote]) -> str:
    lines = [f"\n### {_one_line(str(entry))}\n"]
    if entry.title and entry.task:
        lines.append(f"\n*{_one_line(entry.task.title)}*\n")
    if entry.minutes:
        lines.append(f"\n{_('%(number)d minutes') % {'number': entry.minutes}}\n")
    if entry.notes:
        lines.append(f"\n{entry.notes.strip()}\n")
    for quote in quotes:
        said = quote.text.strip().replace("\n", "\n> ")
        who = ", ".join(filter(None, [quote.speaker, quote.customer, quote.setting]))
        lines.append(f"\n> {said}\n" + (f">\n> — {_one_line(who)}\n" if who else ""))
    if entry.lesson:
        heading = _("**Lesson:**")
        lines.append(f"\n{heading} {entry.lesson.strip()}\n")
    return "".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())
