"""Rows of this feature for tests: keywords for what matters, defaults for the rest."""

from typing import Any

from tests.factories import TODAY
from tracker.accounts.models import User
from tracker.career.models import FitVerdict, MotiveNote, Request


def make_request(owner: User, about: str = "Read the import spec", **values: Any) -> Request:
    values.setdefault("date", TODAY)
    return Request.objects.create(owner=owner, about=about, **values)


def make_motive(owner: User, why: str = "I like the dull half", **values: Any) -> MotiveNote:
    values.setdefault("date", TODAY)
    return MotiveNote.objects.create(owner=owner, why=why, **values)


def make_verdict(owner: User, energy: str = "gave", **values: Any) -> FitVerdict:
    values = {"date": TODAY, "sentence": "Sorting rows was fine."} | values
    return FitVerdict.objects.create(owner=owner, energy=energy, **values)
