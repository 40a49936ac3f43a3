"""What a pitch begins with: a recommendation, a theme of quotes, or nothing."""

from dataclasses import dataclass, field
from typing import Any

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.recommendations.models import Recommendation
from tracker.shared.http import pk_from
from tracker.stories.pitches.models import MOST_QUOTES, TITLE_LIMIT, WHY_LIMIT, Pitch, PitchWhy


@dataclass(frozen=True, slots=True)
class PitchBeginning:
    """An unsaved pitch with what is known, the first of its chain, and the quotes under it."""

    pitch: Pitch = field(default_factory=Pitch)
    chain: list[PitchWhy] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)

    @property
    def initial(self) -> dict[str, Any]:
        to = self.pitch.live_to
        return {
            "title": self.pitch.title,
            "idea": self.pitch.idea,
            "to_name": to.label if to else "",
        }


def from_recommendation(user: User, asked: str) -> PitchBeginning | None:
    """Begin with the one that `asked` ("recommendation-5") names; None where there is none."""
    name, _dash, key = asked.partition("-")
    pk = pk_from(key)
    if name != "recommendation" or pk is None:
        return None
    own = Recommendation.objects.owned_by(user).live().for_page()
    recommendation = own.filter(pk=pk).first()
    if recommendation is None:
        return None
    pitch = Pitch(
        title=recommendation.title,
        recommendation=recommendation,
        idea=recommendation.suggestion,
        to=recommendation.to,
    )
    problem = recommendation.problem
    # The whole of it stays in the recommendation, to which the pitch leads.
    short = problem if len(problem) <= WHY_LIMIT else f"{problem[: WHY_LIMIT - 1]}…"
    chain = [PitchWhy(answer=short)] if short else []
    return PitchBeginning(pitch, chain, recommendation.live_quotes[:MOST_QUOTES])


def from_theme(user: User, theme: str) -> PitchBeginning:
    """Begin with the newest quotes that have this theme."""
    quotes = Quote.objects.owned_by(user).for_ledger().filter(theme=theme)
    newest = list(quotes.order_by("-date", "-pk")[:MOST_QUOTES])
    return PitchBeginning(Pitch(title=theme[:TITLE_LIMIT]), quotes=newest)
