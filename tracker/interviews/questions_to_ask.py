"""Questions that somebody may ask in an interview, drawn from what the article is about."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class QuestionToAsk:
    """One question, and what its answer tells; `key` names it in a form."""

    key: str
    text: StrOrPromise
    tells: StrOrPromise


QUESTIONS_TO_ASK = [
    QuestionToAsk(
        "customers",
        _("How often do your product managers sit with customers, and who decides with whom?"),
        _("whether listening is part of the job"),
    ),
    QuestionToAsk(
        "mistakes",
        _("Which decision of the last year would you take back, and what changed after it?"),
        _("whether mistakes may be spoken of"),
    ),
    QuestionToAsk(
        "inside",
        _("Which of your product managers came from another job here, and what did they do first?"),
        _("how somebody like you gets in"),
    ),
    QuestionToAsk(
        "first-month",
        _("What would you hand over in the first month, and what would you keep?"),
        _("how much they trust somebody new"),
    ),
    QuestionToAsk(
        "trade-offs",
        _("When did engineering and sales last want different things, and who decided?"),
        _("who really says what is built"),
    ),
    QuestionToAsk(
        "no",
        _("What did you decide not to build this year, and how did the customer hear of it?"),
        _("whether no is said here, and how"),
    ),
    QuestionToAsk(
        "dull-half",
        _("What does the dull half of a week look like for a product manager here?"),
        _("the work without its shine"),
    ),
    QuestionToAsk(
        "trade",
        _("Which part of your customers’ trade took your product managers longest to learn?"),
        _("where knowing a niche counts"),
    ),
    QuestionToAsk(
        "three-months",
        _("After three months, what would make you glad that it was me?"),
        _("what you would be measured by"),
    ),
    QuestionToAsk(
        "hard-people",
        _("Who outside the team is hard to win over, and what has worked so far?"),
        _("which conversations wait for you"),
    ),
]


def question_called(key: str) -> QuestionToAsk | None:
    for question in QUESTIONS_TO_ASK:
        if question.key == key:
            return question
    return None


def not_asked_yet(to_ask: str) -> list[QuestionToAsk]:
    """Return those that do not stand in `to_ask`."""
    lines = {line.strip() for line in to_ask.splitlines()}
    return [question for question in QUESTIONS_TO_ASK if str(question.text) not in lines]
