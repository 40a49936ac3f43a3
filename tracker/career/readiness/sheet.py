"""Where I stand, as Markdown: the same words as on the printed sheet."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.career.readiness.evidence import Item
from tracker.career.readiness.queries import LensView, Readiness
from tracker.career.readiness.rule import states_in_words
from tracker.quotes.as_markdown import escaped


def as_markdown(found: Readiness, today: date) -> str:
    """Return the whole sheet; what somebody typed means nothing to Markdown in it."""
    parts = [f"# {_('Where I stand')}"]
    about = _("As a hiring manager sees it, for: %(level)s. %(day)s.")
    parts.append(
        escaped(about % {"level": found.level, "day": date_format(today, "j F Y")}),
    )
    for lens in found.lenses:
        parts += _lens(lens)
    rule = [f"- **{state.label}**: {words}" for state, words in states_in_words()]
    parts += [f"## {_('The rule')}", "\n".join(rule)]
    return "\n\n".join(parts) + "\n"


def _lens(lens: LensView) -> list[str]:
    asked = _("They would still ask: %(question)s") % {"question": lens.text.question}
    heading = _("%(lens)s: %(state)s") % {"lens": lens.text.name, "state": lens.state.label}
    parts = [f"## {escaped(heading)}"]
    parts.append(f"> {escaped(lens.text.doubt)}\n>\n> — {escaped(lens.text.attribution)}")
    parts.append(escaped(lens.summary))
    if lens.items:
        parts.append("\n".join(map(_line, lens.items)))
    parts.append(escaped(asked))
    if lens.task:
        parts.append(escaped(_("Next: %(task)s") % {"task": lens.task}))
    return parts


def _line(item: Item) -> str:
    words = [" ".join(item.title.split())]
    if item.detail:
        words.append(" ".join(item.detail.split()))
    day = date_format(item.day, "j M Y")
    about = f"{item.kind.label}, {day}, {item.age.label}"
    return f"- {escaped(' · '.join(words))} ({escaped(about)})"
