from tracker.accounts.models import User
from tracker.career.readiness.queries import readiness
from tracker.career.readiness.rule import State


def thin_lenses(user: User) -> list[str]:
    """Return the lenses of the user's level that are empty or thin, the weakest first."""
    return [lens.text.slug for lens in readiness(user).lenses if lens.state <= State.THIN]
