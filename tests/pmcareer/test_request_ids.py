"""Each request has a name, by which its answer and its log lines are found."""

import re

import pytest
from django.http import HttpResponse

from pmcareer.request_ids import current, name_requests

NAME = re.compile(r"[0-9a-f]{12}")


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/healthz", "/journal/"])
def test_every_answer_has_a_name_of_its_own(client, db, path):
    names = {client.get(path)["X-Request-ID"] for _twice in range(2)}
    assert len(names) == 2
    assert all(NAME.fullmatch(name) for name in names)


def test_a_host_that_is_refused_has_one_too(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert NAME.fullmatch(answer["X-Request-ID"])


def test_a_name_from_outside_is_not_taken(client):
    answer = client.get("/healthz", headers={"X-Request-ID": "chosen"})
    assert NAME.fullmatch(answer["X-Request-ID"])


def test_what_runs_for_a_request_knows_its_name(rf):
    seen = []

    def view(request):
        seen.append((request.id, current.get()))
        return HttpResponse()

    answer = name_requests(view)(rf.get("/"))
    assert seen == [(answer["X-Request-ID"], answer["X-Request-ID"])]
