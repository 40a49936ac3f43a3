"""What an action writes passes the form that would edit it: opened and saved, a row is the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models, transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from tests.conftest import sign_in
from tests.factories import make_person
from tests.guards.pages.html_forms import HtmlForm, forms_on
from tests.guards.pages.limits import all_rows, stretch
from tests.guards.pages.visits import is_ours, walk
from tests.guards.routes import our_routes
from tests.guards.rows import make_one_of_each, owned_models
from tracker.accounts.models import User
from tracker.home.demo import load_demo
from tracker.journal.totals_models import DayTotal, SkillTally, TaskTally
from tracker.people.joining.actions import merge
from tracker.week.models import WeekRecord

pytestmark = pytest.mark.whole_site
# Pages that show what is kept and take it back, and are not called edit_….
BESIDES = {"settings", "reminders", "review_week", "recommendation_quotes"}
# What every write reckons anew; the rows of `make_one_of_each` do not add up.
SUMS = (DayTotal, TaskTally, SkillTally)


# Models whose rows stay when all others are deleted: those that can be.
MODELS = [m for m in owned_models() if "deleted_at" in {field.name for field in m._meta.fields}]


def nowhere(path: str) -> bool:
    return False


def is_edited_at(path: str) -> bool:
    name = resolve(path).view_name
    return name.startswith("edit_") or name in BESIDES


def forms_of(client: Client, start: list[str] | None = None) -> Iterator[HtmlForm]:
    """Yield the forms that edit what their owner has, as they are shown."""
    for visit in walk(client, start, is_ours if start is None else nowhere):
        for shown in forms_on(visit.html, visit.path):
            path = shown.action.partition("?")[0]
            if shown.method == "post" and path == visit.path and is_edited_at(path):
                yield shown


def kept_by(owner: User) -> dict[str, dict[str, Any]]:
    """Return all that is kept of `owner`, when it was last saved aside."""
    rows: dict[str, dict[str, Any]] = {}
    own = [row for row in all_rows(owner) if not isinstance(row, SUMS)]
    for row in [User.objects.get(pk=owner.pk), *own]:
        kept = [field for field in row._meta.concrete_fields if field.editable]
        values = {field.name: field.value_from_object(row) for field in kept}
        for field in row._meta.many_to_many:
            values[field.name] = sorted(item.pk for item in field.value_from_object(row))
        values.pop("updated_at", None)
        rows[f"{row._meta.model_name} {row.pk}"] = values
    return rows


def differences(owner: User, client: Client, start: list[str] | None = None) -> dict[str, Any]:
    """Send every form back as it was shown: what was refused, and what changed."""
    found: dict[str, Any] = {}
    before = kept_by(owner)
    for shown in forms_of(client, start):
        point = transaction.savepoint()
        answer = shown.send(client)
        after = kept_by(owner)
        transaction.savepoint_rollback(point)
        if answer.status_code != 302:
            found[shown.action] = f"{answer.status_code}"
        elif changed := changes(before, after):
            found[shown.action] = changed
    return found


def changes(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> list[str]:
    """Return what changed in rows that stood before; a page may propose what is not kept yet."""
    told: list[str] = []
    for key, old in before.items():
        new = after.get(key, {})
        for name, value in old.items():
            if new.get(name) != value:
                told.append(f"{key} {name}: {value!r:.60} → {new.get(name)!r:.60}")
    return told


def one_of_each(owner: User) -> None:
    make_one_of_each(owner)
    # An open week has no answers yet: its page proposes some.
    WeekRecord.objects.filter(owner=owner).update(closed_at=timezone.now())


def test_rows_of_every_kind_stay_as_they_were(alice, as_alice):
    one_of_each(alice)
    assert differences(alice, as_alice) == {}


def test_rows_at_their_limits_stay_as_they_were(alice, as_alice):
    one_of_each(alice)
    stretch(alice)
    assert differences(alice, as_alice) == {}


def test_rows_at_their_latest_stay_as_they_were(alice, as_alice):
    one_of_each(alice)
    stretch(alice, latest=True)
    assert differences(alice, as_alice) == {}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_rows_whose_others_are_deleted_stay_as_they_were(model, alice, as_alice):
    one_of_each(alice)
    delete_all_but(model, alice)
    start = [r.path for r in our_routes() if r.is_a_row and r.name.startswith("edit_")]
    assert differences(alice, as_alice, start) == {}


def delete_all_but(kept: type[models.Model], owner: User) -> None:
    for model in owned_models():
        names = {field.name for field in model._meta.fields}
        if model is not kept and "deleted_at" in names:
            model.objects.filter(owner=owner).update(deleted_at=owner.date_joined)


def test_rows_of_eight_months_stay_as_they_were(catalogue):
    nora = load_demo()
    as_nora = sign_in(nora)
    assert differences(nora, as_nora) == {}


def test_the_guard_sends_every_form_that_edits(alice, as_alice):
    one_of_each(alice)
    named = {route.name for route in our_routes() if route.name.startswith("edit_")} | BESIDES
    sent = {resolve(shown.action).view_name for shown in forms_of(as_alice)}
    assert sent == named


def test_two_people_made_one_stay_as_they_are(alice, as_alice):
    link = f"https://example.org/{'a' * 580}"
    kept = make_person(alice, "Ana", kind="pm", links=f"{link}1")
    other = make_person(alice, "Ana Ruiz", kind="peer", company="Acme", links=f"{link}2")
    merge(kept, other)
    assert differences(alice, as_alice) == {}
    kept.refresh_from_db()
    assert (kept.company, kept.links) == ("", f"{link}1")
