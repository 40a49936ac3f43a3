"""The same briefing from several tabs at the same moment, each on a connection of its own."""

import pytest

from tests.briefing.sending import payload_of, send
from tests.conftest import sign_in
from tests.factories import make_user
from tests.journal.test_races import TOGETHER, at_once
from tracker.briefing.models import Briefing
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal
from tracker.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


@pytest.fixture
def dana(transactional_db):
    return make_user("dana")


def test_it_is_kept_once_and_everybody_is_told_so(dana):
    payload = payload_of(
        dana,
        "We wait.",
        attendees="Ines Aguiar",
        add_people=True,
        held=[{"text": "Who decides?", "person": "Ines Aguiar"}],
        date=dana.today.isoformat(),
    )
    clients = [sign_in(dana) for _tab in range(TOGETHER)]
    answers = at_once(lambda number: send(clients[number], payload))
    assert [answer.status_code for answer in answers] == [200] * TOGETHER
    assert len({answer.text for answer in answers}) == 1
    counts = {model: model.objects.count() for model in (Activity, Quote, Briefing, Person)}
    assert set(counts.values()) == {1}, counts
    assert Person.objects.get().next_touch_about == "Who decides?"
    assert DayTotal.objects.get().quotes == 1
