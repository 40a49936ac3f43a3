"""The same import confirmed several times at the same moment, each on its own connection."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import make_user
from tests.people.contact_import.contact_files import cards, read
from tracker.people.contact_import.plan import SealedPlan, carry_out, plan_import
from tracker.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


def test_everybody_is_added_once():
    alice = make_user("alice")
    contacts = read(cards(*[f"Person {number}" for number in range(40)]))
    plan = SealedPlan("peer", plan_import(alice, contacts, "peer").digest, contacts)
    gate = Barrier(4)

    def run(_number: int) -> int:
        try:
            gate.wait(10)
            return len(carry_out(alice, plan, []))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 40]
    assert Person.objects.owned_by(alice).count() == 40
