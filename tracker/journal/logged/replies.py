"""What features answer to an entry, right after it was logged: each in its `after_logging.py`.

`say(request, logged)` adds messages; `logged` are the entries of one form, line or tap.
"""

from collections.abc import Sequence
from functools import cache
from types import ModuleType

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.actions import LoggedActivity
from tracker.shared.registries.discovery import registered_modules


def let_features_answer(request: AuthenticatedRequest, logged: Sequence[LoggedActivity]) -> None:
    for module in _modules():
        module.say(request, logged)


@cache
def _modules() -> list[ModuleType]:
    return list(registered_modules("after_logging"))
