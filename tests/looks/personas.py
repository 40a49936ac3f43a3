"""Whose pages are looked at: nobody, an empty account, a lived-in one, an over-full one, a curator.

Made from the models alone where that is possible, so that a new feature has rows here by itself.
"""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import cycle, islice
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth import get_user_model
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.utils import timezone

from tests.factories import PASSWORD, make_suggestion, make_task, make_user, task
from tests.guards.rows import owned_models
from tracker.catalogue.actions import load_catalogue
from tracker.home.demo import load_demo

TRIED = 12  # rows of a model among which one is sought that has a page
MANY = 24  # rows of every kind that an over-full account has at the least
SOME_LETTERS = 200  # of a text in an over-full row that is not the first of its kind
LONG = "Averyveryverylongwordwithoutanyspace" * 3
WORDS = f"{LONG} <b>not bold</b> & “quoted” 👩‍👩‍👧‍👦 مرحبا, said by everybody who was there. "
SPACE = UUID(int=1)


@dataclasses.dataclass(frozen=True)
class Persona:
    name: str
    user: Any = None
    # Where an address has been found to lead to no row: what stands before the key, and the key.
    without_page: set[tuple[str, int]] = dataclasses.field(default_factory=set, compare=False)

    def signed_in(self) -> Client:
        """Return a client in which this person has just signed in, through the page itself."""
        client = Client(
            SERVER_NAME="localhost", headers={"user-agent": "looks"}, raise_request_exception=False
        )
        if self.user:
            sent = {"login": self.user.email, "password": PASSWORD}
            answer = client.post("/accounts/login/", sent)
            assert answer.status_code == 302, f"{self.name} cannot sign in"
            # Else what guards the account would only ask for the password again.
            client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        return client

    @cache  # noqa: B019 - there are five of them
    def keys(self, which: str) -> list[int]:
        """Return the keys of the first (or last) rows of each model that this person may reach."""
        keys: set[int] = set()
        for model in owned_models():
            rows = model.objects.order_by("pk" if which == "first" else "-pk")
            if not self.user.is_staff:
                rows = rows.filter(owner=self.user)
            keys |= set(rows.values_list("pk", flat=True)[:TRIED])
        return sorted(keys, reverse=which == "last")


def make_personas() -> list[Persona]:
    load_catalogue()
    normal = load_demo()
    _rename(normal, "nora")
    full = load_demo()
    _rename(full, "dana")
    _overfill(full)
    carol = make_user("carol", is_staff=True, is_superuser=True, display_name="Carol")
    _leave_work_for_curators()
    return [
        Persona("visitor"),
        Persona("empty", make_user("ella", display_name="Ella")),
        Persona("normal", normal),
        Persona("curator", carol),
        Persona("full", full),
    ]


def _rename(user: Any, name: str) -> None:
    """Give the demo's person an address of this cast; the next one is then made anew."""
    user.email = f"{name}@example.org"
    user.set_password(PASSWORD)
    user.save(update_fields=["email", "password"])  # the sums in its row are newer than `user`
    user.emailaddress_set.update(email=user.email)


def _overfill(user: Any) -> None:
    for state in ("waiting", "accepted", "declined"):
        make_suggestion(user, state=state, reason="Because.")
    for model in owned_models():
        _multiply(model, user)
        for position, row in enumerate(model.objects.filter(owner=user).order_by("pk")):
            _stretch(row, first=position == 0)
    display = get_user_model()._meta.get_field("display_name")
    user.display_name = LONG[: display.max_length]
    user.save(update_fields=["display_name"])


def _multiply(model: type[models.Model], user: Any) -> None:
    rows = list(model.objects.filter(owner=user).order_by("pk"))
    for number, row in enumerate(islice(cycle(rows), max(0, MANY - len(rows)))):
        row.pk = None
        row._state.adding = True
        _vary(row, number)
        _try(lambda row=row: model.objects.bulk_create([row]))


def _vary(row: models.Model, number: int) -> None:
    """Change what may have to differ from row to row; every seventh copy is in the bin."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, models.UUIDField):
            setattr(row, field.attname, uuid5(SPACE, f"{row._meta.label} {number}"))
        elif field.name == "deleted_at" and number % 7 == 6:
            setattr(row, field.attname, timezone.now())
        elif isinstance(field, models.DateField) and field.name == "date" and value:
            setattr(row, field.attname, value - timedelta(days=number % 5))


def _stretch(row: models.Model, *, first: bool) -> None:
    """Fill every text of a row up; those left empty stay so in every second row."""
    for field in _texts(row):
        if not getattr(row, field.attname) and row.pk % 2:
            continue
        letters = field.max_length
        if isinstance(field, models.TextField) and not first:
            letters = min(letters, SOME_LETTERS)
        text = f"{row.pk} {WORDS * (letters // len(WORDS) + 1)}"[:letters].strip()
        change = {field.attname: text}
        _try(lambda change=change: type(row).objects.filter(pk=row.pk).update(**change))


def _texts(row: models.Model) -> Iterator[models.Field]:
    for field in row._meta.concrete_fields:
        plain = type(field) in (models.CharField, models.TextField)
        if plain and field.editable and field.max_length and not field.choices:
            yield field


def _try(write: Any) -> None:
    """Do without what the database refuses: one active goal is as full as it gets."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        pass


def _leave_work_for_curators() -> None:
    make_task("A draft that nobody has read yet", status="draft", source_phrase="")
    make_task("Deleted by mistake").delete()
    altered = task("ask-about-personas")
    type(altered).objects.filter(pk=altered.pk).update(summary=LONG, reviewed_fingerprint="")
