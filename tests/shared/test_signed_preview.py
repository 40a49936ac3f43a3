"""What waits in a page between the look and the import cannot be changed, swapped or kept long."""

from datetime import timedelta

import pytest
from django.core import signing

from tracker.shared import signed_preview
from tracker.shared.sheets.limits import SheetError

VALUE = {"rows": [["Ana", 1], ["Ben", None]], "is_whole": True}


def test_what_was_sealed_comes_back_to_the_same_person_for_the_same_purpose():
    sealed = signed_preview.seal(VALUE, purpose="people", user_id=7)
    assert signed_preview.unseal(sealed, purpose="people", user_id=7) == VALUE


@pytest.mark.parametrize(("purpose", "user_id"), [("tasks", 7), ("people", 8)])
def test_nobody_else_can_hand_it_back_nor_for_anything_else(purpose, user_id):
    sealed = signed_preview.seal(VALUE, purpose="people", user_id=7)
    with pytest.raises(signing.BadSignature):
        signed_preview.unseal(sealed, purpose=purpose, user_id=user_id)


@pytest.mark.parametrize("sent", ["", "x", "x:y:z", "\0"])
def test_what_was_never_sealed_is_refused(sent):
    with pytest.raises(signing.BadSignature):
        signed_preview.unseal(sent, purpose="people", user_id=7)


def test_it_waits_for_an_hour_and_no_longer(clock):
    sealed = signed_preview.seal(VALUE, purpose="people", user_id=7)
    clock.shift(timedelta(minutes=59))
    assert signed_preview.unseal(sealed, purpose="people", user_id=7) == VALUE
    clock.shift(timedelta(minutes=2))
    with pytest.raises(signing.SignatureExpired):
        signed_preview.unseal(sealed, purpose="people", user_id=7)


def test_more_than_a_form_may_send_is_said_at_once(monkeypatch):
    monkeypatch.setattr(signed_preview, "MOST_CHARACTERS", 50)
    with pytest.raises(SheetError, match="Import them in parts"):
        signed_preview.seal(VALUE, purpose="people", user_id=7)


def test_two_plans_that_differ_anywhere_have_other_digests():
    plans = [[1, 2], [2, 1], [12], ["1", 2], [[1], 2]]
    digests = {signed_preview.digest_of(plan) for plan in plans}
    assert len(digests) == len(plans)
    assert signed_preview.digest_of([1, 2]) in digests
