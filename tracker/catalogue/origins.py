"""Where a task comes from, what it practises and whom it suits."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.guidance.models import CareerPath, Skill, TaskNeed
from tracker.catalogue.slug_lists import LIST_LIMIT, SlugListField, slugs_of
from tracker.shared.limits import at_most

PHRASE_LIMIT = 160
POST_LIMIT = 120
WORD_FOR_WORD = _("A short phrase, word for word.")
WHICH_POST = _("Of a later post: its name and year.")
ONLY_LATER = _("Only a later post has a name. Leave this empty, or choose a later post.")


class TaskSourceKind(models.TextChoices):
    ARTICLE = "article", _("Rich Mironov’s article")
    COMMENT = "comment", _("a reader’s comment on Rich Mironov’s article")
    ANSWER = "answer", _("Rich Mironov’s answer to a comment")
    LATER_POST = "later-post", _("a later post by Rich Mironov")
    CURATOR = "curator", _("this catalogue’s curators")


@dataclass(frozen=True, slots=True)
class TaskSource:
    """Whose words a task rests on: `kind` is a value of `TaskSourceKind`."""

    kind: str
    phrase: str
    post: str

    @property
    def attribution(self) -> str:
        """Return whose words they are, named."""
        if self.kind == TaskSourceKind.LATER_POST and self.post:
            return _("“%(post)s” by Rich Mironov") % {"post": self.post}
        return str(TaskSourceKind(self.kind).label)


class TaskOrigin(models.Model):
    """The columns of a task that say whose words it rests on and for whom it is."""

    source = models.CharField(
        _("source"), max_length=12, choices=TaskSourceKind, default=TaskSourceKind.CURATOR
    )
    source_phrase = models.CharField(
        _("source phrase"), max_length=PHRASE_LIMIT, blank=True, help_text=WORD_FOR_WORD
    )
    source_post = models.CharField(
        _("source post"),
        max_length=POST_LIMIT,
        blank=True,
        default="",
        db_default="",
        help_text=WHICH_POST,
    )
    second_source = models.CharField(
        _("second source"),
        max_length=12,
        choices=TaskSourceKind,
        blank=True,
        default="",
        db_default="",
    )
    second_phrase = models.CharField(
        _("second phrase"),
        max_length=PHRASE_LIMIT,
        blank=True,
        default="",
        db_default="",
        help_text=WORD_FOR_WORD,
    )
    second_post = models.CharField(
        _("second post"),
        max_length=POST_LIMIT,
        blank=True,
        default="",
        db_default="",
        help_text=WHICH_POST,
    )
    skills = SlugListField(
        _("skills"),
        blank=True,
        default="",
        db_default="",
        help_text=_("Slugs, with a space between."),
    )
    needs = SlugListField(
        _("needs"),
        blank=True,
        default="",
        db_default="",
        known=TaskNeed,
        help_text=_("What it presumes: pm-team, customers, niche, official-job."),
    )
    paths = SlugListField(
        _("paths"),
        blank=True,
        default="",
        db_default="",
        known=CareerPath,
        help_text=_("The paths that it serves; empty for every path that meets its needs."),
    )

    class Meta:
        abstract = True

    @property
    def sources(self) -> list[TaskSource]:
        """Return where it comes from, the first source first; a task has one or two."""
        sources = [TaskSource(self.source, self.source_phrase, self.source_post)]
        if self.second_source:
            sources.append(TaskSource(self.second_source, self.second_phrase, self.second_post))
        return sources

    @property
    def skill_slugs(self) -> list[str]:
        return slugs_of(self.skills)

    def is_suited_to(self, path: str) -> bool:
        """Say the same as `TaskQuerySet.suited_to`, of one that is read already."""
        if self.paths and path not in slugs_of(self.paths):
            return False
        return path != CareerPath.NO_TEAM or TaskNeed.PM_TEAM not in slugs_of(self.needs)

    def source_faults(self) -> dict[str, str]:
        """Return what is half said about the sources: a sentence for the field that it is about."""
        faults = {}
        if (self.second_phrase or self.second_post) and not self.second_source:
            faults["second_source"] = _("Say whose words the second ones are.")
        if self.source_post and self.source != TaskSourceKind.LATER_POST:
            faults["source_post"] = ONLY_LATER
        if self.second_post and self.second_source not in ("", TaskSourceKind.LATER_POST):
            faults["second_post"] = ONLY_LATER
        return {name: str(sentence) for name, sentence in faults.items()}

    def check_origin(self) -> None:
        """Refuse skills that there are not, and sources that are half said."""
        faults = self.source_faults()
        if sentence := unknown_skill(
            self.skills, set(Skill.objects.values_list("slug", flat=True))
        ):
            faults["skills"] = sentence
        if faults:
            raise ValidationError(faults)


def unknown_skill(skills: str, known: Collection[str]) -> str:
    """Return a sentence about the first skill that there is not; empty where there are all."""
    for slug in slugs_of(skills):
        if slug not in known:
            sentence = _("There is no skill “%(slug)s”. There are: %(known)s.")
            return sentence % {"slug": slug[:80], "known": ", ".join(sorted(known))}
    return ""


def origin_constraints() -> list[models.CheckConstraint]:
    return [
        at_most("source_phrase", PHRASE_LIMIT, "task_phrase_short"),
        at_most("source_post", POST_LIMIT, "task_post_short"),
        at_most("second_phrase", PHRASE_LIMIT, "task_second_phrase_short"),
        at_most("second_post", POST_LIMIT, "task_second_post_short"),
        at_most("skills", LIST_LIMIT, "task_skills_short"),
        at_most("needs", LIST_LIMIT, "task_needs_short"),
        at_most("paths", LIST_LIMIT, "task_paths_short"),
    ]
