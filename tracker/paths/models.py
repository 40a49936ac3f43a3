"""What somebody says about their situation, and the paths that they chose."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.goals.models import Goal, Path
from tracker.paths.decision import Answer, Question
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.weeks import EARLIEST
from tracker.warnings.models import NOTE_LIMIT


class PathAnswer(Owned):
    """An answer that differs from what the journal says, or that nothing in it could give."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="path_answers", editable=False
    )
    question = models.CharField(max_length=9, choices=Question)
    answer = models.CharField(max_length=5, choices=Answer)
    answered_on = models.DateField()

    objects = OwnedQuerySet["PathAnswer"].as_manager()

    class Meta:
        verbose_name = _("answer about a path")
        verbose_name_plural = _("answers about paths")
        constraints = [
            models.UniqueConstraint(fields=["owner", "question"], name="path_answer_once"),
            one_of("question", Question, "path_answer_question_known"),
            one_of("answer", Answer, "path_answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.get_answer_display()}"


class PathChoice(Owned):
    """A path that was chosen on a day, with what was known then. Never changed afterwards."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="path_choices", editable=False
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, related_name="path_choices", editable=False
    )
    path = models.CharField(_("path"), max_length=14, choices=Path)
    date = models.DateField(_("date"))
    # Its answers as they were that day, question by question.
    answers = models.JSONField(default=dict, editable=False)
    against_evidence = models.BooleanField(default=False, db_default=False, editable=False)
    note = models.TextField(_("note"), max_length=NOTE_LIMIT, blank=True, db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["PathChoice"].as_manager()

    class Meta:
        verbose_name = _("chosen path")
        verbose_name_plural = _("chosen paths")
        indexes = [models.Index(fields=["owner", "-date", "-id"], name="path_choice_list")]
        constraints = [
            one_of("path", Path, "path_choice_path_known"),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST), name="path_choice_not_before_1950"
            ),
            models.CheckConstraint(
                condition=Q(against_evidence=False) | ~Q(note=""),
                name="path_choice_against_evidence_has_a_note",
            ),
            at_most("note", NOTE_LIMIT, "path_choice_note_short"),
        ]

    def __str__(self) -> str:
        return str(self.get_path_display())
