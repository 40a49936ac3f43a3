"""The six questions of the path chooser, answered as far as the journal knows the answer."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from tracker.accounts.models import User
from tracker.employments.models import Employment
from tracker.journal.models import Quote
from tracker.paths.decision import Answer, Question
from tracker.paths.models import PathAnswer
from tracker.paths.niches.models import Niche
from tracker.paths.stints.clock import a_year_after
from tracker.people.models import Person, PersonKind
from tracker.projects.models import Project
from tracker.shared.text.days import in_words

DAYS_IN_REACH = 365  # a customer who was quoted within them is within reach


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal says to a question, by which fact, and where that fact stands."""

    answer: Answer | None = None
    fact: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer that counts; `is_own` where it is not what the journal says."""

    question: Question
    answer: Answer | None
    known: Known
    is_own: bool

    @property
    def label(self) -> StrOrPromise:
        return self.question.label

    @property
    def fact(self) -> str:
        """What the answer rests on, in a sentence."""
        if self.is_own:
            return _("You said so.")
        return self.known.fact


def answered(user: User) -> list[Answered]:
    """Return the six questions in their order, one's own answers before what is known."""
    own = dict(PathAnswer.objects.owned_by(user).values_list("question", "answer"))
    known = known_answers(user)
    rows = []
    for question in Question:
        said = own.get(question)
        answer = Answer(said) if said else known[question].answer
        rows.append(Answered(question, answer, known[question], is_own=said is not None))
    return rows


def known_answers(user: User) -> dict[Question, Known]:
    """Return what the journal knows, for every question."""
    present = Employment.objects.owned_by(user).present().first()
    return {
        Question.PMS: _pms(user, present),
        Question.CUSTOMERS: _customers(user),
        Question.NICHE: _niche(user),
        Question.PLACE: Known(),
        Question.BACKUP: _backup(user),
        Question.POST: _post(present, user.today),
    }


def _yes_or_no(is_so: bool) -> Answer:
    return Answer.YES if is_so else Answer.NO


def _pms(user: User, present: Employment | None) -> Known:
    if user.company_has_pms is None:
        return Known(address=reverse("employments"))
    where = present.company if present else ""
    if user.company_has_pms:
        fact = _("By your employment at %(company)s, there are.")
        unnamed = _("By your present employment, there are.")
    else:
        fact = _("By your employment at %(company)s, there are none.")
        unnamed = _("By your present employment, there are none.")
    text = fact % {"company": where} if where else unnamed
    return Known(_yes_or_no(user.company_has_pms), text, reverse("employments"))


def _customers(user: User) -> Known:
    latest = Quote.objects.owned_by(user).live().order_by("-date").values_list("date", flat=True)
    day = latest.first()
    if day and (user.today - day).days <= DAYS_IN_REACH:
        text = ngettext(
            "%(number)d customer quote, the last on %(day)s.",
            "%(number)d customer quotes, the last on %(day)s.",
            user.quote_count,
        )
        values = {"number": user.quote_count, "day": in_words(day, "j M Y")}
        return Known(Answer.YES, text % values, reverse("quotes"))
    customers = Person.objects.owned_by(user).live().filter(kind=PersonKind.CUSTOMER)
    if customers.exists():
        address = f"{reverse('people')}?kind={PersonKind.CUSTOMER}"
        return Known(Answer.YES, _("There are customers among your people."), address)
    return Known(address=reverse("quotes"))


def _niche(user: User) -> Known:
    niche = Niche.objects.owned_by(user).live().order_by("-pk").first()
    if niche:
        return Known(Answer.YES, niche.statement, niche.get_absolute_url())
    return Known(Answer.NO, _("No niche is written down."), reverse("add_niche"))


def _backup(user: User) -> Known:
    own_projects = Project.objects.owned_by(user).live()
    project = own_projects.order_by("-first_on", "-pk").first()
    if project:
        text = _("Back-up PM on “%(project)s”.") % {"project": project.name}
        return Known(Answer.YES, text, project.get_absolute_url())
    return Known(Answer.NO, _("No project as back-up PM is written down."), reverse("projects"))


def _post(present: Employment | None, today: date) -> Known:
    if present is None or present.first_on is None:
        return Known(address=reverse("employments"))
    text = _("In your post since %(day)s.") % {"day": in_words(present.first_on, "j M Y")}
    is_a_year = a_year_after(present.first_on) <= today
    return Known(_yes_or_no(is_a_year), text, reverse("employments"))
