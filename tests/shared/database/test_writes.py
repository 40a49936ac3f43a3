"""The version under which pages are kept moves with what is written, and with nothing else."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests.conftest import sign_in
from tests.factories import make_user
from tests.journal.forms import entry_data
from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def meet(request, name):
    return Person.objects.create(owner=request.user, name=name)


def write_and_fail(request):
    meet(request, "Ana")
    raise ValueError("after a write")


def write_and_find_nothing(request):
    meet(request, "Ana")
    raise Http404


def write_and_give_up(request):
    meet(request, "Ana")
    return HttpResponse("nothing doing", status=500)


def commit_and_fail(request):
    with transaction.atomic():
        meet(request, "Ana")
    raise ValueError("after a commit")


def fail_and_write(request):
    try:
        with transaction.atomic():
            meet(request, "Ana")
            raise IntegrityError("taken back")
    except IntegrityError:
        meet(request, "Ben")
    return HttpResponse()


def take_back(request):
    with transaction.atomic():
        meet(request, "Ana")
        transaction.set_rollback(True)
    return HttpResponse()


def write_twice(request):
    meet(request, "Ana")
    with transaction.atomic():
        meet(request, "Ben")
    return HttpResponse()


def read(request):
    return HttpResponse(str(Person.objects.owned_by(request.user).count()))


@login_not_required
@csrf_exempt
def write_as_nobody(request):
    make_user("dora")
    return HttpResponse()


VIEWS = [
    write_and_fail,
    write_and_find_nothing,
    write_and_give_up,
    commit_and_fail,
    fail_and_write,
    take_back,
    write_twice,
    read,
    write_as_nobody,
]
urlpatterns = [path("", include("pmcareer.urls"))]
for each in VIEWS:
    urlpatterns.insert(0, path(f"{each.__name__}/", each))
handler500 = "tracker.home.errors.server_error"


@pytest.fixture
def as_alice(alice):
    client = sign_in(alice)
    client.raise_request_exception = False
    return client


def version(user):
    return User.objects.get(pk=user.pk).page_version


def names(user):
    return list(Person.objects.owned_by(user).order_by("name").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("view", "moves", "written"),
    [
        (write_and_fail, 0, []),
        (write_and_find_nothing, 0, []),
        (write_and_give_up, 0, []),
        (commit_and_fail, 1, ["Ana"]),
        (fail_and_write, 1, ["Ben"]),
        (take_back, 0, []),
        (write_twice, 1, ["Ana", "Ben"]),
        (read, 0, []),
    ],
)
def test_it_moves_once_with_what_was_committed(as_alice, alice, view, moves, written):
    as_alice.post(f"/{view.__name__}/")
    assert names(alice) == written
    assert version(alice) == moves


def test_what_was_committed_before_the_failure_may_stand_and_what_was_taken_back_does_not(as_alice):
    assert "What you sent was not saved." in as_alice.post("/write_and_fail/").text
    assert "Perhaps what you sent was saved." in as_alice.post("/commit_and_fail/").text


def test_it_moves_with_an_entry_and_with_a_person_and_not_with_a_refused_form(as_alice, alice):
    as_alice.post("/journal/log/", entry_data(title="Met Ana"))
    assert (version(alice), Activity.objects.count()) == (1, 1)
    assert as_alice.post("/journal/log/", entry_data(date="never")).status_code == 422
    assert version(alice) == 1
    as_alice.get("/journal/")
    assert version(alice) == 1


def test_it_is_part_of_the_transaction(as_alice, alice, monkeypatch):
    """Whoever reads before the commit finds neither the entry nor the new version."""
    seen = []
    noted = transaction.on_commit

    def on_commit(function, *rest, **options):
        seen.append(transaction.get_connection().in_atomic_block)
        noted(function, *rest, **options)

    monkeypatch.setattr(transaction, "on_commit", on_commit)
    as_alice.post("/journal/log/", entry_data(title="Met Ana"))
    assert seen == [True]
    assert version(alice) == 1


def test_a_settings_form_that_was_read_before_does_not_set_it_back(as_alice, alice):
    read_before = User.objects.get(pk=alice.pk)
    as_alice.post("/journal/log/", entry_data(title="Met Ana"))
    read_before.theme = "dark"
    read_before.save()
    after = User.objects.get(pk=alice.pk)
    assert (after.theme, after.page_version, after.points) == ("dark", 1, 5)


def test_who_is_not_signed_in_has_no_version(client, alice):
    assert client.post("/write_as_nobody/").status_code == 200
    assert version(alice) == 0


def test_a_change_of_password_keeps_it_moving(as_alice, alice):
    alice.set_password("a long enough one 42")
    alice.save()
    client = sign_in(alice)
    fields = {"oldpassword": "a long enough one 42"}
    fields |= dict.fromkeys(["password1", "password2"], "another long one 43")
    assert client.post("/accounts/password/change/", fields).status_code == 302
    assert version(alice) >= 1
