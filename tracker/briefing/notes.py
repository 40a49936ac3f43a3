"""The notes of a briefing's entry: who was there, what was written and what was not asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.journal.models import Quote
from tracker.people.models import NAME_LIMIT
from tracker.people.names import TypedPeople


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
        return next(iter([*(p.name for p in self.person.known), *self.person.new]), "")[:NAME_LIMIT]


def notes_of(
    there: str, listened: list[str], lines: list[Line], held: list[HeldQuestion], spoke: int
) -> str:
    """Markdown, each part only where there is something to say."""
    parts = []
    if there.strip():
        parts.append(_("There: %(names)s") % {"names": _on_one_line(there)})
    parts.append(silence(spoke))
    if listened:
        parts.append(_part(_("Listened for"), listened))
    if noted := [note for line in lines if line.kind == "note" for note in [_noted(line)]]:
        parts.append(_part(_("Notes"), noted))
    if held:
        parts.append(_part(_("Questions held"), list(_held(held))))
    return "\n\n".join(parts)


def silence(spoke: int) -> str:
    """How silent the listener was, as a sentence."""
    if not spoke:
        return _("Silent throughout.")
    return ngettext("Spoke %(count)s time.", "Spoke %(count)s times.", spoke) % {"count": spoke}


def _part(title: str, points: list[str]) -> str:
    return "\n".join([f"**{title}**", "", *(f"- {_on_one_line(point)}" for point in points)])


def _noted(line: Line) -> str:
    return " · ".join(filter(None, [line.time, line.theme, line.speaker, line.text]))


def _held(held: list[HeldQuestion]) -> Iterator[str]:
    for question in held:
        if question.name:
            yield _("%(question)s (for %(name)s)") % {
                "question": question.text,
                "name": question.name,
            }
        else:
            yield question.text


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
