"""The notes of a briefing's activity: who was there, what was written and what was not asked."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.journal.models import Quote
from tracker.people.models import NAME_LIMIT
from tracker.people.names import TypedPeople
from tracker.shared.text.names import folded


class Marks(models.TextChoices):
    """What a line is about; on a quote it becomes the theme."""

    SURPRISE = "surprise", gettext_lazy("surprise")
    PAIN = "pain", gettext_lazy("pain")
    PRICE = "price", gettext_lazy("price")
    COMPETITOR = "competitor", gettext_lazy("competitor")


@dataclass(frozen=True)
class Line:
    """One line as it was kept, `time` on the device's clock as in "14:05" or ""."""

    kind: str
    text: str
    time: str
    speaker: str
    mark: str
    shareable: bool

    @property
    def theme(self) -> str:
        return str(Marks(self.mark).label) if self.mark else ""

    def as_quote(self, customer: str) -> Quote:
        setting = _("Briefing, %(time)s") % {"time": self.time} if self.time else _("Briefing")
        return Quote(
            text=self.text,
            speaker=self.speaker,
            customer=customer,
            setting=setting,
            theme=self.theme,
            shareable=self.shareable,
        )


@dataclass(frozen=True)
class HeldQuestion:
    """What was not asked; `person` is at most one, to be asked later."""

    text: str
    person: TypedPeople

    @property
    def name(self) -> str:
        if self.person.known:
            return self.person.known[0].name
        return self.person.new[0][:NAME_LIMIT] if self.person.new else ""

    @property
    def whose(self) -> str:
        """The same for two questions that are for the same person."""
        if self.person.known:
            return str(self.person.known[0].pk)
        return folded(self.name)


def notes_of(
    there: str, listened: list[str], lines: list[Line], held: list[HeldQuestion], spoke: int
) -> str:
    """Return Markdown, each part only where there is something to say."""
    parts = []
    if there.strip():
        parts.append(_("There: %(names)s") % {"names": _on_one_line(there)})
    parts.append(silence(spoke))
    if listened:
        parts.append(_part(_("Listened for"), listened))
    notes = [_noted(line) for line in lines if line.kind == "note"]
    if notes:
        parts.append(_part(_("Notes"), notes))
    if held:
        parts.append(_part(_("Questions held"), list(map(_held, held))))
    return "\n\n".join(parts)


def silence(spoke: int) -> str:
    """Say in a sentence how silent the listener was."""
    if not spoke:
        return _("Silent throughout.")
    return ngettext("Spoke %(count)s time.", "Spoke %(count)s times.", spoke) % {"count": spoke}


def _part(title: str, points: list[str]) -> str:
    lines = [f"**{title}**", ""]
    for point in points:
        lines.append(f"- {_on_one_line(point)}")
    return "\n".join(lines)


def _noted(line: Line) -> str:
    return " · ".join(filter(None, [line.time, line.theme, line.speaker, line.text]))


def _held(question: HeldQuestion) -> str:
    if not question.name:
        return question.text
    values = {"question": question.text, "name": question.name}
    return _("%(question)s (for %(name)s)") % values


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
